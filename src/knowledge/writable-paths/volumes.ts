import { DeclaredPath, EmptyDirPath, isPersistent } from './declared-path';
import { claimVolumeName, emptyDirName, sharedVolumeName, subPathName } from './names';
import { asObject, childArray, isObject, JsonObject } from '../../formats/manifest/json';
import { isVolumeOf, Mount, mountsOf } from '../../formats/manifest/mounts';
import { isBelow } from '../../formats/manifest/paths';
import { ContainerView, PodView } from '../../formats/manifest/pod';
import { formatBytes } from '../../formats/manifest/quantity';

/** Adds mounts for paths that are not mounted in a container, and the volumes that they need. */
export function mountPaths(container: ContainerView, missing: readonly DeclaredPath[]): void {
  const volumeMounts = missing.length > 0 ? childArray(container.json, 'volumeMounts') : undefined;
  const volumes = volumeMounts && childArray(container.pod.json, 'volumes');
  if (!volumes) {
    return;
  }
  const shared = new Map<boolean, string>();
  const volumeFor = (declared: DeclaredPath) => {
    if (isPersistent(declared)) {
      return claimVolume(container.pod, declared.claim.name, volumes);
    }
    return declared.isShared
      ? sharedVolume(container, declared.inMemory, missing, volumes, shared)
      : ownVolume(container, declared, volumes);
  };
  for (const declared of missing) {
    const name = volumeFor(declared);
    const subPath = subPathOf(declared);
    // A mount must come before mounts below it, because it would hide them.
    const firstBelow = mountsOf(container).find(({ path }) => isBelow(path, declared.path));
    volumeMounts.splice(firstBelow?.index ?? volumeMounts.length, 0, { mountPath: declared.path, name, ...(subPath && { subPath }) });
  }
}

/** The directory in the volume. A path in a shared volume has its own, and so has a seed, which keeps files beside it. */
function subPathOf(declared: DeclaredPath): string | undefined {
  const own = declared.seed && subPathName(declared.path);
  if (isPersistent(declared)) {
    return declared.claim.subPath ?? own;
  }
  return declared.isShared ? subPathName(declared.path) : own;
}

function ownVolume(container: ContainerView, { path, sizeLimit, inMemory }: EmptyDirPath, volumes: unknown[]): string {
  const name = emptyDirName(container.name, path, isVolumeOf(container.pod));
  volumes.push(emptyDir(name, sizeLimit, inMemory));
  return name;
}

/** Whether a volume was created for one path alone, and only lacks its size. */
export function isOwnVolume(container: ContainerView, mount: Mount): boolean {
  const source = mount.volume?.emptyDir;
  return isObject(source) && Object.keys(source).length === 0 && isVolumeFor(container, mount);
}

/** Whether a volume has the name of a volume for the path of its mount alone. */
export function isVolumeFor({ name, pod }: ContainerView, { path, volume }: Mount): boolean {
  const isVolume = isVolumeOf(pod);
  return volume?.name === emptyDirName(name, path, (other) => other !== volume?.name && isVolume(other));
}

/** One volume for all shared paths of a container and medium, large enough for all of them. */
function sharedVolume(
  container: ContainerView, inMemory: boolean, missing: readonly DeclaredPath[], volumes: unknown[], shared: Map<boolean, string>,
): string {
  const known = shared.get(inMemory);
  if (known) {
    return known;
  }
  const name = sharedVolumeName(container.name, inMemory, isVolumeOf(container.pod));
  const sizes = missing.flatMap((other) =>
    !isPersistent(other) && other.isShared && other.inMemory === inMemory ? other.sizeLimit ?? [] : []);
  volumes.push(emptyDir(name, sizes.reduce((sum, size) => sum + size), inMemory));
  shared.set(inMemory, name);
  return name;
}

/** The volume of a PVC: the author's own volume if the pod has a writable one. */
function claimVolume(pod: PodView, claimName: string, volumes: unknown[]): string {
  const known = volumes.map(asObject).find(({ persistentVolumeClaim: claim }) =>
    isObject(claim) && claim.claimName === claimName && claim.readOnly !== true);
  if (typeof known?.name === 'string') {
    return known.name;
  }
  const name = claimVolumeName(claimName, isVolumeOf(pod));
  volumes.push({ name, persistentVolumeClaim: { claimName } });
  return name;
}

function emptyDir(name: string, sizeLimit: number | undefined, inMemory: boolean): JsonObject {
  return { emptyDir: { ...(inMemory && { medium: 'Memory' }), ...sizeLimit !== undefined && { sizeLimit: formatBytes(sizeLimit) } }, name };
}
