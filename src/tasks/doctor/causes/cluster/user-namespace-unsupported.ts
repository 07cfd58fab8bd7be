import { Cause } from '../../cause';

export const userNamespaceUnsupported: Cause = {
  id: 'user-namespace-unsupported',
  title: 'the node does not support user namespaces',
  why: '`hostUsers: false` requires containerd 2.0 with runc 1.2 or CRI-O, and Linux 6.3.',
  signs: [{ in: 'cluster', text: /does not support user namespaces|can't set `?spec\.hostUsers: false|user namespaces? (?:is|are) not supported|idmap(?:ped)? mounts? (?:is|are) not supported/i }],
  fix: () => ({
    do: 'remove `hostUsers: false`, or run the pod on nodes with a newer container runtime',
    typescript: '// remove userNamespace: true',
    yaml: '# without hostUsers: false',
  }),
  example: { source: 'cluster', reason: 'FailedCreatePodSandBox', text: "Failed to create pod sandbox: can't set `spec.hostUsers: false`, RuntimeClass handler \"old\" does not support user namespaces" },
};
