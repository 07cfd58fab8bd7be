import { HOST_NAMESPACES, PodView } from '../../../formats/manifest/pod';
import { celList, SPEC } from '../cel';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { at, everyEntry } from '../violations';

export const hostNamespaces: PodControl = {
  id: 'host-namespaces',
  title: 'No host namespaces',
  level: 'pss-baseline',
  risk: 'high',
  why: 'In the host\'s namespaces, a pod can see and signal every process of the node, or read its network traffic.',
  remedy: 'remove it; expose the application by a Service, and share data by volumes',
  spec: {
    rules: [{ fields: ['spec.hostNetwork', 'spec.hostPID', 'spec.hostIPC'], allowed: 'false, undefined' }],
  },
  admission: [{ each: 'pod', in: celList(HOST_NAMESPACES), violates: `it in ${SPEC} && ${SPEC}[it] == true`, value: 'it' }],
  reads: { needs: ['spec.hostNetwork', 'spec.hostPID', 'spec.hostIPC'] },
  checks: always(check),
};

function check(pod: PodView): Found {
  return everyEntry(HOST_NAMESPACES, (field) => pod.json[field] === true ? { ...at(pod, [field]), allowKey: field } : undefined);
}
