import { asObject, asString } from '../../formats/manifest/json';
import { normalizePath } from '../../formats/manifest/paths';
import { ContainerView, PodView } from '../../formats/manifest/pod';
import { isPersistent } from '../../knowledge/writable-paths/declared-path';
import { Context } from '../context/context';

/**
 * The data directory of the image `postgres` if the manifest does not set PGDATA. Source:
 * https://github.com/docker-library/postgres/blob/master/17/bookworm/Dockerfile
 */
const DEFAULT_PGDATA = '/var/lib/postgresql/data';

/**
 * Whether a pod without an fsGroup may get one. The kubelet then changes files on the pod's volumes. This must not affect a
 * PersistentVolumeClaim that neither the input creates nor the settings name. It must not affect a data directory that is the root of a
 * volume, because PostgreSQL does not start if its group may enter the directory.
 */
export function canChangeGroups(pod: PodView, { choices: { writablePaths }, facts: { claims: known } }: Context<'claims'>): boolean {
  const claims = pod.volumes.flatMap((volume) => asString(asObject(asObject(volume).persistentVolumeClaim).claimName) ?? []);
  const declared = writablePaths.filter(isPersistent).map(({ claim }) => claim.name);
  return claims.every((claim) => known?.isCreated(claim) || declared.includes(claim)) && !pod.containers.some(mountsDataDirectory);
}

/** Only compares paths, because finding the volume of every mount would take quadratic time. */
function mountsDataDirectory(container: ContainerView): boolean {
  const value = container.env.map(asObject).find(({ name }) => name === 'PGDATA')?.value;
  const directory = normalizePath(asString(value) ?? DEFAULT_PGDATA);
  return container.volumeMounts.map(asObject).some(({ mountPath, readOnly }) =>
    readOnly !== true && typeof mountPath === 'string' && normalizePath(mountPath) === directory);
}
