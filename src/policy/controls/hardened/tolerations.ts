import { asArray, asObject, isAbsent } from '../../../formats/manifest/json';
import { SPEC } from '../cel';
import { always, PodControl } from '../control';
import { at, everyEntry } from '../violations';

export const tolerations: PodControl = {
  id: 'tolerations',
  title: 'No toleration of every taint',
  level: 'hardened',
  risk: 'low',
  why: 'A pod that tolerates everything can run on control plane nodes, and on nodes that taints reserve for others.',
  remedy: 'write the `key` of the taint that you mean',
  remedyInCode: 'pass the taint that you mean to `scheduling.tolerate`',
  spec: {
    rules: [{ fields: ['spec.tolerations[*]'], allowed: 'tolerations with a key' }],
  },
  admission: [{
    each: 'pod',
    in: `${SPEC}.?tolerations.orValue([])`,
    violates: 'it.?operator.orValue(\'\') == \'Exists\' && it.?key.orValue(\'\') == \'\'',
  }],
  checks: always((pod) => everyEntry(asArray(pod.json.tolerations), (toleration, index) => {
    const { key, operator } = asObject(toleration);
    return operator === 'Exists' && (isAbsent(key) || key === '') ? at(pod, ['tolerations', index]) : undefined;
  })),
};
