/*
 * A volume that ignores fsGroup is not expected to obey it.
 *
 * Restricted fields: spec.volumes[*], where spec.securityContext.fsGroup is set and a container may write the volume
 * Allowed values:    all types but those whose API documentation says that they do not support ownership management, and
 *                    claims that several nodes write at once: by default CSI drivers get fsGroup for ReadWriteOnce only
 *                    (https://kubernetes-csi.github.io/docs/support-fsgroup.html)
 *
 * A directory of the node ignores fsGroup too, and is left to the controls on hostPath: those who mount one, node agents mostly, know
 * to whom it belongs.
 *
 * What stands behind a named claim is not in the manifest, and known only where the app makes the claim and gives it to a
 * writable path. One whose ownership is taken needs no fsGroup.
 */
import { asArray, asObject, isAbsent, JsonObject, read } from '../../manifest/json';
import { mountsOf } from '../../manifest/mounts';
import { PodView } from '../../manifest/pod';
import { Settings } from '../../settings/settings';
import { pathsInClaim } from '../../writable-paths/container-paths';
import { always, at, NONE, PodControl, Violations } from '../control';

const UNMANAGED = ['nfs', 'cephfs', 'glusterfs', 'quobyte'];
const CLAIM_NAME = ['persistentVolumeClaim', 'claimName'];
const ACCESS_MODES = ['ephemeral', 'volumeClaimTemplate', 'spec', 'accessModes'];

export const fsGroupVolumes: PodControl = {
  id: 'fs-group-volumes',
  title: 'No volume that ignores fsGroup',
  level: 'hardened',
  severity: 'warning',
  why: 'The kubelet leaves the owner of such a volume alone, so a non-root application may not be able to write it.',
  remedy: 'see to it that the storage itself belongs to the pod\'s uid or gid, or say `takeOwnership` for the writable path',
  checks: always(check),
};

function check(pod: PodView, settings: Settings): Violations {
  const { volumes } = pod;
  if (volumes.length === 0 || isAbsent(pod.securityContext.fsGroup) || !volumes.some((volume) => ignoringField(volume, settings))) {
    return NONE;
  }
  const written = new Set(pod.containers.flatMap(mountsOf).map(({ volume, writable }) => writable ? volume : undefined));
  return volumes.flatMap((volume, index) => {
    const field = ignoringField(volume, settings);
    return field && written.has(volume as JsonObject) ? [at(pod, ['volumes', index, ...field], 'fsGroup has no effect on it')] : NONE;
  });
}

/** Where a volume says that fsGroup means nothing to it; undefined where it does not say so. */
function ignoringField(volume: unknown, settings: Settings): readonly string[] | undefined {
  const type = UNMANAGED.find((source) => !isAbsent(asObject(volume)[source]));
  return type ? [type]
    : asArray(read(volume, ACCESS_MODES)).includes('ReadWriteMany') ? ACCESS_MODES
      : isSharedClaim(volume, settings) ? CLAIM_NAME : undefined;
}

function isSharedClaim(volume: unknown, settings: Settings): boolean {
  const paths = pathsInClaim(settings, volume);
  return paths.some(({ claim }) => claim?.accessModes?.includes('ReadWriteMany')) && !paths.some(({ claim }) => claim?.ownership);
}
