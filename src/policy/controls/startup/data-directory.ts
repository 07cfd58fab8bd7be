import { holdingMount } from '../../../formats/manifest/holding-mount';
import { repositoryOf } from '../../../formats/manifest/image';
import { asArray, asObject, asString, isAbsent } from '../../../formats/manifest/json';
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
      'The entry point of the image postgres restricts the mode of its directory at each start, so Always is allowed for this image. Waive '
        + 'it for another image that does the same.',
    ],
  },
  admission: STARTUP,
  reads: {
    needs: ['containers[*].env'],
    fields: [
      'containers[*].args', 'containers[*].command', 'containers[*].image', 'containers[*].volumeMounts', 'spec.securityContext.fsGroup',
      'spec.securityContext.fsGroupChangePolicy', 'spec.volumes',
    ],
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
  return change === 'OnRootMismatch' || !outlivesPod(mount) || restrictsMode(container) ? undefined : {
    ...at(container.pod, ['securityContext', 'fsGroupChangePolicy'], `it opens "${path}" to the group at the second start`, ONLY_ONCE),
    container: container.name,
  };
}

/**
 * Whether the entry point sets the mode of the directory at each start.
 * Source: https://github.com/docker-library/postgres/blob/6edb0a8/17/trixie/docker-entrypoint.sh (docker_create_db_directories)
 */
function restrictsMode({ json: { image, command, args } }: ContainerView): boolean {
  const [program = 'postgres'] = asArray(args);
  return typeof image === 'string' && repositoryOf(image) === 'docker.io/library/postgres'
    && isAbsent(command) && typeof program === 'string' && /^(?:-|postgres$)/.test(program);
}

function isOwned({ volume }: Mount, choices: Choices): boolean {
  return pathsInClaim(choices, volume).some(({ claim }) => claim?.ownership);
}
