import { mergeKeyOf } from './merge-keys';
import { isFor, Patch, patched } from './patch';
import { asArray, asObject, isArray, isObject, isSameJson, JsonObject } from '../../../formats/manifest/json';
import { CONTAINER_LISTS } from '../../../formats/manifest/pod';
import { Assessment } from '../chart/assessment';

/** Why a patch of an earlier run does not fit what a chart renders now; undefined if it fits. */
export function misfitOf(patch: Patch, { workloads }: Assessment): string | undefined {
  const workload = workloads.find(({ rendered }) => isFor(patch, rendered));
  if (!workload) {
    return `${patch.title}: the chart does not render it any more, and has a patch for it`;
  }
  const { rendered: { object }, hardened } = workload;
  const renamed = patch.merge && missingContainer(patch.merge, object);
  if (renamed !== undefined) {
    return `${patch.title}: the chart has no container "${renamed}" any more: its patch would add one without an image`;
  }
  try {
    const lost = replaced(object, hardened.object, patched(object, patch));
    return lost === undefined ? undefined : `${patch.title}: its patch replaces ${lost}, which the chart sets now`;
  } catch (error) {
    return `${patch.title}: its patch does not fit: ${(error as Error).message}`;
  }
}

/** The name of a container that a patch changes, and that is not there. */
function missingContainer(patch: unknown, object: unknown): string | undefined {
  for (const [key, value] of isObject(patch) ? Object.entries(patch) : []) {
    const own = asObject(object)[key];
    if ((CONTAINER_LISTS as readonly string[]).includes(key)) {
      const names = asArray(own).map((each) => asObject(each).name);
      const missing = asArray(value).map(asObject).find(({ name, image }) => image === undefined && !names.includes(name));
      if (missing) {
        return String(missing.name);
      }
    } else {
      const found = missingContainer(value, own);
      if (found !== undefined) {
        return found;
      }
    }
  }
  return undefined;
}

/** A field of an object that hardening keeps, and a patch does not. */
function replaced(object: unknown, hardened: unknown, result: unknown, field = '', list = ''): string | undefined {
  if (isSameJson(object, result)) {
    return undefined;
  }
  const key = mergeKeyOf(list);
  const pairs = isObject(object) && isObject(result) ? Object.keys(object).map((each) => fieldOf(each, object, hardened, result))
    : isArray(object) && isArray(result) && key !== undefined ? pairsOf(object, asArray(hardened), result, key) : undefined;
  if (!pairs) {
    return isSameJson(object, hardened) ? field : undefined;
  }
  for (const [step, own, kept, now] of pairs) {
    const lost = replaced(own, kept, now, field === '' ? String(step) : `${field}.${String(step)}`, String(step));
    if (lost !== undefined) {
      return lost;
    }
  }
  return undefined;
}

function fieldOf(key: string, object: JsonObject, hardened: unknown, result: JsonObject) {
  return [key, object[key], asObject(hardened)[key], result[key]] as const;
}

function pairsOf(object: readonly unknown[], hardened: readonly unknown[], result: readonly unknown[], key: string) {
  const find = (list: readonly unknown[], name: unknown) => list.find((each) => (each as JsonObject)[key] === name);
  return object.map(asObject).map((each) => [each[key], each, find(hardened, each[key]), find(result, each[key])] as const);
}
