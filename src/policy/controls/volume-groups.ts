import { asObject, asString } from '../../formats/manifest/json';
import { normalizePath } from '../../formats/manifest/paths';
import { ContainerView, PodView } from '../../formats/manifest/pod';
import { isPersistent } from '../../knowledge/writable-paths/declared-path';
import { Context } from '../context/context';

/**
 * Where the image `postgres` keeps its data if PGDATA is not in the manifest.
 * Source: https://github.com/docker-library/postgres/blob/master/17/bookworm/Dockerfile
 */
const DEFAULT_PGDATA = '/var/lib/postgresql/data';

/**
 * Whether an fsGroup may be given to a pod whose author set none. The kubelet then changes the files on the pod's volumes. It must not
 * change files of a PersistentVolumeClaim that neither the same input creates nor the settings name. It must not change the root of a
 * volume that is a data directory, since PostgreSQL does not start if its group may enter it.
 */
export function canChangeGroups(pod: PodView, { choices: { writablePaths }, facts: { claims: known } }: Context<'claims'>): boolean {
  const claims = pod.volumes.flatMap((volume) => asString(asObject(asObject(volume).persistentVolumeClaim).claimName) ?? []);
  const declared = writablePaths.filter(isPersistent).map(({ claim }) => claim.name);
  return claims.every((claim) => known?.isCreated(claim) || declared.includes(claim)) && !pod.containers.some(mountsDataDirectory);
}

/** Ignores the volumes: finding the volume of every mount would take quadratic time. */
function mountsDataDirectory(container: ContainerView): boolean {
  const value = container.env.map(asObject).find(({ name }) => name === 'PGDATA')?.value;
  const directory = normalizePath(asString(value) ?? DEFAULT_PGDATA);
  return container.volumeMounts.map(asObject).some(({ mountPath, readOnly }) =>
    readOnly !== true && typeof mountPath === 'string' && normalizePath(mountPath) === directory);
}
