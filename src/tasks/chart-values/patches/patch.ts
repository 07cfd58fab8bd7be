import { jsonPatch, Operation, patchedByJson } from './json-patch';
import { listWithTwins, STRATEGIC } from './merge-keys';
import { mergedPatch, strategicPatch } from './strategic';
import { InputError } from '../../../formats/manifest/input-error';
import { asObject, asString, isSameJson, JsonObject } from '../../../formats/manifest/json';
import { groupOf, objectName } from '../../../formats/manifest/workload';
import { AssessedWorkload } from '../chart/assessment';
import { randomNameIn } from '../chart/random-names';
import { ChartObject } from '../chart/rendered';

/** The object that a patch is for. */
export interface PatchTarget {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** Changes of an object that values cannot make. */
export interface Patch {
  readonly target: Partial<PatchTarget>;
  /** Whether the target is a selector of kustomize: a field that it does not name matches any value. */
  readonly isSelector?: boolean;
  /** The name of the object in reports. */
  readonly title: string;
  /** Whether the object is a hook, which Helm 3 does not pass to a post-renderer. */
  readonly isHook: boolean;
  /** A strategic merge patch with apiVersion, kind and name; else operations. */
  readonly merge?: JsonObject;
  readonly operations?: readonly Operation[];
}

/**
 * Patches for the workloads that do not get all hardened settings from values. Custom resources with only a part of a pod get no patch.
 * Neither do objects with generated or random names, because a patch cannot find them.
 */
export function patchesFor(workloads: readonly AssessedWorkload[]): readonly Patch[] {
  return workloads.filter(({ rendered }) => whyUnfindable(rendered) === undefined)
    .filter(({ rendered, hardened }) => !isSameJson(rendered.object, hardened.object))
    .map(({ rendered, hardened }) => patchOf(rendered, hardened.object));
}

/** The reason why no patch can find an object; undefined if a patch can. */
export function whyUnfindable(rendered: ChartObject): string | undefined {
  return !hasName(rendered) ? 'the API server generates the name of the object'
    : WHY_UNFINDABLE[randomNameIn(rendered) ?? 'nothing'];
}

const WHY_UNFINDABLE = {
  object: 'the chart gives the object a new name each time that it renders',
  container: 'the chart gives a container of it a new name each time that it renders',
  nothing: undefined,
};

export function hasName({ object }: ChartObject): boolean {
  return asString(asObject(object.metadata).name) !== undefined;
}

/**
 * An object with the patch applied.
 *
 * @throws Error if the patch does not fit
 */
export function patched(object: JsonObject, { merge, operations = [] }: Patch): JsonObject {
  return merge ? mergedPatch(object, merge) : patchedByJson(object, operations);
}

/** Whether a patch applies to an object. */
export function isPatchFor({ target, isSelector }: Patch, { object }: ChartObject): boolean {
  const own: JsonObject = { ...targetOf(object) };
  return isSelector ? Object.entries(target).every(([field, value]) => own[field] === value) : isSameJson(target, own);
}

function patchOf({ object, title, hook }: ChartObject, hardened: JsonObject): Patch {
  const common = { target: targetOf(object), title, isHook: hook !== undefined };
  const { apiVersion, kind } = object;
  const isMerged = STRATEGIC.includes(asString(apiVersion) ?? '') && listWithTwins(object) === undefined;
  const patch = isMerged ? mergeOf(object, hardened, title) : undefined;
  if (!patch) {
    return { ...common, operations: jsonPatch(object, hardened) };
  }
  const { name, namespace } = asObject(object.metadata);
  const { metadata, ...rest } = patch;
  const own = { name, ...namespace !== undefined && { namespace }, ...asObject(metadata) };
  return { ...common, merge: { apiVersion, kind, metadata: own, ...rest } };
}

function mergeOf(object: JsonObject, hardened: JsonObject, title: string): JsonObject | undefined {
  try {
    return strategicPatch(object, hardened);
  } catch (error) {
    throw new InputError(`${title}: no patch can harden it: ${(error as Error).message}`);
  }
}

/** The identity of an object, to find it. */
export function targetOf(object: JsonObject): PatchTarget {
  const apiVersion = asString(object.apiVersion) ?? '';
  const namespace = asString(asObject(object.metadata).namespace);
  return {
    group: groupOf(apiVersion),
    version: apiVersion.slice(apiVersion.indexOf('/') + 1),
    kind: asString(object.kind) ?? '',
    name: objectName(object),
    ...namespace !== undefined && { namespace },
  };
}
