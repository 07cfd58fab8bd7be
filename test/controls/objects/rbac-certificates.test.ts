import { testRoleControl } from './rbac';
import { rbacCertificates } from '../../../src/controls/objects/rbac-certificates';

testRoleControl(rbacCertificates, {
  unsafe: [
    { apiGroups: ['certificates.k8s.io'], resources: ['certificatesigningrequests/approval'], verbs: ['update'] },
    { apiGroups: ['certificates.k8s.io'], resources: ['signers'], verbs: ['approve'] },
  ],
  safe: [
    { apiGroups: ['certificates.k8s.io'], resources: ['certificatesigningrequests'], verbs: ['create', 'get'] },
    { apiGroups: ['certificates.k8s.io'], resources: ['signers'], verbs: ['approve'], resourceNames: ['example.com/own'] },
  ],
});
