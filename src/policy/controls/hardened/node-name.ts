import { asString } from '../../../formats/manifest/json';
import { SPEC } from '../cel';
import { always, PodControl } from '../control';
import { at } from '../violations';

export const nodeName: PodControl = {
  id: 'node-name',
  title: 'No fixed node',
  level: 'hardened',
  risk: 'low',
  why: 'A pod that names its node bypasses the scheduler, and with it taints, capacity and affinity.',
  remedy: 'remove it; use `nodeSelector` or `affinity`',
  remedyInCode: 'remove the call of `scheduling.assign`; use `scheduling.attract`',
  spec: {
    rules: [{ fields: ['spec.nodeName'], allowed: '"", undefined' }],
  },
  // The scheduler writes it into a pod that runs.
  admission: [{
    each: 'pod',
    violates: `${SPEC}.?nodeName.orValue('') != '' && !dyn(object).?status.?startTime.hasValue()`,
    value: `${SPEC}.nodeName`,
  }],
  checks: always((pod) => asString(pod.json.nodeName) ? at(pod, ['nodeName']) : undefined),
};
