import { roleControl } from './role-control';

const WRITE = ['create', 'update', 'patch'];

export const rbacServices = roleControl({
  id: 'rbac-services',
  title: 'No right to redirect Services',
  risk: 'medium',
  why: 'A subject that can write endpoints can send the traffic of a Service and its Ingress to any address, also in other namespaces. '
    + 'With an address in the status of a Service or a pod, it can intercept the traffic of others.',
  remedy: 'remove the resource; Kubernetes creates the endpoints of a Service with a selector, and leader election needs only `leases`',
  remedyInCode: 'remove the resource from `allow`; Kubernetes creates the endpoints of a `Service` with a selector, and leader election '
    + 'needs only `ApiResource.LEASES`',
  safeNames: 'any',
  grants: [
    { group: '', resources: ['services/status', 'pods/status'], verbs: ['update', 'patch'] },
    { group: '', resources: ['endpoints'], verbs: WRITE },
    { group: 'discovery.k8s.io', resources: ['endpointslices'], verbs: WRITE },
  ],
  sources: ['https://github.com/kubernetes/kubernetes/issues/103675 (CVE-2021-25740)', 'https://github.com/kubernetes/kubernetes/issues/97076 (CVE-2020-8554)'],
});
