/*
 * What a Dockerfile calls a volume is one in the workload.
 *
 * Restricted fields: spec.{initContainers,containers}[*].volumeMounts[*], where the container's Dockerfile is known
 * Allowed values:    for every VOLUME a mount at the very same path that can be written, or whose source is read-only, as a ConfigMap is:
 *                    what is there is the author's choice
 *
 * Where a pod mounts nothing at that path, containerd makes a directory of the node there, without limit and gone with the container,
 * also inside of a claim that is mounted above; CRI-O leaves the directory in the read-only root.
 * Sources: volumeMounts in https://github.com/containerd/containerd/blob/main/internal/cri/server/container_create.go,
 *          image_volumes in https://github.com/cri-o/cri-o/blob/main/docs/crio.conf.5.md
 */
import { holdingMount } from '../../manifest/holding-mount';
import { isReadOnlyVolume, Mount, mountsOf } from '../../manifest/mounts';
import { isIn } from '../../manifest/paths';
import { ContainerView } from '../../manifest/pod';
import { BuiltImage } from '../../settings/images';
import { everyBuiltImage } from '../built-images';
import { always, at, NONE, PodControl, Violation, Violations } from '../control';

export const dockerfileVolumes: PodControl = {
  id: 'dockerfile-volumes',
  title: 'A mount for every VOLUME of the Dockerfile',
  level: 'hardened',
  severity: 'error',
  why: 'What the program keeps there is lost with the container, fills the node\'s disk, or cannot be written at all, as the runtime likes.',
  remedy: 'mount something at exactly that path: a claim, or a ConfigMap or Secret where the program only reads; or declare it as `WritablePath.emptyDir(path)`, '
    + 'which starts empty, or as `WritablePath.fromImage(path)` where the image has files there',
  knownAs: {},
  checks: always(everyBuiltImage(unmountedVolumes)),
};

function unmountedVolumes(container: ContainerView, image: BuiltImage): Violations {
  const { volumes } = image;
  if (volumes.length === 0) {
    return NONE;
  }
  const mounts = mountsOf(container);
  return volumes.flatMap((path) => unmounted(container, image, mounts, path) ?? []);
}

function unmounted(container: ContainerView, image: BuiltImage, mounts: readonly Mount[], path: string): Violation | undefined {
  const { source, copiedPaths } = image;
  const mount = mounts.find((each) => each.path === path);
  if (mount) {
    return mount.writable || (mount.volume && isReadOnlyVolume(mount.volume)) ? undefined : {
      ...at(container, ['volumeMounts', mount.index, 'mountPath'], `this mount is read-only, and ${source} calls it a VOLUME`,
        'leave `readOnly: true` out of the mount, or remove the VOLUME from the Dockerfile'),
      allowKey: path,
    };
  }
  const above = holdingMount(mounts, path);
  const detail = above
    ? `lies above "${path}", which ${source} calls a VOLUME: what is written there does not get into this mount`
    : `has nothing at "${path}", which ${source} calls a VOLUME`;
  const remedy = copiedPaths.some((copied) => isIn(copied, path)) ? keepFiles(source, path) : undefined;
  return { ...at(container, above ? ['volumeMounts', above.index, 'mountPath'] : ['volumeMounts'], detail, remedy), allowKey: path };
}

/** An empty volume would hide what the image has there. */
function keepFiles(source: string, path: string): string {
  return `${source} puts files there: keep them with \`WritablePath.fromImage('${path}')\`, or mount a ConfigMap, Secret or claim that has what the program needs at exactly that path`;
}
