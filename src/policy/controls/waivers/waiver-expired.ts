import { OutcomeControl } from '../control';

export const waiverExpired: OutcomeControl = {
  id: 'waiver-expired',
  title: 'Waivers have not expired',
  level: 'waivers',
  risk: 'medium',
  severity: 'error',
  why: 'The date until which the risk was accepted has passed.',
  remedy: 'fix the findings that the waiver covers, or renew it with a new date',
};
