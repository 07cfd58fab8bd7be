/*
 * PostgreSQL finds a data directory that is its own and closed to others, and not one that fsGroup has opened.
 *
 * Restricted fields: spec.{initContainers,containers}[*].env[*] named PGDATA, in a writable volume of a pod with an fsGroup
 * Allowed values:    a directory below the mount, which the server makes itself; and, where the volume outlives the pod,
 *                    spec.securityContext.fsGroupChangePolicy: OnRootMismatch, as Always opens that one too at the next start
 *
 * The kubelet gives the root of a volume, and with Always all that lies in it, mode 2770: the server refuses more than 0750. Of an image
 * that closes its directory again at each start, as the entrypoint of the image postgres does, Always is waived. A claim whose
 * ownership is taken is of the kind that ignores fsGroup.
 */
import { holdingMount } from '../../manifest/holding-mount';
import { asObject, asString, isAbsent } from '../../manifest/json';
import { Mount, mountsOf, outlivesPod } from '../../manifest/mounts';
import { normalisePath } from '../../manifest/paths';
import { ContainerView } from '../../manifest/pod';
import { Settings } from '../../settings/settings';
import { pathsInClaim } from '../../writable-paths/container-paths';
import { always, at, everyContainer, NONE, PodControl, Violation } from '../control';
import { everyEntry } from '../entries';

export const dataDirectory: PodControl = {
  id: 'data-directory',
  title: 'A database directory that fsGroup leaves alone',
  level: 'hardened',
  severity: 'error',
  why: 'The kubelet opens what fsGroup owns to the group, and PostgreSQL does not start on a data directory that others may enter.',
  remedy: 'let PGDATA name a directory below the mount, as `/var/lib/postgresql/data/pgdata`, and write `fsGroupChangePolicy: OnRootMismatch`',
  checks: always(everyContainer((container, settings) => container.isEphemeral || isAbsent(container.pod.securityContext.fsGroup)
    ? NONE
    : everyEntry(container.env, (entry, index) => opened(container, settings, entry, index)))),
};

const ONLY_ONCE = 'write `fsGroupChangePolicy: OnRootMismatch` for the pod; waive it where the image closes the directory at each start';

function opened(container: ContainerView, settings: Settings, entry: unknown, index: number): Violation | undefined {
  const { name, value } = asObject(entry);
  const directory = name === 'PGDATA' ? asString(value) : undefined;
  if (!directory?.startsWith('/')) {
    return undefined;
  }
  const path = normalisePath(directory);
  const mount = holdingMount(mountsOf(container), path);
  if (!mount?.writable || isOwned(mount, settings)) {
    return undefined;
  }
  if (mount.path === path) {
    return at(container, ['env', index, 'value'], 'the volume itself stands there, and belongs to root and to the fsGroup');
  }
  const { fsGroupChangePolicy: change } = container.pod.securityContext;
  return change === 'OnRootMismatch' || !outlivesPod(mount) ? undefined : {
    ...at(container.pod, ['securityContext', 'fsGroupChangePolicy'], `it opens "${path}" to the group at the second start`, ONLY_ONCE),
    container: container.name,
  };
}

function isOwned({ volume }: Mount, settings: Settings): boolean {
  return pathsInClaim(settings, volume).some(({ claim }) => claim?.ownership);
}
