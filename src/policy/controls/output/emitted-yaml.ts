import { OutcomeControl } from '../control';

export const emittedYaml: OutcomeControl = {
  id: 'emitted-yaml',
  title: 'The YAML has the same meaning as the evaluated object',
  level: 'output',
  risk: 'broken',
  why: 'Some texts have another meaning for kubectl than for cdk8s, so kubectl could apply a pod that was not evaluated.',
  remedy: 'change the value',
};
