import { asObject, asString, isAbsent } from '../../../formats/manifest/json';
import { ofHostPath } from '../causes';
import { celList } from '../cel';
import { always, PodControl } from '../control';
import { hostPathRisk, RISKS_OF_HOST_PATHS } from '../host-path-risk';
import { isHostPath } from '../host-paths';
import { at, everyVolume } from '../violations';

const ALLOWED_TYPES = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

export const restrictedVolumes: PodControl = {
  id: 'restricted-volumes',
  title: 'Only volume types that stay inside the cluster',
  level: 'pss-restricted',
  risk: {
    medium: `another type of volume; a hostPath: ${RISKS_OF_HOST_PATHS.medium}`,
    critical: RISKS_OF_HOST_PATHS.critical,
    high: RISKS_OF_HOST_PATHS.high,
    low: RISKS_OF_HOST_PATHS.low,
  },
  riskNote: 'Trivy and Polaris rate every hostPath the same, and at most medium. We rate it by its path: with `/` or the files of the '
    + 'kubelet, a container can take over the node, but a read-only time zone is harmless.',
  why: 'Other volume types give the pod a directory of the node, or a disk with the credentials of the node.',
  remedy: `use one of ${ALLOWED_TYPES.join(', ')}`,
  remedyInCode: 'use `Volume.fromEmptyDir`, `Volume.fromPersistentVolumeClaim`, `Volume.fromConfigMap` or `Volume.fromSecret`',
  cause: ofHostPath,
  spec: {
    rules: [{ fields: ['spec.volumes[*]'], allowed: ALLOWED_TYPES.join(', ') }],
    notes: ['A volume with only a name is allowed, because the API server creates an emptyDir for it.'],
  },
  admission: [{
    each: 'volume',
    violates: `!v.all(k, k == 'name') && !v.exists(k, k in ${celList(ALLOWED_TYPES)})`,
    value: 'v.?hostPath.?path.orValue(\'\')',
  }],
  reads: { needs: ['spec.volumes'], fields: ['containers[*].volumeMounts'] },
  checks: always(everyVolume((volume, index, pod) => {
    const sources = Object.keys(volume).filter((key) => key !== 'name' && !isAbsent(volume[key]));
    return sources.length === 0 || sources.some((source) => ALLOWED_TYPES.includes(source))
      ? undefined
      : {
        ...at(pod, ['volumes', index, sources[0]]),
        allowKey: asString(asObject(volume.hostPath).path),
        risk: isHostPath(volume) ? hostPathRisk(pod, volume) : undefined,
      };
  })),
  replaces: ['host-path-volumes'],
};
