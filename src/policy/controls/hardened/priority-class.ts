import { asString } from '../../../formats/manifest/json';
import { SPEC } from '../cel';
import { always, PodControl } from '../control';
import { at } from '../violations';

export const priorityClass: PodControl = {
  id: 'priority-class',
  title: 'No system priority',
  level: 'hardened',
  risk: 'low',
  why: 'A pod with a system priority can evict other pods, and is evicted last.',
  remedy: 'remove it, or use your own PriorityClass',
  spec: {
    rules: [{ fields: ['spec.priorityClassName'], allowed: 'anything that does not start with "system-"' }],
  },
  admission: [{
    each: 'pod',
    violates: `${SPEC}.?priorityClassName.orValue('').startsWith('system-')`,
    value: `${SPEC}.priorityClassName`,
  }],
  reads: { needs: ['spec.priorityClassName'] },
  checks: always((pod) => asString(pod.json.priorityClassName)?.startsWith('system-') ? at(pod, ['priorityClassName']) : undefined),
};
