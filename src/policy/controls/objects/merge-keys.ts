import { isArray, JsonObject, Path } from '../../../formats/manifest/json';
import { Violation } from '../check';
import { ObjectControl } from '../control';
import { listOf } from '../violations';

const MERGE_KEY = '<<';

export const mergeKeys: ObjectControl = {
  id: 'merge-keys',
  title: 'No YAML merge keys',
  level: 'pss-baseline',
  risk: 'broken',
  why: 'The applied manifest differs from the checked manifest, because YAML merges the value into the object around it.',
  remedy: 'write the fields directly into the object that they belong to',
  spec: {
    rules: [{ fields: ['any field named "<<"'], allowed: 'undefined' }],
    notes: ['In YAML without quotes, it is a merge key. For example, `securityContext: {"<<": {privileged: true}}` has no effect as JSON, '
      + 'but the applied YAML creates a privileged container.'],
  },
  checkObject: (object) => listOf(hasMergeKey(object) ? mergeKeysIn(object, []) : undefined),
};

function hasMergeKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  if (isArray(value)) {
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
    return [];
  }
  const entries = isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, child]) => {
    const place = [...path, key];
    return key === MERGE_KEY ? [{ path: place, value: child }] : mergeKeysIn(child, place);
  });
}
