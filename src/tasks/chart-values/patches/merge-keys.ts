import { asArray, isObject } from '../../../formats/manifest/json';

/** The merge keys of strategic merge patches, by the name of the list, for the lists that hardening changes. */
const MERGE_KEYS: { readonly [list: string]: string } = {
  containers: 'name',
  initContainers: 'name',
  ephemeralContainers: 'name',
  env: 'name',
  volumes: 'name',
  volumeMounts: 'mountPath',
  volumeDevices: 'devicePath',
  imagePullSecrets: 'name',
};

/**
 * Keys of the other lists of pods that kustomize merges. Ports also have `protocol` as a key, but kustomize ignores it if a port of the
 * list has none.
 */
const OTHER_KEYS: { readonly [list: string]: string } = {
  ports: 'containerPort',
  hostAliases: 'ip',
  topologySpreadConstraints: 'topologyKey',
};

const KEYS = Object.entries({ ...MERGE_KEYS, ...OTHER_KEYS });

/** The merge key of a list; undefined for a list that a patch replaces. */
export function mergeKeyOf(list: string | number | undefined): string | undefined {
  return typeof list === 'string' && Object.hasOwn(MERGE_KEYS, list) ? MERGE_KEYS[list] : undefined;
}

/** Whether the order of a list matters, because its containers start in order. A patch then names all elements before a changed element. */
export function isInOrder(list: string | undefined): boolean {
  return list !== undefined && /[cC]ontainers$/.test(list);
}

/** The apiVersions whose lists kustomize merges by these keys. For others, it replaces the list of containers, and loses images. */
export const STRATEGIC: readonly string[] = ['v1', 'apps/v1', 'batch/v1'];

/**
 * The first list, such as `ports`, that has two elements with the same key. A strategic merge patch of kustomize keeps only the last of
 * them, even in lists that the patch does not contain.
 */
export function listWithTwins(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  const own = isObject(value) ? KEYS.find(([list, key]) => hasTwins(value[list], key)) : undefined;
  if (own) {
    return own[0];
  }
  for (const inner of Object.values(value)) {
    const found = listWithTwins(inner);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function hasTwins(list: unknown, key: string): boolean {
  const keys = asArray(list).filter(isObject).map((each) => each[key]);
  return new Set(keys).size < keys.length;
}
