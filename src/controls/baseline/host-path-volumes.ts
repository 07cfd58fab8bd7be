/*
 * A hostPath volume is a piece of the node's own file system.
 *
 * Restricted fields: spec.volumes[*].hostPath
 * Allowed values:    undefined
 * Versions:          1.0+; under "restricted" the volume types take its place
 */
import { asObject, asString, isAbsent } from '../../manifest/json';
import { always, at, PodControl } from '../control';
import { everyEntry } from '../entries';

export const hostPathVolumes: PodControl = {
  id: 'host-path-volumes',
  title: 'No hostPath volumes',
  level: 'pss-baseline',
  severity: 'error',
  why: 'Through a hostPath a pod reads the secrets of other pods, and writes what the node will run.',
  remedy: 'use an emptyDir, a persistent volume claim, a ConfigMap or a Secret',
  checks: always((pod) => everyEntry(pod.volumes, (volume, index) => {
    const { hostPath } = asObject(volume);
    return isAbsent(hostPath) ? undefined : { ...at(pod, ['volumes', index, 'hostPath']), allowKey: asString(asObject(hostPath).path) };
  })),
};
