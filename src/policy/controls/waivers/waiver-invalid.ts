import { OutcomeControl } from '../control';

export const waiverInvalid: OutcomeControl = {
  id: 'waiver-invalid',
  title: 'Waivers are valid',
  level: 'waivers',
  risk: 'medium',
  severity: 'error',
  why: 'A waiver that cannot be parsed does not cover any finding, although its author expects it to.',
  remedy: 'correct the waiver as the message says, or remove it',
};
