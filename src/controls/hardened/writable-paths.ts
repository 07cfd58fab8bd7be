/*
 * Every path that was declared writable, `/tmp` among them, must be a writable mount.
 *
 * Restricted fields: spec.{initContainers,containers}[*].volumeMounts[*]
 * Allowed values:    a mount at the path that is not read-only, and no read-only mount above it: the runtime could not make
 *                    the mount point there
 */
import { holdingMount } from '../../manifest/holding-mount';
import { asObject, childArray } from '../../manifest/json';
import { Mount, mountsOf } from '../../manifest/mounts';
import { isBelow } from '../../manifest/paths';
import { ContainerView, PodView } from '../../manifest/pod';
import { formatBytes } from '../../manifest/quantity';
import { scratchVolumeName } from '../../manifest/volume-name';
import { always, at, everyContainer, NONE, PodControl, Violation, Violations } from '../control';
import { Policy, ScratchPath, scratchOf } from '../policy';

export const writablePaths: PodControl = {
  id: 'writable-paths',
  title: 'A writable /tmp, and whatever else was declared writable',
  level: 'hardened',
  severity: 'error',
  why: 'Under a read-only root an application that finds no place to write does not start.',
  remedy: 'mount an emptyDir or a claim there; move a ConfigMap, Secret or read-only mount at or above the path to another place',
  knownAs: {},
  checks: always(everyContainer(unwritablePaths)),
  fix: (pod, policy) => {
    const names = volumeNames(pod);
    for (const container of pod.containers) {
      if (!container.isEphemeral) {
        scratchOf(policy, container.name).forEach((scratch) => mountScratch(container, scratch, names));
      }
    }
  },
};

function unwritablePaths(container: ContainerView, policy: Policy): Violations {
  if (container.isEphemeral || container.securityContext.readOnlyRootFilesystem !== true) {
    return NONE;
  }
  const mounts = mountsOf(container);
  const missing = scratchOf(policy, container.name).filter(({ path }) => !isWritable(mounts, path));
  return missing.length === 0 ? NONE : missing.map(({ path }) => unwritable(container, mounts, path));
}

function isWritable(mounts: readonly Mount[], path: string): boolean {
  return mounts.some((mount) => mount.path === path && mount.writable);
}

/** The mount that keeps a path from being writable: the one at it, or the closest above it, where that is read-only. */
function obstacle(mounts: readonly Mount[], path: string): Mount | undefined {
  const closest = holdingMount(mounts, path);
  return closest?.writable ? undefined : closest;
}

function unwritable(container: ContainerView, mounts: readonly Mount[], path: string): Violation {
  const mount = obstacle(mounts, path);
  const violation = mount
    ? at(container, ['volumeMounts', mount.index, 'mountPath'], `this mount is read-only, so "${path}" cannot be written`)
    : at(container, ['volumeMounts'], `has nothing writable at "${path}"`);
  return { ...violation, pin: path };
}

function mountScratch(container: ContainerView, scratch: ScratchPath, names: Set<unknown>): void {
  const mounts = mountsOf(container);
  if (mounts.some(({ path }) => path === scratch.path) || obstacle(mounts, scratch.path)) {
    return;
  }
  const volumeMounts = childArray(container.json, 'volumeMounts');
  const volumes = childArray(container.pod.json, 'volumes');
  if (!volumeMounts || !volumes) {
    return;
  }
  const name = scratchVolumeName(container.name, scratch.path, (candidate) => names.has(candidate));
  names.add(name);
  volumes.push({
    emptyDir: { ...(scratch.inMemory && { medium: 'Memory' }), sizeLimit: formatBytes(scratch.sizeLimit) },
    name,
  });
  // A mount that lies below comes after the one it lies in, or it would be hidden by it.
  const firstBelow = mounts.find(({ path }) => isBelow(path, scratch.path));
  volumeMounts.splice(firstBelow?.index ?? volumeMounts.length, 0, { mountPath: scratch.path, name });
}

/** The names that a new volume may not take. */
function volumeNames(pod: PodView): Set<unknown> {
  return new Set([...pod.volumes.map((volume) => asObject(volume).name), ...pod.claimTemplates]);
}
