import { testRoleControl } from './rbac';
import { rbacWebhooks } from '../../../../src/policy/controls/objects/rbac-webhooks';

testRoleControl(rbacWebhooks, {
  verbs: {
    'admissionregistration.k8s.io/mutatingwebhookconfigurations': 'create update patch',
    'admissionregistration.k8s.io/validatingwebhookconfigurations': 'create update patch',
    'admissionregistration.k8s.io/mutatingadmissionpolicies': 'create update patch',
  },
  unsafe: [
    { apiGroups: ['admissionregistration.k8s.io'], resources: ['mutatingwebhookconfigurations'], verbs: ['patch'] },
    { apiGroups: ['admissionregistration.k8s.io'], resources: ['validatingwebhookconfigurations'], verbs: ['create'] },
  ],
  safe: [
    { apiGroups: ['admissionregistration.k8s.io'], resources: ['mutatingwebhookconfigurations'], verbs: ['get', 'list', 'watch'] },
    { apiGroups: ['admissionregistration.k8s.io'], resources: ['mutatingwebhookconfigurations'], verbs: ['patch'], resourceNames: ['own'] },
  ],
});
