import { OutcomeControl } from '../control';

export const droppedFields: OutcomeControl = {
  id: 'dropped-fields',
  title: 'Fields of JSON patches reach the YAML',
  level: 'output',
  risk: 'broken',
  why: 'The classes of cdk8s-plus drop fields that their version of Kubernetes does not have, so a security setting can be missing without '
    + 'an error.',
  remedy: 'remove the patch, or create the object with ApiObject, which keeps every field',
};
