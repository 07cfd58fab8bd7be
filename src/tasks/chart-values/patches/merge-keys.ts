/** By which field strategic merge patches know the elements of a list, by the name of the list: those that hardening adds to or changes. */
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

/** Undefined for a list that a patch replaces. */
export function mergeKeyOf(list: string | number | undefined): string | undefined {
  return typeof list === 'string' && Object.hasOwn(MERGE_KEYS, list) ? MERGE_KEYS[list] : undefined;
}

/** The apiVersions whose lists kustomize merges by these keys: of others it replaces the list of containers, and loses images. */
export const STRATEGIC: readonly string[] = ['v1', 'apps/v1', 'batch/v1'];
