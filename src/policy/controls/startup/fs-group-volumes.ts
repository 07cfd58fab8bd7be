import { asArray, asObject, isAbsent, JsonObject, read } from '../../../formats/manifest/json';
import { mountsOf } from '../../../formats/manifest/mounts';
import { PodView } from '../../../formats/manifest/pod';
import { pathsInClaim } from '../../../knowledge/writable-paths/container-paths';
import { Context } from '../../context/context';
import { Choices } from '../../settings/choices';
import { STARTUP } from '../admission';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { at, everyEntry, pinned } from '../violations';
import { UNMANAGED } from '../volume-files';

const CLAIM_NAME = ['persistentVolumeClaim', 'claimName'];
const ACCESS_MODES = ['ephemeral', 'volumeClaimTemplate', 'spec', 'accessModes'];

export const fsGroupVolumes: PodControl = {
  id: 'fs-group-volumes',
  title: 'No volume that ignores fsGroup',
  level: 'hardened',
  risk: 'low',
  why: 'The kubelet does not change the owner of such a volume, so a non-root application may not be able to write to it.',
  remedy: 'make sure that the storage itself belongs to the pod\'s uid or gid',
  remedyInCode: {
    hardened: 'make sure that the storage itself belongs to the uid or gid of the pod, or set `takeOwnership` for the writable path',
  },
  spec: {
    rules: [{
      fields: ['spec.volumes[*], if spec.securityContext.fsGroup is set and a container can write to the volume'],
      allowed: 'all types except nfs, cephfs, glusterfs, quobyte, and PersistentVolumeClaims with ReadWriteMany, because CSI drivers by '
        + 'default apply fsGroup only to ReadWriteOnce',
    }],
    notes: [
      'A hostPath ignores fsGroup, too. The controls for hostPath volumes report it.',
      'The access modes of a named PersistentVolumeClaim are known only if the app creates it and passes it to a writable path.',
    ],
    sources: ['https://kubernetes-csi.github.io/docs/support-fsgroup.html'],
  },
  admission: STARTUP,
  reads: { fields: ['containers[*].volumeMounts', 'spec.securityContext.fsGroup', 'spec.volumes'] },
  checks: always(check),
};

function check(pod: PodView, context: Context): Found {
  const { volumes } = pod;
  if (volumes.length === 0 || isAbsent(pod.securityContext.fsGroup) || !volumes.some((volume) => ignoringField(volume, context.choices))) {
    return undefined;
  }
  const written = new Set(pod.containers.flatMap(mountsOf).map(({ volume, writable }) => writable ? volume : undefined));
  return everyEntry(volumes, (volume, index) => {
    const field = ignoringField(volume, context.choices);
    return field && written.has(volume as JsonObject)
      ? pinned(at(pod, ['volumes', index, ...field], 'fsGroup has no effect on it'), field[0])
      : undefined;
  });
}

/** The field by which a volume is known to ignore fsGroup; undefined if no field shows it. */
function ignoringField(volume: unknown, choices: Choices): readonly string[] | undefined {
  const type = UNMANAGED.find((source) => !isAbsent(asObject(volume)[source]));
  if (type) {
    return [type];
  }
  if (asArray(read(volume, ACCESS_MODES)).includes('ReadWriteMany')) {
    return ACCESS_MODES;
  }
  return isSharedClaim(volume, choices) ? CLAIM_NAME : undefined;
}

function isSharedClaim(volume: unknown, choices: Choices): boolean {
  const paths = pathsInClaim(choices, volume);
  return paths.some(({ claim }) => claim?.accessModes?.includes('ReadWriteMany')) && !paths.some(({ claim }) => claim?.ownership);
}
