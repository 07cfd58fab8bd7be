import { roleControl } from './role-control';

export const rbacWebhooks = roleControl({
  id: 'rbac-webhooks',
  title: 'No right to change admission webhooks',
  why: 'A webhook reads every object that is created, Secrets too, and can change pods before they start.',
  remedy: 'remove the verbs that write, or list only its own configuration in `resourceNames`',
  acceptsNames: true,
  grants: [{
    group: 'admissionregistration.k8s.io',
    resources: ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations', 'mutatingadmissionpolicies'],
    verbs: ['create', 'update', 'patch'],
  }],
});
