import { testOfCluster, testRoleControl } from './rbac';
import { rbacCertificates } from '../../../../src/policy/controls/objects/rbac-certificates';

testRoleControl(rbacCertificates, {
  verbs: {
    'certificates.k8s.io/certificatesigningrequests/approval': 'update patch',
    'certificates.k8s.io/signers': 'approve sign',
  },
  unsafe: [
    { apiGroups: ['certificates.k8s.io'], resources: ['certificatesigningrequests/approval'], verbs: ['update'] },
    { apiGroups: ['certificates.k8s.io'], resources: ['signers'], verbs: ['approve'] },
  ],
  safe: [
    { apiGroups: ['certificates.k8s.io'], resources: ['certificatesigningrequests'], verbs: ['create', 'get'] },
    { apiGroups: ['certificates.k8s.io'], resources: ['signers'], verbs: ['approve'], resourceNames: ['example.com/own'] },
  ],
});

testOfCluster(rbacCertificates, { apiGroups: ['certificates.k8s.io'], resources: ['signers'], verbs: ['sign'] });
