import { OutcomeControl } from '../control';

export const waiverTarget: OutcomeControl = {
  id: 'waiver-target',
  title: 'Waivers apply to exactly one object',
  level: 'waivers',
  risk: 'medium',
  severity: 'error',
  why: 'A waiver for a missing or ambiguous object could cover another object later.',
  remedy: 'correct the target of the waiver, or remove the waiver',
};
