import { ApiObject } from 'cdk8s';
import { definitionsOf, originalMethod } from './override-methods';
import { asArray, isAbsent, isObject, JsonObject, Path, read, setOwn } from '../../formats/manifest/json';
import { toFieldPath } from '../../formats/manifest/paths';
import { isPodField } from '../../formats/manifest/schema/pod-fields';
import { podsOf } from '../../formats/manifest/workload';

/** The JSON of an object with its patches, and the patched fields that were lost. */
export interface PatchedJson {
  readonly json: JsonObject;
  readonly problems: readonly string[];
}

/** How to treat a field that a patch sets and the class of the object drops. */
export type LostFields = 'keep' | 'report' | 'ignore';

/**
 * The JSON that the class of an object returns. Classes of cdk8s-plus apply JSON patches, and then drop fields that their Kubernetes
 * version does not have. Known fields of pods are restored or reported, and other fields are reported.
 */
export function patchedJson(apiObject: ApiObject, lostFields: LostFields): PatchedJson {
  const json = originalMethod(apiObject, 'toJson').call(apiObject) as JsonObject;
  const patches = patchedPaths(apiObject);
  const base = baseOf(apiObject);
  if (patches.length === 0 || lostFields === 'ignore' || !base) {
    return { json, problems: [] };
  }
  const complete = base.call(apiObject) as JsonObject;
  const lost = lostIn(complete, json, []).filter(({ path }) => patches.some((patch) => touches(patch, path)));
  const kept = lost.filter(({ path }) => lostFields === 'keep' && isKnown(complete, path));
  kept.forEach(({ path, value }) => put(json, path, value));
  return { json, problems: lost.filter((field) => !kept.includes(field)).map(({ path }) => problem(apiObject, path)) };
}

function problem(apiObject: ApiObject, path: Path): string {
  return `a JSON patch sets ${toFieldPath(path)}, and the class ${className(apiObject)} drops it, because it does not know the field: `
    + 'remove the patch, or create the object with ApiObject, which keeps every field';
}

/** The name of the class. Our subclass, which overrides methods, has the same name. */
function className(apiObject: ApiObject): string {
  return apiObject.constructor.name;
}

/** The paths that JSON patches set. */
function patchedPaths(apiObject: ApiObject): readonly (readonly string[])[] {
  const { patches } = apiObject as unknown as { patches?: unknown };
  return (asArray(patches) as readonly { _toJson(): { op: string; path: string } }[]).map((patch) => patch._toJson())
    .filter(({ op }) => op !== 'remove' && op !== 'test')
    .map(({ path }) => path.split('/').slice(1).map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~')));
}

/** The `toJson` of ApiObject itself, if the class of the object overrides it. */
function baseOf(apiObject: ApiObject): (() => unknown) | undefined {
  const definitions = definitionsOf(Object.getPrototypeOf(apiObject), 'toJson');
  return definitions.length > 1 ? definitions[definitions.length - 1].value : undefined;
}

interface Field {
  readonly path: Path;
  readonly value: unknown;
}

/** The outermost values of the complete JSON that are missing from the other. */
function lostIn(complete: unknown, json: unknown, path: Path): readonly Field[] {
  if (isAbsent(complete) || isUnion(complete, json)) {
    return [];
  }
  if (isAbsent(json)) {
    return [{ path, value: complete }];
  }
  if (Array.isArray(complete)) {
    return complete.flatMap((item, index) => lostIn(item, read(json, [index]), [...path, index]));
  }
  return isObject(complete) ? Object.keys(complete).flatMap((key) => lostIn(complete[key], read(json, [key]), [...path, key])) : [];
}

/** Whether a value is a quantity or a port. It is an instance of a class until the class of the object converts it to JSON. */
function isUnion(complete: unknown, json: unknown): boolean {
  return isObject(complete) && !isAbsent(json) && complete.value === json;
}

/** Whether a patch sets a value or a part of it. An index may differ, because a patch that inserts into a list moves values. */
function touches(patch: readonly string[], path: Path): boolean {
  return patch.every((step, index) => index >= path.length || typeof path[index] === 'number' || step === path[index]);
}

function isKnown(complete: JsonObject, path: Path): boolean {
  return podsOf(complete).some((pod) => pod.path.every((step, index) => step === path[index]) && isPodField(path.slice(pod.path.length)));
}

function put(json: JsonObject, path: Path, value: unknown): void {
  const parent = read(json, path.slice(0, -1));
  const step = path[path.length - 1];
  if (Array.isArray(parent)) {
    parent[Number(step)] = value;
  } else if (isObject(parent)) {
    setOwn(parent, String(step), value);
  }
}
