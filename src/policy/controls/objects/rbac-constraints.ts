import { roleControl } from './role-control';

/** The constraints of OpenShift that allow no more than a container needs. */
const RESTRICTED = ['restricted', 'restricted-v2', 'restricted-v3', 'nonroot', 'nonroot-v2'];

export const rbacConstraints = roleControl({
  id: 'rbac-constraints',
  title: 'No right to use permissive security context constraints',
  why: 'A subject that can use such constraints and create a pod can take over the node.',
  remedy: 'list `restricted-v2` or `nonroot-v2` in `resourceNames`, or remove the rule, because every account can use `restricted-v2`',
  remedyInCode: 'pass an `IApiResource` with `restricted-v2` or `nonroot-v2` as `resourceName`, or remove the rule, because every account '
    + 'can use `restricted-v2`',
  safeNames: { only: RESTRICTED },
  notes: ['The constraints of your cluster are unknown, so all other names are reported. Waive it for node agents.'],
  grants: [{ group: 'security.openshift.io', resources: ['securitycontextconstraints'], verbs: ['use'] }],
  sources: ['https://docs.redhat.com/en/documentation/openshift_container_platform/4.19/html/authentication_and_authorization/managing-pod-security-policies'],
});
