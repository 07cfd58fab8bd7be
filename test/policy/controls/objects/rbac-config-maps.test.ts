import { testRoleControl } from './rbac';
import { rbacConfigMaps } from '../../../../src/policy/controls/objects/rbac-config-maps';
import { Grant } from '../../../../src/policy/rbac/grants';
import { rightsBy } from '../../facts/known';
import { found } from '../support';

const WRITE = { apiGroups: [''], resources: ['configmaps'], verbs: ['update'] };

testRoleControl(rbacConfigMaps, {
  verbs: { '/configmaps': 'create update patch' },
  unsafe: [WRITE, { ...WRITE, resourceNames: ['own', 'aws-auth'] }],
  safe: [{ ...WRITE, verbs: ['get', 'list', 'watch'] }, { ...WRITE, resourceNames: ['leader'] }],
});

const inNamespace = (kind: string, namespace?: string, grants: readonly Grant[] = []) => found(rbacConfigMaps, {
  apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata: { name: 'web', namespace }, rules: [WRITE],
}, undefined, { facts: { rbac: rightsBy(grants) } });
const grant = (isClusterWide: boolean, namespace?: string) => ({ subjects: [{ kind: 'User', name: 'a' }], path: 'a', isClusterWide, namespace });

test('only rights in kube-system count', () => {
  expect(inNamespace('Role', 'kube-system')).toHaveLength(1);
  expect(inNamespace('Role', 'shop')).toEqual([]);
  expect(inNamespace('ClusterRole', undefined, [grant(true)])).toHaveLength(1);
  expect(inNamespace('ClusterRole', undefined, [grant(false, 'shop'), grant(false, 'kube-system')])).toHaveLength(1);
  expect(inNamespace('ClusterRole', undefined, [grant(false, 'shop'), grant(false)])).toEqual([]);
});
