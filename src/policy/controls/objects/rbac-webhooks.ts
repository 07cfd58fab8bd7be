import { GOOD_PRACTICES, roleControl } from './role-control';

export const rbacWebhooks = roleControl({
  id: 'rbac-webhooks',
  title: 'No right to change admission',
  why: 'A webhook reads every object that is created, Secrets too, and can change pods before they start. Whoever deletes webhooks or policies takes away what keeps unsafe pods out.',
  remedy: 'remove the verbs that write, or list only its own configuration in `resourceNames`',
  remedyInCode: 'call `allowRead` instead, or pass an `IApiResource` with its own configuration as `resourceName`',
  acceptsNames: true,
  grants: [{
    group: 'admissionregistration.k8s.io',
    resources: [
      'mutatingwebhookconfigurations', 'validatingwebhookconfigurations', 'mutatingadmissionpolicies', 'mutatingadmissionpolicybindings',
      'validatingadmissionpolicies', 'validatingadmissionpolicybindings',
    ],
    verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'],
  }],
  sources: [
    `${GOOD_PRACTICES}#control-admission-webhooks`,
    'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/',
  ],
});
