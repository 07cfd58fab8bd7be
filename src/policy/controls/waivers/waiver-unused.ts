import { OutcomeControl } from '../control';

export const waiverUnused: OutcomeControl = {
  id: 'waiver-unused',
  title: 'Waivers cover at least one finding',
  level: 'waivers',
  risk: 'low',
  severity: 'error',
  why: 'An unnecessary waiver could cover a later finding that nobody has reviewed.',
  remedy: 'remove the unused waiver, or the unused part of it',
};
