import { testRoleControl } from './rbac';
import { rbacSecrets } from '../../../../src/policy/controls/objects/rbac-secrets';

testRoleControl(rbacSecrets, {
  verbs: {
    '/secrets': 'get list watch',
  },
  unsafe: [
    { apiGroups: [''], resources: ['secrets'], verbs: ['get'] },
    { apiGroups: [''], resources: ['secrets', 'pods'], verbs: ['watch', 'list'] },
  ],
  safe: [
    { apiGroups: [''], resources: ['secrets'], verbs: ['create'] },
    { apiGroups: [''], resources: ['configmaps'], verbs: ['get'] },
    { apiGroups: [''], resources: ['secrets'], verbs: ['get'], resourceNames: ['own'] },
  ],
});
