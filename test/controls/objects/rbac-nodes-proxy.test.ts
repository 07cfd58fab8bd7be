import { testRoleControl } from './rbac';
import { rbacNodesProxy } from '../../../src/controls/objects/rbac-nodes-proxy';

testRoleControl(rbacNodesProxy, {
  unsafe: [
    { apiGroups: [''], resources: ['nodes/proxy'], verbs: ['get'] },
    { apiGroups: [''], resources: ['*/proxy'], verbs: ['create'] },
  ],
  safe: [
    { apiGroups: [''], resources: ['nodes', 'nodes/metrics', 'services/proxy'], verbs: ['get'] },
  ],
});
