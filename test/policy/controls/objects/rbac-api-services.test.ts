import { testOfCluster, testRoleControl } from './rbac';
import { rbacApiServices } from '../../../../src/policy/controls/objects/rbac-api-services';

const GROUP = 'apiregistration.k8s.io';

testRoleControl(rbacApiServices, {
  verbs: { [`${GROUP}/apiservices`]: 'create update patch' },
  unsafe: [{ apiGroups: [GROUP], resources: ['apiservices'], verbs: ['update'] }],
  safe: [{ apiGroups: [GROUP], resources: ['apiservices'], verbs: ['get'] }, { apiGroups: [GROUP], resources: ['apiservices'], verbs: ['patch'], resourceNames: ['v1.example.com'] }],
});

testOfCluster(rbacApiServices, { apiGroups: ['apiregistration.k8s.io'], resources: ['apiservices'], verbs: ['patch'] });
