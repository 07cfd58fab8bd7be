/*
 * No field has the name by which YAML merges one object into another.
 *
 * Restricted fields: any field named "<<"
 * Allowed values:    undefined
 *
 * Written out as YAML without quotes it is a merge key: `securityContext: {"<<": {privileged: true}}` says nothing as JSON,
 * and makes a privileged container of the YAML that is applied.
 */
import { JsonObject, Path } from '../../manifest/json';
import { NONE, ObjectControl, Violation } from '../control';

const MERGE_KEY = '<<';

export const mergeKeys: ObjectControl = {
  id: 'merge-keys',
  title: 'No YAML merge keys',
  level: 'pss-baseline',
  severity: 'error',
  why: 'What is judged is not what is applied: YAML merges the value into the object around it.',
  remedy: 'write the fields where they belong',
  checkObject: (object) => hasMergeKey(object) ? mergeKeysIn(object, []) : NONE,
};

function hasMergeKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  if (Array.isArray(value)) {
    return value.some(hasMergeKey);
  }
  for (const key in value) {
    if (key === MERGE_KEY || hasMergeKey((value as JsonObject)[key])) {
      return true;
    }
  }
  return false;
}

function mergeKeysIn(value: unknown, path: Path): readonly Violation[] {
  if (typeof value !== 'object' || value === null) {
    return NONE;
  }
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, child]) => {
    const place = [...path, key];
    return key === MERGE_KEY ? [{ path: place, value: child }] : mergeKeysIn(child, place);
  });
}
