/*
 * Finds files that a kustomization names, but does not deploy, and that have whole workloads: a patch without a target, a file of
 * `openapi`, or values of a chart would hide a workload that somebody applies by itself.
 */
import { renderedObjects } from './rendered-objects';
import { append } from '../../formats/manifest/group-by';
import { asString, isObject, JsonObject } from '../../formats/manifest/json';
import { groupKind, objectName, podsOf, WORKLOAD_KINDS } from '../../formats/manifest/workload';
import { readDocuments } from '../../formats/yaml/documents';
import { readDocument } from '../../formats/yaml/read-document';
import { Input } from '../audit/input';

/** Nearly all patches, files of generators and values have no image. */
const MAY_BE_WORKLOAD = /\bimage["']?\s*:/;

/**
 * The files with a workload that no rendering has. Where one failed, the audit fails, and nobody knows.
 *
 * @param files that kustomizations name, other than those that they deploy
 */
export function hiddenWorkloads(files: readonly Input[], rendered: readonly Input[]): readonly Input[] {
  const candidates = files.map((file) => ({ file, workloads: workloadsIn(file) })).filter(({ workloads }) => workloads.length > 0);
  const names = candidates.length === 0 ? undefined : namesIn(rendered);
  const isHidden = (workloads: readonly JsonObject[]) => names !== undefined && workloads.some((each) => !isRendered(each, names));
  return candidates.filter(({ workloads }) => isHidden(workloads)).map(({ file }) => file);
}

function workloadsIn(input: Input): readonly JsonObject[] {
  try {
    const bytes = Buffer.concat([...input.chunks()]);
    const documents = MAY_BE_WORKLOAD.test(bytes.toString()) ? [...readDocuments([bytes])] : [];
    return documents.map((document) => readDocument(document)).filter(isObject).filter(isWhole);
  } catch {
    return []; // It cannot be read as objects: kustomize says whether it is valid.
  }
}

/** A patch changes some fields of a container, and seldom its image. */
function isWhole(object: JsonObject): boolean {
  const containers = WORKLOAD_KINDS.includes(groupKind(object)) ? podsOf(object).flatMap((pod) => pod.containers) : [];
  return containers.some(({ json }) => asString(json.image) !== undefined);
}

type Names = ReadonlyMap<string, readonly string[]>;

function namesIn(rendered: readonly Input[]): Names | undefined {
  const names = new Map<string, string[]>();
  try {
    for (const input of rendered) {
      for (const { kind, name } of renderedObjects(Buffer.concat([...input.chunks()]).toString())) {
        append(names, kind, [name]);
      }
    }
    return names;
  } catch {
    return undefined;
  }
}

/** Kustomize adds prefixes and suffixes, which end and begin with a character that separates words. */
function isRendered(object: JsonObject, names: Names): boolean {
  const own = objectName(object);
  return (names.get(groupKind(object)) ?? []).some((name) => `-${name}-`.includes(`-${own}-`));
}
