import { holdingMount } from '../../../formats/manifest/holding-mount';
import { Mount, mountsOf } from '../../../formats/manifest/mounts';
import { ContainerView } from '../../../formats/manifest/pod';
import { pathsOf } from '../../../knowledge/writable-paths/container-paths';
import { mountPaths } from '../../../knowledge/writable-paths/volumes';
import { Context } from '../../context/context';
import { DECLARED } from '../admission';
import { Violation, Found } from '../check';
import { always, PodControl } from '../control';
import { ofStartedContainers } from '../specification';
import { at, everyContainer, fixEveryContainer } from '../violations';

export const writablePaths: PodControl = {
  id: 'writable-paths',
  title: 'A writable /tmp, and every declared writable path',
  level: 'hardened',
  risk: 'broken',
  why: 'Under a read-only root filesystem, an application that cannot find a writable directory does not start.',
  remedy: 'mount an emptyDir or a PersistentVolumeClaim there; if a ConfigMap, a Secret or a read-only volume is mounted at the path or '
    + 'above it, mount that volume elsewhere',
  spec: {
    os: 'linux',
    rules: [{
      fields: [ofStartedContainers('volumeMounts[*]')],
      allowed: 'a writable mount at the path, and no read-only mount above it, because the runtime cannot create the mount point there',
    }],
    notes: ['Only hardened workloads declare paths. For other workloads, see the control undeclared-writable-paths.'],
  },
  admission: DECLARED,
  reads: { fields: ['containers[*].securityContext.readOnlyRootFilesystem', 'containers[*].volumeMounts', 'spec.volumes'] },
  checks: always(everyContainer(unwritablePaths)),
  after: ['service-account-token'],
  isRequested: true,
  fix: fixEveryContainer((container, context) => {
    const mounts = mountsOf(container);
    mountPaths(container, pathsOf(context.choices, container).filter(({ path }) =>
      !mounts.some((mount) => mount.path === path) && !obstacle(mounts, path)));
  }),
};

function unwritablePaths(container: ContainerView, context: Context): Found {
  if (context.notes.isNotHardenedKind || container.securityContext.readOnlyRootFilesystem !== true) {
    return undefined;
  }
  const mounts = mountsOf(container);
  return pathsOf(context.choices, container)
    .filter(({ path }) => !isWritable(mounts, path))
    .map(({ path }) => unwritable(container, mounts, path));
}

function isWritable(mounts: readonly Mount[], path: string): boolean {
  return mounts.some((mount) => mount.path === path && mount.writable);
}

/** The mount that makes a path read-only: the deepest mount at or above the path, if it is read-only. */
function obstacle(mounts: readonly Mount[], path: string): Mount | undefined {
  const closest = holdingMount(mounts, path);
  return closest?.writable ? undefined : closest;
}

function unwritable(container: ContainerView, mounts: readonly Mount[], path: string): Violation {
  const mount = obstacle(mounts, path);
  const violation = mount
    ? at(container, ['volumeMounts', mount.index, 'mountPath'], `this mount is read-only, so "${path}" cannot be written`)
    : at(container, ['volumeMounts'], `has no writable mount at "${path}"`);
  return { ...violation, allowKey: path };
}
