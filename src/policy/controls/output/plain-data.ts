import { OutcomeControl } from '../control';

export const plainData: OutcomeControl = {
  id: 'plain-data',
  title: 'Objects are plain data',
  level: 'output',
  risk: 'broken',
  why: 'A value that is not JSON, such as a function or a getter, can change between the evaluation and the output.',
  remedy: 'use objects, lists, strings, numbers and booleans only',
};
