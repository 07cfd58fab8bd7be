/*
 * Pods that no control looks at are at least named.
 *
 * Restricted fields: of kinds that are no known workloads: every list `containers`, `initContainers` or `ephemeralContainers`
 *                    with an element that has a name and an image
 *                    of known workloads: what makes or changes pods in a way that cannot be read, such as Argo's podSpecPatch
 * Allowed values:    none
 */
import { asArray, asObject, asString, isObject, JsonObject, Path, read } from '../../manifest/json';
import { CONTAINER_LISTS } from '../../manifest/pod';
import { unjudgedInWorkload } from '../../manifest/workload';
import { NONE, ObjectControl, Violation } from '../control';

export const unjudgedPodTemplate: ObjectControl = {
  id: 'unjudged-pod-template',
  title: 'No pods that nobody judges',
  level: 'hardened',
  severity: 'warning',
  why: 'The operator makes pods of it whose settings no control has seen.',
  remedy: 'look at it by hand, and let Pod Security enforce "restricted" in its namespace',
  knownAs: {},
  checkObject: (object) => {
    const unjudged = unjudgedInWorkload(object);
    return unjudged?.map(({ value, path }) => ({ path, value, detail: 'makes or changes pods in a way that is not judged' }))
      ?? containerLists(object)?.map((path) => unjudgedList(path, asArray(read(object, path))))
      ?? NONE;
  },
};

/** It is pinned by its images: the list may be long. */
function unjudgedList(path: Path, value: readonly unknown[]): Violation {
  const images = value.map((container) => asString(asObject(container).image) ?? '');
  return { path, value, pin: images.join(' '), detail: 'looks like the containers of a pod' };
}

/** Where lists of containers stand below a value; undefined where there is none. */
function containerLists(value: unknown): readonly Path[] | undefined {
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  let found: Path[] | undefined;
  for (const key in value) {
    const child = (value as JsonObject)[key];
    const below = isContainerList(key, child) ? [[]] : containerLists(child);
    if (below) {
      const step = Array.isArray(value) ? Number(key) : key;
      found = [...found ?? [], ...below.map((path) => [step, ...path])];
    }
  }
  return found;
}

function isContainerList(key: string, value: unknown): boolean {
  return (CONTAINER_LISTS as readonly string[]).includes(key) && Array.isArray(value)
    && value.some((item) => isObject(item) && typeof item.name === 'string' && typeof item.image === 'string');
}
