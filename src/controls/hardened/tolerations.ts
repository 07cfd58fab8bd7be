/*
 * A pod does not tolerate every taint.
 *
 * Restricted fields: spec.tolerations[*]
 * Allowed values:    tolerations with a key
 */
import { asArray, asObject, isAbsent } from '../../manifest/json';
import { always, at, PodControl } from '../control';
import { everyEntry } from '../entries';

export const tolerations: PodControl = {
  id: 'tolerations',
  title: 'No toleration of every taint',
  level: 'hardened',
  severity: 'warning',
  why: 'A pod that tolerates everything can land on control plane nodes, and beside what taints keep apart.',
  remedy: 'write the `key` of the taint that is meant',
  checks: always((pod) => everyEntry(asArray(pod.json.tolerations), (toleration, index) => {
    const { key, operator } = asObject(toleration);
    return operator === 'Exists' && (isAbsent(key) || key === '') ? at(pod, ['tolerations', index]) : undefined;
  })),
};
