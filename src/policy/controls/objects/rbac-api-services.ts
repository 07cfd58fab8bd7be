import { roleControl } from './role-control';

export const rbacApiServices = roleControl({
  id: 'rbac-api-services',
  title: 'No right to change APIService objects',
  why: 'An APIService lets a server of its author answer for a part of the API: the server sees all requests, and decides the responses.',
  remedy: 'remove the verbs that write, or list only its own APIService in `resourceNames`',
  remedyInCode: 'call `allowRead` instead, or pass an `IApiResource` with its own APIService as `resourceName`',
  safeNames: 'any',
  grants: [{ group: 'apiregistration.k8s.io', resources: ['apiservices'], verbs: ['create', 'update', 'patch'], isOfCluster: true }],
  sources: ['https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/apiserver-aggregation/'],
});
