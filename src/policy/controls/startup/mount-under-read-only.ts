import { mountsAbove } from '../../../formats/manifest/holding-mount';
import { isAbsent } from '../../../formats/manifest/json';
import { Mount, mountsOf } from '../../../formats/manifest/mounts';
import { ContainerView } from '../../../formats/manifest/pod';
import { liesInEmptyVolume } from '../../../knowledge/writable-paths/empty-volumes';
import { STARTUP } from '../admission';
import { always, PodControl } from '../control';
import { ofContainers } from '../specification';
import { at, everyContainer, everyEntry } from '../violations';

const FILLED_BY_KUBELET = ['configMap', 'secret', 'downwardAPI', 'projected'];

export const mountUnderReadOnly: PodControl = {
  id: 'mount-under-read-only',
  title: 'No mount below a read-only mount',
  level: 'hardened',
  risk: {
    broken: 'the volume above certainly does not have the directory',
    low: 'the volume above may have the directory: a PersistentVolumeClaim, a hostPath or an image',
  },
  why: 'The runtime cannot create a mount point in a read-only volume, so the container does not start.',
  remedy: 'mount it elsewhere, or make the mount above writable; waive this if the volume above already has the directory',
  spec: {
    rules: [{
      fields: [ofContainers('volumeMounts[*].mountPath')],
      allowed: 'any path whose closest mount above is writable, or is a whole ConfigMap, Secret, downward API or projected volume, where '
        + 'the kubelet creates directories for mounts',
    }],
    notes: ['This is an error if the volume above certainly does not have the directory: an emptyDir that no other container fills, or a '
      + 'part of a ConfigMap, Secret, downward API or projected volume. It is a warning if the volume may have the directory: a '
      + 'PersistentVolumeClaim, a hostPath or an image.'],
    sources: ['https://github.com/kubernetes/kubernetes/pull/60342'],
  },
  admission: STARTUP,
  reads: { needs: ['containers[*].volumeMounts'], fields: ['spec.volumes'] },
  checks: always(everyContainer((container) => {
    if (container.volumeMounts.length < 2) {
      return undefined;
    }
    const mounts = mountsOf(container);
    const parents = mountsAbove(mounts);
    return everyEntry(mounts, (mount) => {
      const above = parents.get(mount);
      return !above || above.writable || makesMountPoints(above)
        ? undefined
        : {
          ...at(container, ['volumeMounts', mount.index, 'mountPath'], `is below "${above.path}", which is mounted read-only`),
          risk: hasNoDirectories(container, above) ? undefined : 'low',
        };
    });
  })),
};

function makesMountPoints(mount: Mount): boolean {
  const { json } = mount;
  return isAbsent(json.subPath) && isAbsent(json.subPathExpr) && isFilledByKubelet(mount);
}

function hasNoDirectories(container: ContainerView, above: Mount): boolean {
  return isFilledByKubelet(above) || liesInEmptyVolume(container, above.path);
}

function isFilledByKubelet({ volume }: Mount): boolean {
  return volume !== undefined && FILLED_BY_KUBELET.some((source) => !isAbsent(volume[source]));
}
