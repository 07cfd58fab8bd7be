import { asObject, asString, isAbsent } from '../../../formats/manifest/json';
import { ofHostPath } from '../causes';
import { always, PodControl } from '../control';
import { hostPathRisk, RISKS_OF_HOST_PATHS } from '../host-path-risk';
import { at, everyVolume } from '../violations';

export const hostPathVolumes: PodControl = {
  id: 'host-path-volumes',
  title: 'No hostPath volumes',
  level: 'pss-baseline',
  risk: RISKS_OF_HOST_PATHS,
  riskNote: 'Trivy and Polaris rate every hostPath the same, and medium at most. Here the risk depends on the path: a container with `/` '
    + 'or the files of the kubelet can take over the node, and a read-only time zone is harmless.',
  why: 'Through a hostPath, a pod can read the secrets of other pods, and write files that the node runs.',
  remedy: 'use an emptyDir, a PersistentVolumeClaim, a ConfigMap or a Secret',
  remedyInCode: 'use `Volume.fromEmptyDir`, `Volume.fromPersistentVolumeClaim`, '
    + '`Volume.fromConfigMap` or `Volume.fromSecret` instead of `Volume.fromHostPath`',
  cause: ofHostPath,
  spec: {
    rules: [{ fields: ['spec.volumes[*].hostPath'], allowed: 'undefined' }],
  },
  admission: [{ each: 'volume', violates: 'has(v.hostPath)', value: 'v.hostPath.?path.orValue(\'\')' }],
  reads: { needs: ['spec.volumes[*].hostPath'], fields: ['containers[*].volumeMounts'] },
  checks: always(everyVolume((volume, index, pod) => {
    const { hostPath } = volume;
    return isAbsent(hostPath)
      ? undefined
      : { ...at(pod, ['volumes', index, 'hostPath']), allowKey: asString(asObject(hostPath).path), risk: hostPathRisk(pod, volume) };
  })),
};
