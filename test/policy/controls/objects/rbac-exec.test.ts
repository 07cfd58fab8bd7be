import { testRoleControl } from './rbac';
import { rbacExec } from '../../../../src/policy/controls/objects/rbac-exec';
import { violations } from '../support';

testRoleControl(rbacExec, {
  verbs: {
    '/pods/exec': 'create',
    '/pods/attach': 'create',
    '/pods/portforward': 'create',
    '/pods/ephemeralcontainers': 'update patch',
  },
  unsafe: [
    { apiGroups: [''], resources: ['pods/exec'], verbs: ['create'] },
    { apiGroups: [''], resources: ['pods/attach'], verbs: ['get', 'create'] },
    { apiGroups: [''], resources: ['pods/portforward'], verbs: ['create'] },
    { apiGroups: [''], resources: ['*/exec'], verbs: ['create'] },
    { apiGroups: [''], resources: ['pods/ephemeralcontainers'], verbs: ['patch'] },
  ],
  safe: [
    { apiGroups: [''], resources: ['pods', 'pods/log'], verbs: ['get', 'create'] },
    { apiGroups: [''], resources: ['pods/exec', 'pods/attach', 'pods/portforward'], verbs: ['get'] },
    { apiGroups: [''], resources: ['pods/exec'], verbs: ['create'], resourceNames: ['one'] },
  ],
});

test.each([
  [34, 'pods/exec', ['get'], ['pods/exec: get']],
  [35, 'pods/exec', ['get'], []],
  [34, 'pods/ephemeralcontainers', ['get'], []],
  [34, 'pods/ephemeralcontainers', ['get', 'patch'], ['pods/ephemeralcontainers: patch']],
  [34, 'pods/exec', ['update', 'patch', 'delete'], []],
])('in Kubernetes 1.%i, %s with %j gives %j', (kubernetesVersion, resource, verbs, expected) => {
  const role = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: 'a', namespace: 'shop' },
    rules: [{ apiGroups: [''], resources: [resource], verbs }],
  };
  expect(violations(rbacExec, role, `1.${kubernetesVersion}`).map(({ allowKey }) => allowKey)).toEqual(expected);
});
