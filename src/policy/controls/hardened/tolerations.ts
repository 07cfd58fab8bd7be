import { asArray, asObject, isAbsent } from '../../../formats/manifest/json';
import { celList, SPEC } from '../cel';
import { always, PodControl } from '../control';
import { at, everyEntry } from '../violations';

/** The effects of a toleration that match the taint of control plane nodes; an empty effect matches all taints. */
const OF_CONTROL_PLANE: readonly unknown[] = ['', 'NoSchedule'];
const TOLERATES_ALL = 'it.?operator.orValue(\'\') == \'Exists\' && it.?key.orValue(\'\') == \'\'';
const ALSO_THERE = `it.?effect.orValue('') in ${celList(OF_CONTROL_PLANE)}`;

export const tolerations: PodControl = {
  id: 'tolerations',
  title: 'No toleration of every taint',
  level: 'hardened',
  risk: {
    medium: 'also the taint of control plane nodes, whose effect is NoSchedule',
    low: 'only taints with the effects NoExecute or PreferNoSchedule',
  },
  why: 'A pod that tolerates every taint can run on control plane nodes, and on nodes that are reserved for other pods.',
  remedy: 'tolerate only a specific taint, with its `key`',
  remedyInCode: 'pass a specific taint to `scheduling.tolerate`',
  spec: {
    rules: [{ fields: ['spec.tolerations[*]'], allowed: 'tolerations with a key' }],
    sources: ['https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/', 'https://kubernetes.io/docs/reference/labels-annotations-taints/#node-role-kubernetes-io-control-plane-taint'],
  },
  admission: [
    { each: 'pod', in: `${SPEC}.?tolerations.orValue([])`, violates: `${TOLERATES_ALL} && ${ALSO_THERE}` },
    { each: 'pod', in: `${SPEC}.?tolerations.orValue([])`, violates: `${TOLERATES_ALL} && !(${ALSO_THERE})`, risk: 'low' },
  ],
  reads: { needs: ['spec.tolerations'] },
  checks: always((pod) => everyEntry(asArray(pod.json.tolerations), (toleration, index) => {
    const { key, operator, effect } = asObject(toleration);
    if (operator !== 'Exists' || !(isAbsent(key) || key === '')) {
      return undefined;
    }
    const found = at(pod, ['tolerations', index]);
    return OF_CONTROL_PLANE.includes(effect ?? '')
      ? { ...found, detail: 'the pod may run on control plane nodes, too' }
      : { ...found, risk: 'low' };
  })),
};
