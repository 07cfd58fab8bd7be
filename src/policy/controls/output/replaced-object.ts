import { OutcomeControl } from '../control';

export const replacedObject: OutcomeControl = {
  id: 'replaced-object',
  title: 'A hardened workload emits its own object',
  level: 'output',
  risk: 'broken',
  why: 'An object that takes the place of the hardened one leaves under its name and is not hardened.',
  remedy: 'change the object with ApiObject.addJsonPatch()',
};
