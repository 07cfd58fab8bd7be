import { OutcomeControl } from '../control';

export const waiverForbidden: OutcomeControl = {
  id: 'waiver-forbidden',
  title: 'Waivers stay within the limits of their scope',
  level: 'waivers',
  risk: 'high',
  why: 'The scope does not allow the exception, so nobody with permission to allow it has reviewed it.',
  remedy: 'fix the findings that the waiver covers',
};
