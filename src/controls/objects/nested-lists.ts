/*
 * A list holds objects and no further lists.
 *
 * Restricted fields: items[*].items
 * Allowed values:    undefined
 *
 * kubectl refuses a list in a list; other tools unpack it, and what stands in it would be judged by nobody.
 */
import { NONE, ObjectControl } from '../control';

export const nestedLists: ObjectControl = {
  id: 'nested-lists',
  title: 'No list in a list',
  level: 'pss-baseline',
  severity: 'error',
  why: 'What stands in the inner list is judged by nobody, and some tools create it all the same.',
  remedy: 'put the objects into the outer list, or into documents of their own',
  // The document itself comes here without its items.
  checkObject: ({ items }) => Array.isArray(items) ? [{ path: ['items'], value: undefined, detail: 'a list within a list' }] : NONE,
};
