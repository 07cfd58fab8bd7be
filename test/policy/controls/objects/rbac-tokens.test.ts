import { testRoleControl } from './rbac';
import { rbacTokens } from '../../../../src/policy/controls/objects/rbac-tokens';

testRoleControl(rbacTokens, {
  verbs: {
    '/serviceaccounts/token': 'create',
    '/secrets': 'create',
  },
  unsafe: [
    { apiGroups: [''], resources: ['serviceaccounts/token'], verbs: ['create'] },
    { apiGroups: [''], resources: ['*/token'], verbs: ['create'] },
    { apiGroups: [''], resources: ['secrets'], verbs: ['create'] },
  ],
  safe: [
    { apiGroups: [''], resources: ['serviceaccounts'], verbs: ['create'] },
    { apiGroups: [''], resources: ['secrets'], verbs: ['update', 'patch', 'delete'] },
    { apiGroups: [''], resources: ['serviceaccounts/token'], verbs: ['create'], resourceNames: ['own'] },
  ],
});
