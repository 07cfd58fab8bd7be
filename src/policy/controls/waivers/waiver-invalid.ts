import { OutcomeControl } from '../control';

export const waiverInvalid: OutcomeControl = {
  id: 'waiver-invalid',
  title: 'Waivers can be read',
  level: 'waivers',
  risk: 'medium',
  severity: 'error',
  why: 'A waiver that cannot be read covers nothing, although its author believes that it does.',
  remedy: 'correct the waiver as the message says, or remove it',
};
