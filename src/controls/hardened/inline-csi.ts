import { asObject, asString, isAbsent } from '../../manifest/json';
import { always, PodControl } from '../control';
import { at, everyVolume } from '../violations';

export const inlineCsi: PodControl = {
  id: 'inline-csi',
  title: 'No inline CSI volumes',
  level: 'hardened',
  severity: 'warning',
  why: 'An inline volume passes attributes to the driver that its StorageClass would keep from users, and a driver runs as root on the node.',
  remedy: 'use a PersistentVolumeClaim, or `ephemeral` with a StorageClass',
  remedyInCode: 'use `Volume.fromPersistentVolumeClaim` instead of `Volume.fromCsi`',
  spec: {
    rules: [{ fields: ['spec.volumes[*].csi'], allowed: 'undefined' }],
  },
  admission: [{ each: 'volume', violates: 'has(v.csi)', value: 'v.csi.driver' }],
  checks: always(everyVolume((volume, index, pod) => {
    const { csi } = volume;
    return isAbsent(csi) ? undefined : { ...at(pod, ['volumes', index, 'csi']), allowKey: asString(asObject(csi).driver) };
  })),
};
