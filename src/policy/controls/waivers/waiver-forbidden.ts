import { OutcomeControl } from '../control';

export const waiverForbidden: OutcomeControl = {
  id: 'waiver-forbidden',
  title: 'Waivers stay within the limits of their scope',
  level: 'waivers',
  risk: 'high',
  why: 'The scope does not allow the exception: nobody with the right to allow it has reviewed it.',
  remedy: 'fix what the waiver covers',
};
