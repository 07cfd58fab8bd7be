import { testOfCluster, testRoleControl } from './rbac';
import { rbacWebhooks } from '../../../../src/policy/controls/objects/rbac-webhooks';
import { violations } from '../support';

testRoleControl(rbacWebhooks, {
  verbs: Object.fromEntries([
    'mutatingwebhookconfigurations', 'validatingwebhookconfigurations', 'mutatingadmissionpolicies', 'mutatingadmissionpolicybindings',
    'validatingadmissionpolicies', 'validatingadmissionpolicybindings',
  ].map((resource) => [`admissionregistration.k8s.io/${resource}`, 'create update patch delete deletecollection'])),
  unsafe: [
    { apiGroups: ['admissionregistration.k8s.io'], resources: ['mutatingwebhookconfigurations'], verbs: ['patch'] },
    { apiGroups: ['admissionregistration.k8s.io'], resources: ['validatingwebhookconfigurations'], verbs: ['create'] },
    { apiGroups: ['admissionregistration.k8s.io'], resources: ['validatingadmissionpolicybindings'], verbs: ['delete'] },
  ],
  safe: [
    { apiGroups: ['admissionregistration.k8s.io'], resources: ['validatingadmissionpolicies/status'], verbs: ['patch'] },
    { apiGroups: ['admissionregistration.k8s.io'], resources: ['mutatingwebhookconfigurations'], verbs: ['get', 'list', 'watch'] },
    { apiGroups: ['admissionregistration.k8s.io'], resources: ['mutatingwebhookconfigurations'], verbs: ['delete'], resourceNames: ['own'] },
  ],
});

testOfCluster(rbacWebhooks, { apiGroups: ['admissionregistration.k8s.io'], resources: ['validatingwebhookconfigurations'], verbs: ['delete'] });

test('with a name, a change of the configuration is a low risk: its rules may be for the whole cluster', () => {
  const rule = { apiGroups: ['admissionregistration.k8s.io'], resources: ['mutatingwebhookconfigurations'], verbs: ['get', 'update'], resourceNames: ['own'] };
  expect(violations(rbacWebhooks, { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', rules: [rule] })).toMatchObject([
    { risk: 'low', allowKey: 'mutatingwebhookconfigurations: update of own', detail: 'with update: it can extend the rules of the configuration to the whole cluster, and change its URL' },
  ]);
});
