import { OutcomeControl } from '../control';

export const waiverTarget: OutcomeControl = {
  id: 'waiver-target',
  title: 'Waivers name one object',
  level: 'waivers',
  risk: 'medium',
  severity: 'error',
  why: 'A waiver whose object does not exist, or is ambiguous, could cover another object later.',
  remedy: 'correct the target of the waiver, or remove the waiver',
};
