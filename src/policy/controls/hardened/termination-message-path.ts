import { holdingMount } from '../../../formats/manifest/holding-mount';
import { asString } from '../../../formats/manifest/json';
import { mountsOf } from '../../../formats/manifest/mounts';
import { isBelow, normalizePath } from '../../../formats/manifest/paths';
import { ContainerView } from '../../../formats/manifest/pod';
import { pathsOf } from '../../../knowledge/writable-paths/container-paths';
import { DEFAULT_WRITABLE_PATH } from '../../../knowledge/writable-paths/declared-path';
import { Context } from '../../context/context';
import { Choices } from '../../settings/choices';
import { MOUNTED_PATHS } from '../admission';
import { Violation } from '../check';
import { always, PodControl } from '../control';
import { ofContainers } from '../specification';
import { at, everyContainer } from '../violations';

const DEFAULT_PATH = '/dev/termination-log';

export const terminationMessagePath: PodControl = {
  id: 'termination-message-path',
  title: 'No termination message over files of the image',
  level: 'hardened',
  risk: 'low',
  failsHardenedKinds: true,
  why: 'The kubelet mounts a writable file at this path, even under a read-only root filesystem, so a container can replace a program or '
    + '/etc/passwd.',
  remedy: `remove it to use the default, "${DEFAULT_PATH}", or choose a path below /tmp`,
  spec: {
    os: 'linux',
    rules: [{
      fields: [ofContainers('terminationMessagePath')],
      allowed: '/dev/termination-log, "", undefined; a path below /tmp or below a writable path, unless a read-only mount is closer',
    }],
    notes: ['At the path of a program or a configuration file, the mount replaces that file. In a directory that the container can write '
      + 'to, it makes no difference.'],
  },
  admission: MOUNTED_PATHS,
  reads: { needs: ['containers[*].terminationMessagePath'], fields: ['containers[*].volumeMounts', 'spec.volumes'] },
  checks: always(everyContainer(replacedFile)),
};

function replacedFile(container: ContainerView, context: Context): Violation | undefined {
  const written = asString(container.json.terminationMessagePath);
  if (!written) {
    return undefined;
  }
  const path = normalizePath(written);
  return path === DEFAULT_PATH || isInWritableDirectory(container, path, context.choices)
    ? undefined
    : at(container, ['terminationMessagePath'], path === written ? undefined : `it resolves to "${path}"`);
}

function isInWritableDirectory(container: ContainerView, path: string, choices: Choices): boolean {
  const mount = holdingMount(mountsOf(container), path);
  if (mount) {
    return mount.writable && isBelow(path, mount.path);
  }
  return [DEFAULT_WRITABLE_PATH, ...pathsOf(choices, container)].some((declared) => isBelow(path, declared.path));
}
