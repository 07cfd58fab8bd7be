import { testOfCluster, testRoleControl } from './rbac';
import { rbacPolicies } from '../../../../src/policy/controls/objects/rbac-policies';

const WRITE = 'create update patch delete deletecollection';

testRoleControl(rbacPolicies, {
  verbs: {
    'networking.k8s.io/networkpolicies': WRITE,
    'policy.networking.k8s.io/adminnetworkpolicies': WRITE,
    'policy.networking.k8s.io/baselineadminnetworkpolicies': WRITE,
    'policy.networking.k8s.io/clusternetworkpolicies': WRITE,
    'cilium.io/ciliumnetworkpolicies': WRITE,
    'cilium.io/ciliumclusterwidenetworkpolicies': WRITE,
    'crd.projectcalico.org/networkpolicies': WRITE,
    'crd.projectcalico.org/globalnetworkpolicies': WRITE,
    'kyverno.io/policies': WRITE,
    'kyverno.io/clusterpolicies': WRITE,
    'kyverno.io/policyexceptions': WRITE,
    'templates.gatekeeper.sh/constrainttemplates': WRITE,
    'config.gatekeeper.sh/configs': WRITE,
  },
  unsafe: [
    { apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs: ['delete'] },
    { apiGroups: ['kyverno.io'], resources: ['policyexceptions'], verbs: ['create'] },
  ],
  safe: [
    { apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs: ['get'] }, { apiGroups: ['networking.k8s.io'], resources: ['ingresses'], verbs: ['delete'] },
    { apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs: ['update'], resourceNames: ['web'] },
  ],
});

testOfCluster(rbacPolicies, { apiGroups: ['kyverno.io'], resources: ['clusterpolicies'], verbs: ['delete'] });
