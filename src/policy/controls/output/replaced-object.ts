import { OutcomeControl } from '../control';

export const replacedObject: OutcomeControl = {
  id: 'replaced-object',
  title: 'A hardened workload emits its own object',
  level: 'output',
  risk: 'broken',
  why: 'An object that replaces the hardened object has the same name, but is not hardened.',
  remedy: 'change the object with ApiObject.addJsonPatch()',
};
