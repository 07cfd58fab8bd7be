import { OutcomeControl } from '../control';

export const waiverUnlisted: OutcomeControl = {
  id: 'waiver-unlisted',
  title: 'Waivers on objects are also in the waiver file or the app',
  level: 'waivers',
  risk: 'high',
  why: 'The object declares its own exception, and nobody has reviewed it.',
  remedy: 'add the waiver to the waiver file, or remove it',
};
