import { isInOrder, mergeKeyOf } from './merge-keys';
import { asArray, asObject, isArray, isObject, isSameJson, JsonObject, setOwn } from '../../../formats/manifest/json';

/**
 * The strategic merge patch that turns one object into the other. Undefined if they are equal.
 *
 * @throws Error if no patch can express the change, for example in a list whose elements have no keys
 */
export function strategicPatch(before: JsonObject, after: JsonObject): JsonObject | undefined {
  return mapPatch(before, after);
}

function mapPatch(before: JsonObject, after: JsonObject): JsonObject | undefined {
  const patch: JsonObject = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, value] = [before[key], after[key]];
    if (isSameJson(old, value)) {
      continue;
    }
    setOwn(patch, key, valuePatch(key, old, value));
  }
  return Object.keys(patch).length > 0 ? patch : undefined;
}

function valuePatch(key: string, before: unknown, after: unknown): unknown {
  // Null removes a field.
  if (after === undefined) {
    return null;
  }
  if (isObject(after)) {
    return mapPatch(asObject(before), after) ?? {};
  }
  return isArray(after) ? listPatch(key, asArray(before), after) : after;
}

function listPatch(list: string, before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  const key = mergeKeyOf(list);
  if (key === undefined || before.length === 0) {
    return after;
  }
  const old = keyed(before, key);
  const now = keyed(after, key);
  if (!old || !now) {
    throw new Error(`an element of ${list} has no ${key}, or two elements have the same ${key}`);
  }
  const removed = [...old.keys()].filter((name) => !now.has(name)).map((name) => ({ $patch: 'delete', [key]: name }));
  const patches = [...now].map(([name, value]): JsonObject => {
    const same = old.get(name);
    return { [key]: name, ...same === undefined ? value : mapPatch(same, value) };
  });
  const isChanged = (patch: JsonObject) => Object.keys(patch).length > 1;
  return [...removed, ...isInOrder(list) ? patches.slice(0, patches.map(isChanged).lastIndexOf(true) + 1) : patches.filter(isChanged)];
}

/** The elements of a list by their keys; undefined if an element has no key, or two have the same key. */
function keyed(list: readonly unknown[], key: string): ReadonlyMap<unknown, JsonObject> | undefined {
  const byKey = new Map(list.map((each) => [asObject(each)[key], asObject(each)]));
  return byKey.size === list.length && !byKey.has(undefined) ? byKey : undefined;
}

/** An object with a strategic merge patch in it, as kustomize merges it. */
export function mergedPatch(object: JsonObject, patch: JsonObject): JsonObject {
  const merged: JsonObject = { ...object };
  for (const [key, value] of Object.entries(patch)) {
    const old = merged[key];
    if (value === null) {
      delete merged[key];
    } else if (isObject(value)) {
      setOwn(merged, key, mergedPatch(asObject(old), value));
    } else if (isArray(value)) {
      setOwn(merged, key, mergedList(key, asArray(old), value));
    } else {
      setOwn(merged, key, value);
    }
  }
  return merged;
}

function mergedList(list: string, before: readonly unknown[], patch: readonly unknown[]): readonly unknown[] {
  const key = mergeKeyOf(list);
  if (key === undefined) {
    return patch;
  }
  const byKey = new Map(before.map((each) => [asObject(each)[key], asObject(each)]));
  const named = new Set(patch.map((each) => asObject(each)[key]));
  const merged = patch.map(asObject).filter(({ $patch }) => $patch !== 'delete')
    .map((each) => byKey.has(each[key]) ? mergedPatch(byKey.get(each[key])!, each) : each);
  // kustomize puts the elements of the patch first.
  return [...merged, ...before.filter((each) => !named.has(asObject(each)[key]))];
}
