import { GOOD_PRACTICES, roleControl } from './role-control';

export const rbacWebhooks = roleControl({
  id: 'rbac-webhooks',
  title: 'No right to change admission',
  why: 'A webhook reads every new object, including Secrets, and can change pods before they start. An attacker who can delete webhooks or '
    + 'policies can remove the checks that refuse unsafe pods.',
  remedy: 'remove the write verbs, or list only its own configuration in `resourceNames`',
  remedyInCode: 'call `allowRead` instead, or pass an `IApiResource` with its own configuration as `resourceName`',
  safeNames: 'any',
  named: {
    verbs: ['update', 'patch'],
    risk: 'low',
    why: 'it can extend the rules of the configuration to the whole cluster, and change '
    + 'its URL',
  },
  grants: [{
    group: 'admissionregistration.k8s.io',
    resources: [
      'mutatingwebhookconfigurations', 'validatingwebhookconfigurations', 'mutatingadmissionpolicies', 'mutatingadmissionpolicybindings',
      'validatingadmissionpolicies', 'validatingadmissionpolicybindings',
    ],
    verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'],
    isOfCluster: true,
  }],
  sources: [
    `${GOOD_PRACTICES}#control-admission-webhooks`,
    'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/',
  ],
});
