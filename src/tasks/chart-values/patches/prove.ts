import { isInOrder, mergeKeyOf } from './merge-keys';
import { isPatchFor, Patch, patched } from './patch';
import { InputError } from '../../../formats/manifest/input-error';
import { asArray, asObject, isArray, isObject, isSameJson, JsonObject } from '../../../formats/manifest/json';
import { Assess, ChartAssessment, isDefinition } from '../chart/assessment';
import { ChartObject } from '../chart/rendered';

/**
 * Applies patches to a rendering, and evaluates it again.
 *
 * @param original see `Assess`
 * @throws InputError if a patched object differs from the hardened one
 */
export function provenPatches(
  assessment: ChartAssessment, patches: readonly Patch[], assess: Assess, original: ChartAssessment,
): ChartAssessment {
  for (const { rendered, hardened } of assessment.workloads) {
    const isPatched = patches.some((patch) => isPatchFor(patch, rendered));
    if (isPatched && !isSameObject(patchedObject(rendered, patches), hardened.object)) {
      throw new InputError(`${rendered.title}: its patch could not be proved, so nothing was `
        + 'written: please report this, and use --no-patches in the meantime');
    }
  }
  return patchedAssessment(assessment, patches, assess, original);
}

/** A rendering with the patches applied, without definitions of custom resources. */
export function patchedAssessment(
  { objects }: ChartAssessment, patches: readonly Patch[], assess: Assess, original: ChartAssessment,
): ChartAssessment {
  return assess(objects.filter((rendered) => !isDefinition(rendered)).map((rendered) => JSON.stringify(patchedObject(rendered, patches)))
    .join('\n'), original);
}

/** An object with all its patches applied. */
export function patchedObject(rendered: ChartObject, patches: readonly Patch[]): JsonObject {
  return patches.filter((patch) => isPatchFor(patch, rendered)).reduce((object, patch) => patchedBy(patch, object), rendered.object);
}

function patchedBy(patch: Patch, object: JsonObject): JsonObject {
  try {
    return patched(object, patch);
  } catch (error) {
    throw new InputError(`${patch.title}: cannot apply its patch: ${(error as Error).message}`);
  }
}

/** Whether two objects are equal. Lists that are merged by keys may have any order, except containers, which start in their order. */
export function isSameObject(one: unknown, other: unknown, list?: string): boolean {
  if (isSameJson(one, other)) {
    return true;
  }
  if (isArray(one) && isArray(other)) {
    const key = mergeKeyOf(list);
    if (key === undefined || isInOrder(list)) {
      return one.length === other.length && one.every((each, index) => isSameObject(each, other[index]));
    }
    const byKey = new Map(asArray(other).map((each) => [asObject(each)[key], each]));
    return one.length === other.length && one.every((each) => isSameObject(each, byKey.get(asObject(each)[key])));
  }
  if (isObject(one) && isObject(other)) {
    const keys = Object.keys(one);
    return keys.length === Object.keys(other).length
      && keys.every((key) => Object.hasOwn(other, key) && isSameObject(one[key], other[key], key));
  }
  return false;
}
