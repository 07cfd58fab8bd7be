import { ofStartedContainers } from '../specification';
import { everyBuiltImage } from './built-images';
import { holdingMount } from '../../../formats/manifest/holding-mount';
import { isReadOnlyVolume, Mount, mountsOf } from '../../../formats/manifest/mounts';
import { isIn } from '../../../formats/manifest/paths';
import { ContainerView } from '../../../formats/manifest/pod';
import { BuiltImage } from '../../settings/images';
import { OF_DOCKERFILE } from '../admission';
import { Violation, Found } from '../check';
import { always, PodControl } from '../control';
import { at } from '../violations';

export const dockerfileVolumes: PodControl = {
  id: 'dockerfile-volumes',
  title: 'A mount for every VOLUME of the Dockerfile',
  level: 'hardened',
  risk: 'broken',
  why: 'Depending on the runtime, data in the volume is lost with the container, fills the node\'s disk, or cannot be written.',
  remedy: 'mount a volume at exactly that path: a PersistentVolumeClaim or an emptyDir, or a ConfigMap or Secret if the program only reads',
  remedyInCode: {
    hardened: 'mount a volume at exactly that path, or declare it with `WritablePath.fromEmptyDir(path)`, which starts empty, or '
    + 'with `WritablePath.fromImage(path)` if the image has files there',
  },
  spec: {
    rules: [{
      fields: [ofStartedContainers('volumeMounts[*], if the container\'s Dockerfile is known')],
      allowed: 'for every VOLUME a mount at exactly that path that can be written, or whose source is read-only, such as a ConfigMap',
    }],
    notes: ['If a pod has no mount at the path, containerd mounts a directory of the node there, even inside a volume that is mounted '
      + 'above. It has no size limit, and is deleted with the container. CRI-O leaves the directory in the read-only root filesystem.'],
    sources: [
      'volumeMounts in https://github.com/containerd/containerd/blob/main/internal/cri/server/container_create.go',
      'image_volumes in https://github.com/cri-o/cri-o/blob/main/docs/crio.conf.5.md',
    ],
  },
  admission: OF_DOCKERFILE,
  reads: {},
  checks: always(everyBuiltImage(unmountedVolumes)),
};

function unmountedVolumes(container: ContainerView, image: BuiltImage): Found {
  const { volumes } = image;
  if (volumes.length === 0) {
    return undefined;
  }
  const mounts = mountsOf(container);
  return volumes.flatMap((path) => unmounted(container, image, mounts, path) ?? []);
}

function unmounted(container: ContainerView, image: BuiltImage, mounts: readonly Mount[], path: string): Violation | undefined {
  const { source, copiedPaths } = image;
  const mount = mounts.find((each) => each.path === path);
  if (mount) {
    return mount.writable || (mount.volume && isReadOnlyVolume(mount.volume)) ? undefined : {
      ...at(container, ['volumeMounts', mount.index, 'mountPath'], `this mount is read-only, but ${source} declares it as a VOLUME`,
        'remove `readOnly: true` from the mount, or the VOLUME from the Dockerfile'),
      allowKey: path,
    };
  }
  const above = holdingMount(mounts, path);
  const detail = above
    ? `it is above "${path}", a VOLUME of ${source}: files that are written there are not in this mount`
    : `has nothing at "${path}", a VOLUME of ${source}`;
  const remedies = copiedPaths.some((copied) => isIn(copied, path)) ? keepFiles(source, path) : undefined;
  return { ...at(container, above ? ['volumeMounts', above.index, 'mountPath'] : ['volumeMounts'], detail), ...remedies, allowKey: path };
}

/** The remedy that keeps the files of the image at the path, which an empty volume would hide. */
function keepFiles(source: string, path: string): Pick<Violation, 'remedy' | 'remedyInCode'> {
  const mount = 'mount a ConfigMap, Secret or PersistentVolumeClaim with the files that the program needs at exactly that path';
  return {
    remedy: `${source} puts files there: ${mount}`,
    remedyInCode: { hardened: `${source} puts files there: keep them with \`WritablePath.fromImage('${path}')\`, or ${mount}` },
  };
}
