import { roleControl } from './role-control';

const WRITE = ['create', 'update', 'patch'];

export const rbacExtensions = roleControl({
  id: 'rbac-extensions',
  title: 'No right to change extensions of the cluster',
  risk: 'medium',
  why: 'A definition of a resource names a server that reads and converts all of its objects. A CSIDriver names tokens of pods that '
    + 'its driver '
    + 'gets, and a RuntimeClass decides what isolates pods from their node.',
  remedy: 'remove the verbs that write, and let whoever installs the operator create these objects; or name them in `resourceNames`',
  remedyInCode: 'call `allowRead` instead, and let whoever installs the operator create these objects; or pass an `IApiResource` '
    + 'with its name as '
    + '`resourceName`',
  safeNames: 'any',
  grants: [
    { group: 'apiextensions.k8s.io', resources: ['customresourcedefinitions'], verbs: WRITE, isOfCluster: true },
    { group: 'storage.k8s.io', resources: ['csidrivers'], verbs: WRITE, isOfCluster: true },
    { group: 'node.k8s.io', resources: ['runtimeclasses'], verbs: WRITE, isOfCluster: true },
  ],
  sources: [
    'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#webhook-conversion',
    'https://kubernetes-csi.github.io/docs/token-requests.html',
    'https://kubernetes.io/docs/concepts/containers/runtime-class/',
  ],
});
