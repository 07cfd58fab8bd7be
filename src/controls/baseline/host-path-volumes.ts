import { asObject, asString, isAbsent } from '../../manifest/json';
import { always, at, PodControl } from '../control';
import { everyEntry } from '../entries';

export const hostPathVolumes: PodControl = {
  id: 'host-path-volumes',
  title: 'No hostPath volumes',
  level: 'pss-baseline',
  severity: 'error',
  why: 'Through a hostPath a pod reads the secrets of other pods, and writes what the node will run.',
  remedy: 'use an emptyDir, a PersistentVolumeClaim, a ConfigMap or a Secret',
  remedyInCode: 'use `Volume.fromEmptyDir`, `Volume.fromPersistentVolumeClaim`, `Volume.fromConfigMap` or `Volume.fromSecret` instead of `Volume.fromHostPath`',
  spec: {
    rules: [{ fields: ['spec.volumes[*].hostPath'], allowed: 'undefined' }],
  },
  checks: always((pod) => everyEntry(pod.volumes, (volume, index) => {
    const { hostPath } = asObject(volume);
    return isAbsent(hostPath) ? undefined : { ...at(pod, ['volumes', index, 'hostPath']), allowKey: asString(asObject(hostPath).path) };
  })),
};
