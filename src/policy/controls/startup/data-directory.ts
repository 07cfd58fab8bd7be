import { holdingMount } from '../../../formats/manifest/holding-mount';
import { asObject, asString, isAbsent } from '../../../formats/manifest/json';
import { Mount, mountsOf, outlivesPod } from '../../../formats/manifest/mounts';
import { normalizePath } from '../../../formats/manifest/paths';
import { ContainerView } from '../../../formats/manifest/pod';
import { pathsInClaim } from '../../../knowledge/writable-paths/container-paths';
import { Choices } from '../../settings/choices';
import { STARTUP } from '../admission';
import { Violation } from '../check';
import { always, PodControl } from '../control';
import { ofStartedContainers } from '../specification';
import { at, everyContainer, everyEntry } from '../violations';

export const dataDirectory: PodControl = {
  id: 'data-directory',
  title: 'A database directory with a mode that fsGroup does not change',
  level: 'hardened',
  risk: 'broken',
  why: 'The kubelet makes the files in a volume accessible to the fsGroup, and PostgreSQL does not start if other users can enter its data '
    + 'directory.',
  remedy: 'set PGDATA to a directory below the mount, such as '
    + '`/var/lib/postgresql/data/pgdata`, and write `fsGroupChangePolicy: OnRootMismatch`',
  spec: {
    rules: [
      {
        fields: [ofStartedContainers('env[*] named PGDATA, in a writable volume of a pod with an fsGroup')],
        allowed: 'a directory below the mount point, because the server creates it',
      },
      {
        fields: ['spec.securityContext.fsGroupChangePolicy of such a pod, if the volume is persistent'],
        allowed: 'OnRootMismatch, because Always opens the directory to the group again at the next start',
      },
    ],
    notes: [
      'The kubelet sets mode 2770 on the root of a volume, and with Always on all files in it. PostgreSQL requires 0750 or stricter.',
      'Waive Always for an image that restricts the mode of its directory at each start, as the entry point of the image postgres does.',
    ],
  },
  admission: STARTUP,
  reads: {
    needs: ['containers[*].env'],
    fields: ['containers[*].volumeMounts', 'spec.securityContext.fsGroup', 'spec.securityContext.fsGroupChangePolicy', 'spec.volumes'],
  },
  checks: always(everyContainer((container, context) => container.isEphemeral || isAbsent(container.pod.securityContext.fsGroup)
    ? undefined
    : everyEntry(container.env, (entry, index) => opened(container, context.choices, entry, index)))),
};

const ONLY_ONCE = 'write `fsGroupChangePolicy: OnRootMismatch` for the pod; waive it if the image restricts the mode of the directory at '
  + 'each start';

function opened(container: ContainerView, choices: Choices, entry: unknown, index: number): Violation | undefined {
  const { name, value } = asObject(entry);
  const directory = name === 'PGDATA' ? asString(value) : undefined;
  if (!directory?.startsWith('/')) {
    return undefined;
  }
  const path = normalizePath(directory);
  const mount = holdingMount(mountsOf(container), path);
  if (!mount?.writable || isOwned(mount, choices)) {
    return undefined;
  }
  if (mount.path === path) {
    return at(container, ['env', index, 'value'], 'the volume is mounted at this path, and belongs to root and the fsGroup');
  }
  const { fsGroupChangePolicy: change } = container.pod.securityContext;
  return change === 'OnRootMismatch' || !outlivesPod(mount) ? undefined : {
    ...at(container.pod, ['securityContext', 'fsGroupChangePolicy'], `it opens "${path}" to the group at the second start`, ONLY_ONCE),
    container: container.name,
  };
}

function isOwned({ volume }: Mount, choices: Choices): boolean {
  return pathsInClaim(choices, volume).some(({ claim }) => claim?.ownership);
}
