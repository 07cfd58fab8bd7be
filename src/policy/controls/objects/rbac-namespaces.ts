import { GOOD_PRACTICES, roleControl } from './role-control';

export const rbacNamespaces = roleControl({
  id: 'rbac-namespaces',
  title: 'No right to change namespaces',
  why: 'Labels of a namespace decide which Pod Security level it enforces, which webhooks '
    + 'look at it, and which network policies let its pods in.',
  remedy: 'remove `update` and `patch` of `namespaces`, or name the namespaces in `resourceNames`',
  remedyInCode: 'remove `allowUpdate` and `allowPatch` of `ApiResource.NAMESPACES`, or pass the `Namespace` constructs instead',
  safeNames: 'any',
  grants: [{ group: '', resources: ['namespaces'], verbs: ['update', 'patch'] }],
  sources: [`${GOOD_PRACTICES}#namespace-modification`],
});
