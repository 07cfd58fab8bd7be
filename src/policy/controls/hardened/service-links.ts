import { fillIn } from '../../../formats/manifest/json';
import { API_SERVER_FILLS_IN_FIRST } from '../admission';
import { always, PodControl } from '../control';
import { at } from '../violations';

export const serviceLinks: PodControl = {
  id: 'service-links',
  title: 'No service links',
  level: 'hardened',
  risk: 'low',
  why: 'Service links give each container the addresses of all Services in the namespace, and break applications whose own variables have '
    + 'the same names.',
  remedy: 'write `enableServiceLinks: false` and find services by DNS',
  spec: {
    rules: [{ fields: ['spec.enableServiceLinks'], allowed: [false] }],
  },
  reads: { fields: ['spec.enableServiceLinks'] },
  checks: always((pod) => pod.json.enableServiceLinks === false ? undefined : at(pod, ['enableServiceLinks'])),
  filling: API_SERVER_FILLS_IN_FIRST,
  fix: (pod) => fillIn(pod.json, { enableServiceLinks: false }),
};
