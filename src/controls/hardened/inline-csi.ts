/*
 * Storage drivers are reached through claims.
 *
 * Restricted fields: spec.volumes[*].csi
 * Allowed values:    undefined
 */
import { asObject, asString, isAbsent } from '../../manifest/json';
import { always, at, PodControl } from '../control';
import { everyEntry } from '../entries';

export const inlineCsi: PodControl = {
  id: 'inline-csi',
  title: 'No inline CSI volumes',
  level: 'hardened',
  severity: 'warning',
  why: 'An inline volume hands the driver attributes that its StorageClass would keep from users, and a driver runs as root on the node.',
  remedy: 'use a persistent volume claim, or `ephemeral` with a StorageClass',
  checks: always((pod) => everyEntry(pod.volumes, (volume, index) => {
    const { csi } = asObject(volume);
    return isAbsent(csi) ? undefined : { ...at(pod, ['volumes', index, 'csi']), allowKey: asString(asObject(csi).driver) };
  })),
};
