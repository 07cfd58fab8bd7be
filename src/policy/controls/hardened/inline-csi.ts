import { asObject, asString, canonicalText, isAbsent, JsonObject } from '../../../formats/manifest/json';
import { always, PodControl } from '../control';
import { at, everyVolume } from '../violations';

export const inlineCsi: PodControl = {
  id: 'inline-csi',
  title: 'No inline CSI volumes',
  level: 'hardened',
  risk: 'medium',
  why: 'In an inline volume, a user can set driver attributes that are otherwise reserved for a StorageClass, and the driver runs as root '
    + 'on the node.',
  remedy: 'use a PersistentVolumeClaim, or `ephemeral` with a StorageClass',
  remedyInCode: 'use `Volume.fromPersistentVolumeClaim` instead of `Volume.fromCsi`',
  spec: {
    rules: [{ fields: ['spec.volumes[*].csi'], allowed: 'undefined' }],
  },
  admission: [{ each: 'volume', violates: 'has(v.csi)', value: 'size(v.csi) == 1 ? v.csi.driver : \'{}\'' }],
  reads: { needs: ['spec.volumes[*].csi'] },
  checks: always(everyVolume((volume, index, pod) => {
    const { csi } = volume;
    return isAbsent(csi) ? undefined : { ...at(pod, ['volumes', index, 'csi']), allowKey: csiText(asObject(csi)) };
  })),
};

/** The text for a waiver: the driver, and its attributes if the volume has some. */
function csiText(csi: JsonObject): string {
  const driver = asString(csi.driver);
  return driver !== undefined && Object.keys(csi).length === 1 ? driver : canonicalText(csi);
}
