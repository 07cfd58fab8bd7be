import { testOfCluster, testRoleControl } from './rbac';
import { rbacNodesProxy } from '../../../../src/policy/controls/objects/rbac-nodes-proxy';

testRoleControl(rbacNodesProxy, {
  verbs: {
    '/nodes/proxy': 'get create update patch delete',
  },
  unsafe: [
    { apiGroups: [''], resources: ['nodes/proxy'], verbs: ['get'] },
    { apiGroups: [''], resources: ['*/proxy'], verbs: ['create'] },
    { apiGroups: [''], resources: ['nodes/proxy'], verbs: ['get'], resourceNames: ['one'] },
  ],
  safe: [
    { apiGroups: [''], resources: ['nodes', 'nodes/metrics', 'services/proxy'], verbs: ['get'] },
  ],
});

testOfCluster(rbacNodesProxy, { apiGroups: [''], resources: ['nodes/proxy'], verbs: ['get'] });
