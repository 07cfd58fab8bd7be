import { foundInRole, testRoleControl } from './rbac';
import { rbacConstraints } from '../../../../src/policy/controls/objects/rbac-constraints';

const USE = { apiGroups: ['security.openshift.io'], resources: ['securitycontextconstraints'], verbs: ['use'] };

testRoleControl(rbacConstraints, {
  verbs: { 'security.openshift.io/securitycontextconstraints': 'use' },
  unsafe: [USE, { ...USE, resourceNames: ['privileged'] }, { ...USE, resourceNames: ['restricted-v2', 'anyuid'] }],
  safe: [{ ...USE, resourceNames: ['restricted-v2', 'nonroot-v2'] }, { ...USE, verbs: ['get', 'list'] }],
});

test('no resource names mean all', () => expect(foundInRole(rbacConstraints, { ...USE, resourceNames: [] })).toHaveLength(1));
