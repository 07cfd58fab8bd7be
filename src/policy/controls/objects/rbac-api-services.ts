import { roleControl } from './role-control';

export const rbacApiServices = roleControl({
  id: 'rbac-api-services',
  title: 'No right to change APIService objects',
  why: 'With an APIService, a server of the author answers for a part of the API. It can read all requests, and chooses the responses.',
  remedy: 'remove the write verbs, or list only its own APIService in `resourceNames`',
  remedyInCode: 'call `allowRead` instead, or pass an `IApiResource` with its own APIService as `resourceName`',
  safeNames: 'any',
  grants: [{ group: 'apiregistration.k8s.io', resources: ['apiservices'], verbs: ['create', 'update', 'patch'], isOfCluster: true }],
  sources: ['https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/apiserver-aggregation/'],
});
