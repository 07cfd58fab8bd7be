import { stringify } from 'yaml';
import { run, workspaces } from './support';

const workspace = workspaces();
const object = (kind: string, name: string, fields: object, metadata: object = {}) =>
  ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata: { name, ...metadata }, ...fields });
const SECRETS = { apiGroups: [''], resources: ['secrets'], verbs: ['get'] };
const PODS = { apiGroups: [''], resources: ['pods'], verbs: ['get'] };
const WEB = { kind: 'ServiceAccount', name: 'web', namespace: 'shop' };

const OBJECTS = [
  object('ClusterRoleBinding', 'web', { roleRef: { kind: 'ClusterRole', name: 'web' }, subjects: [{ kind: 'User', name: 'jane' }, WEB] }),
  object('ClusterRole', 'web', { rules: [SECRETS, PODS] }),
  object('RoleBinding', 'view', { roleRef: { kind: 'ClusterRole', name: 'view' }, subjects: [WEB] }, { namespace: 'shop' }),
];

const audit = async (...args: string[]) => {
  const { folder } = workspace().write({ 'all.yaml': OBJECTS.map((each) => stringify(each)).join('---\n') });
  return run(['audit', '.', ...args], { cwd: folder });
};

const OF_ROLE = [
  { isClusterWide: true, path: 'ClusterRoleBinding web -> ClusterRole web -> rules[0]', rule: SECRETS, controls: ['rbac-secrets'] },
  { isClusterWide: true, path: 'ClusterRoleBinding web -> ClusterRole web -> rules[1]', rule: PODS, controls: [] },
];

test.each(['hardened', 'pss-baseline'])('the JSON of an audit by %s has the rights of each subject', async (profile) => {
  const { stdout } = await audit('--format', 'json', '--profile', profile);
  expect(JSON.parse(stdout).subjects).toEqual([
    { ...WEB, rights: [...OF_ROLE, { isClusterWide: false, namespace: 'shop', path: 'RoleBinding view -> ClusterRole view', controls: [] }], leftOut: 0 },
    { kind: 'User', name: 'jane', rights: OF_ROLE, leftOut: 0 },
  ]);
});

test('the text of an audit names the subject, the right and the path', async () => {
  const { stdout } = await audit();
  expect(stdout.replace(/\s+/g, ' ')).toContain('User jane, ServiceAccount shop/web have it in the whole cluster, by ClusterRoleBinding web -> ClusterRole web -> rules[0]');
});

test('without bindings there are no subjects', async () => {
  const { folder } = workspace().write({ 'all.yaml': stringify(OBJECTS[1]) });
  const { stdout } = await run(['audit', '.', '--format', 'json'], { cwd: folder });
  expect(JSON.parse(stdout).subjects).toEqual([]);
});
