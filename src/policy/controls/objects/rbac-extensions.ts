import { roleControl } from './role-control';

const WRITE = ['create', 'update', 'patch'];

export const rbacExtensions = roleControl({
  id: 'rbac-extensions',
  title: 'No right to change extensions of the cluster',
  risk: 'medium',
  why: 'A CustomResourceDefinition can set a server that reads and converts all objects of its kind. A CSIDriver can request tokens of '
    + 'pods for its driver, and a RuntimeClass chooses the isolation of pods from the node.',
  remedy: 'remove the write verbs, and create these objects when you install the operator; or list them in `resourceNames`',
  remedyInCode: 'call `allowRead` instead, and create these objects when you install the operator; or pass an `IApiResource` with its name '
    + 'as `resourceName`',
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
