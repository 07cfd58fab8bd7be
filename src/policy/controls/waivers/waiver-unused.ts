import { OutcomeControl } from '../control';

export const waiverUnused: OutcomeControl = {
  id: 'waiver-unused',
  title: 'Waivers cover something',
  level: 'waivers',
  risk: 'low',
  severity: 'error',
  why: 'A waiver that nothing needs could cover a later finding that no one reviewed.',
  remedy: 'remove the unused waiver, or the unused part of it',
};
