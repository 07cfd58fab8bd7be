import { GOOD_PRACTICES, roleControl } from './role-control';

export const rbacNamespaces = roleControl({
  id: 'rbac-namespaces',
  title: 'No right to change namespaces',
  why: 'Labels of a namespace set its Pod Security level, the webhooks that check it, and the network policies that allow traffic from its '
    + 'pods.',
  remedy: 'remove `update` and `patch` of `namespaces`, or list the namespaces in `resourceNames`',
  remedyInCode: 'remove `allowUpdate` and `allowPatch` of `ApiResource.NAMESPACES`, or pass the `Namespace` constructs instead',
  safeNames: 'any',
  grants: [{ group: '', resources: ['namespaces'], verbs: ['update', 'patch'] }],
  sources: [`${GOOD_PRACTICES}#namespace-modification`],
});
