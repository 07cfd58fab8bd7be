/*
 * Finds whole workloads in files that a kustomization names but does not deploy: a patch without a target, a file of `openapi`, or values
 * of a chart. Someone may apply such a file by itself, so the kustomization must not hide it from the audit.
 */
import { withItems } from './rendered-objects';
import { append } from '../../formats/manifest/group-by';
import { asString, isObject, JsonObject } from '../../formats/manifest/json';
import { groupKind, objectName, podsOf, WORKLOAD_KINDS } from '../../formats/manifest/workload';
import { readDocuments } from '../../formats/yaml/documents';
import { readDocument } from '../../formats/yaml/read-document';
import { Input } from '../audit/input';

/** Nearly all patches, files of generators and values have no image. */
const MAY_BE_WORKLOAD = /\bimage["']?\s*:/;

/**
 * The files with a workload that no rendering contains. Empty after a failed rendering, whose objects are unknown: the audit fails anyway.
 *
 * @param files that kustomizations name but do not deploy
 */
export function hiddenWorkloads(files: readonly Input[], rendered: readonly Input[]): readonly Input[] {
  const all = files.map((file) => ({ file, workloads: wholeWorkloadsIn(file) }));
  const candidates = all.filter(({ workloads }) => workloads.length > 0);
  const known = candidates.length === 0 ? undefined : workloadsByKind(rendered);
  const isHidden = (object: JsonObject) => {
    const others = known?.get(groupKind(object)) ?? [];
    return known !== undefined && !others.some((other) => isIn(object, other));
  };
  return candidates.filter(({ workloads }) => workloads.some(isHidden)).map(({ file }) => file);
}

function wholeWorkloadsIn(input: Input): readonly JsonObject[] {
  try {
    const bytes = Buffer.concat([...input.chunks()]);
    return MAY_BE_WORKLOAD.test(bytes.toString()) ? workloadsIn([bytes]).filter(isWhole) : [];
  } catch {
    return []; // The file has no objects. Kustomize reports whether it is valid.
  }
}

function workloadsIn(chunks: Iterable<Uint8Array>): readonly JsonObject[] {
  return [...readDocuments(chunks)].map((document) => readDocument(document)).filter(isObject).flatMap(withItems)
    .filter((object) => WORKLOAD_KINDS.includes(groupKind(object)));
}

/** Whether an object is a whole workload. A patch has only some fields of a container, and seldom the image. */
function isWhole(object: JsonObject): boolean {
  return podsOf(object).some(({ containers }) => containers.some(({ json }) => asString(json.image) !== undefined));
}

function workloadsByKind(rendered: readonly Input[]): ReadonlyMap<string, readonly JsonObject[]> | undefined {
  const found = new Map<string, JsonObject[]>();
  try {
    rendered.flatMap((input) => workloadsIn(input.chunks())).forEach((object) => append(found, groupKind(object), [object]));
    return found;
  } catch {
    return undefined;
  }
}

/** Whether a rendered object contains an object of a file. Kustomize adds affixes to names, and a patch with a target can have any name. */
function isIn(own: JsonObject, rendered: JsonObject): boolean {
  const others = podsOf(rendered);
  return `-${objectName(rendered)}-`.includes(`-${objectName(own)}-`)
    || podsOf(own).every(({ json }) => others.some((other) => isPart(json, other.json)));
}

/** Whether a rendered value contains a value of a file. Images and names may differ, because kustomize changes them. */
function isPart(own: unknown, rendered: unknown): boolean {
  if (Array.isArray(own)) {
    return Array.isArray(rendered) && own.every((each) => rendered.some((other) => isPart(each, other)));
  }
  if (isObject(own)) {
    const isSame = (key: string) => key === 'image' || key.startsWith('$')
      || isPart(own[key], isObject(rendered) ? rendered[key] : undefined);
    return Object.keys(own).every(isSame);
  }
  return own === null || own === rendered || (typeof own === 'string' && typeof rendered === 'string' && rendered.includes(own));
}
