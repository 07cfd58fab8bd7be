import { OutcomeControl } from '../control';

export const waiverExpired: OutcomeControl = {
  id: 'waiver-expired',
  title: 'Waivers have not expired',
  level: 'waivers',
  risk: 'medium',
  severity: 'error',
  why: 'The risk was accepted until a day that has passed.',
  remedy: 'fix what the waiver covers, or renew it with a new date',
};
