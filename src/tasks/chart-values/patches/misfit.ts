import { listWithTwins, mergeKeyOf } from './merge-keys';
import { isPatchFor, Patch, patched } from './patch';
import { asArray, asObject, isArray, isObject, isSameJson, JsonObject } from '../../../formats/manifest/json';
import { CONTAINER_LISTS } from '../../../formats/manifest/pod';
import { ChartAssessment } from '../chart/assessment';
import { PatchedFields } from '../report/patched-fields';

/** The reason why a patch does not fit the current rendering. */
export interface PatchMisfit {
  readonly text: string;
  /** Whether this command wrote the patch. */
  readonly isOwn: boolean;
  /** Whether the patch can still be applied. */
  readonly isFitting: boolean;
}

/**
 * Compares a patch of an earlier run with the current rendering. Undefined if the patch fits.
 *
 * @param own the fields that patches of this command set. If undefined, all patches count as written by it
 */
export function misfitOf(patch: Patch, { objects, workloads }: ChartAssessment, own: PatchedFields | undefined): PatchMisfit | undefined {
  const { title } = patch;
  const isOwn = own?.has(title) ?? true;
  const misfit = (text: string): PatchMisfit => ({ text: `${title}: ${text}`, isOwn, isFitting: false });
  const rendered = objects.find((each) => isPatchFor(patch, each));
  if (!rendered) {
    return misfit('the chart does not render it any more, and has a patch for it');
  }
  const { object } = rendered;
  const renamed = patch.merge && missingContainer(patch.merge, object);
  if (renamed !== undefined) {
    return misfit(`the chart has no container "${renamed}" any more: its patch would add one without an image`);
  }
  const twins = patch.merge && listWithTwins(object);
  if (twins !== undefined) {
    return misfit(`two elements of ${twins} have the same key now: kustomize would remove one of them `
      + 'with this patch; run values without --check to write another');
  }
  try {
    const result = patched(object, patch);
    const hardened = workloads.find((each) => each.rendered === rendered)?.hardened.object ?? object;
    const fields = own?.get(title);
    const lost = isOwn ? replaced(object, hardened, result, (field) => !fields || isSetBy(patch, field, fields)) : undefined;
    return lost === undefined ? undefined
      : { text: `${title}: its patch replaces ${lost}, which the chart sets now`, isOwn, isFitting: true };
  } catch (error) {
    return misfit(`cannot apply its patch: ${(error as Error).message}`);
  }
}

/** Whether a patch of this command sets a field of an object. An operation replaces its field with everything inside. */
function isSetBy({ operations }: Patch, field: string, fields: readonly string[]): boolean {
  const steps = field.split('.');
  return fields.some((each) => `.${field}`.endsWith(`.${each}`) || (operations !== undefined && steps.includes(each.split('.')[0])));
}

/** The name of a missing container that a patch changes. */
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

/** A field of an object that hardening keeps and a patch replaces. */
function replaced(
  object: unknown, hardened: unknown, result: unknown, counts: (field: string) => boolean, field = '', list = '',
): string | undefined {
  if (isSameJson(object, result)) {
    return undefined;
  }
  const pairs = pairsIn(object, hardened, result, list);
  if (!pairs) {
    return isSameJson(object, hardened) && counts(field) ? field : undefined;
  }
  for (const [step, own, kept, now] of pairs) {
    const lost = replaced(own, kept, now, counts, field === '' ? String(step) : `${field}.${String(step)}`, String(step));
    if (lost !== undefined) {
      return lost;
    }
  }
  return undefined;
}

/** The fields of an object, or the elements of a list that have keys. */
function pairsIn(object: unknown, hardened: unknown, result: unknown, list: string) {
  if (isObject(object) && isObject(result)) {
    return Object.keys(object).map((each) => fieldOf(each, object, hardened, result));
  }
  const key = mergeKeyOf(list);
  return isArray(object) && isArray(result) && key !== undefined ? pairsOf(object, asArray(hardened), result, key) : undefined;
}

function fieldOf(key: string, object: JsonObject, hardened: unknown, result: JsonObject) {
  return [key, object[key], asObject(hardened)[key], result[key]] as const;
}

function pairsOf(object: readonly unknown[], hardened: readonly unknown[], result: readonly unknown[], key: string) {
  const find = (list: readonly unknown[], name: unknown) => list.find((each) => (each as JsonObject)[key] === name);
  return object.map(asObject).map((each) => [each[key], each, find(hardened, each[key]), find(result, each[key])] as const);
}
