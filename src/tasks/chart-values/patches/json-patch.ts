import { asArray, asObject, clone, isArray, isObject, isSameJson, JsonObject, Path, read } from '../../../formats/manifest/json';
import { toJsonPointer, fromJsonPointer } from '../../../formats/manifest/paths';
import { isContainerList } from '../../../formats/manifest/pod';

/** An operation of RFC 6902. */
export type Operation =
  | { readonly op: 'test' | 'add' | 'replace'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string };

/**
 * A JSON patch that turns one object into the other. It first tests the names of the containers that it changes, because a new version of
 * the chart can have another container at the same index.
 */
export function jsonPatch(before: JsonObject, after: JsonObject): readonly Operation[] {
  const changes = operations(before, after, []);
  const tested = new Map<string, Operation>();
  for (const { path } of changes) {
    const steps = pathOf(path, before);
    const index = steps.findIndex((step, at) => at > 0 && typeof step === 'number' && isContainerList(steps[at - 1]));
    const container = index < 0 ? undefined : steps.slice(0, index + 1);
    if (container) {
      const name = [...container, 'name'];
      tested.set(toJsonPointer(name), { op: 'test', path: toJsonPointer(name), value: read(before, name) });
    }
  }
  return [...tested.values(), ...changes];
}

function operations(before: JsonObject, after: JsonObject, path: Path): readonly Operation[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key): readonly Operation[] => {
    const [old, value] = [before[key], after[key]];
    const own = [...path, key];
    const pointer = toJsonPointer(own);
    if (isSameJson(old, value)) {
      return [];
    }
    if (isObject(old) && isObject(value)) {
      return operations(old, value, own);
    }
    if (isArray(old) && isArray(value) && old.length === value.length && [...old, ...value].every(isObject)) {
      return old.flatMap((each, index) => operations(each as JsonObject, value[index] as JsonObject, [...own, index]));
    }
    if (isArray(old) && isArray(value) && value.length > old.length) {
      const isLast = old.every((each, index) => isSameJson(each, value[index]));
      const isFirst = old.every((each, index) => isSameJson(each, value[index + value.length - old.length]));
      // Only adds elements: a replaced list would lose elements that a later version of the chart adds.
      if (isLast || isFirst) {
        return isLast ? value.slice(old.length).map((each) => ({ op: 'add', path: `${pointer}/-`, value: each }))
          : value.slice(0, value.length - old.length).reverse().map((each) => ({ op: 'add', path: `${pointer}/0`, value: each }));
      }
    }
    return value === undefined ? [{ op: 'remove', path: pointer }]
      : [{ op: old === undefined ? 'add' : 'replace', path: pointer, value }];
  });
}

/**
 * An object after a JSON patch.
 *
 * @throws Error if an operation does not fit
 */
export function patchedByJson(object: JsonObject, patch: readonly Operation[]): JsonObject {
  const root = clone(object);
  for (const operation of patch) {
    const path = pathOf(operation.path, root);
    const parent = read(root, path.slice(0, -1));
    const key = path.at(-1)!;
    if (!isObject(parent) && !isArray(parent)) {
      throw new Error(`${operation.path} has no parent`);
    }
    const present = isArray(parent) ? Number(key) < asArray(parent).length : Object.hasOwn(asObject(parent), key);
    if (operation.op === 'test') {
      if (!isSameJson((parent as JsonObject)[key], operation.value)) {
        throw new Error(`${operation.path} is ${JSON.stringify((parent as JsonObject)[key])}, and not ${JSON.stringify(operation.value)}`);
      }
    } else if (operation.op === 'add' && isArray(parent)) {
      parent.splice(key === '-' ? parent.length : Number(key), 0, clone(operation.value));
    } else if (operation.op === 'add') {
      (parent as JsonObject)[key] = clone(operation.value);
    } else if (!present) {
      throw new Error(`${operation.path} is not there`);
    } else if (operation.op === 'replace') {
      (parent as JsonObject)[key] = clone(operation.value);
    } else {
      delete (parent as JsonObject)[key];
    }
  }
  return root;
}

/** `-` stands for the end of a list. */
function pathOf(pointer: string, root: JsonObject): Path {
  return pointer.endsWith('/-') ? [...fromJsonPointer(pointer.slice(0, -2), root), '-'] : fromJsonPointer(pointer, root);
}
