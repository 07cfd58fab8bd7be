import { ObjectControl } from '../control';
import { listOf } from '../violations';

export const nestedLists: ObjectControl = {
  id: 'nested-lists',
  title: 'No list in a list',
  level: 'pss-baseline',
  risk: 'refused',
  why: 'The controls do not check the objects in the inner list, but some tools create them anyway.',
  remedy: 'put the objects into the outer list, or into separate documents',
  spec: {
    rules: [{ fields: ['items[*].items'], allowed: 'undefined' }],
    notes: ['kubectl refuses a list in a list. Other tools accept it.'],
  },
  // The outer list comes here without its items, so a list with items is an inner list.
  checkObject: ({ items }) => listOf(Array.isArray(items)
    ? { path: ['items'], value: items, allowKey: 'items', detail: 'is a list in a list' }
    : undefined),
};
