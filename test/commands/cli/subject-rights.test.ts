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
  expect(stdout.replace(/\s+/g, ' ')).toContain('granted cluster-wide to User jane, ServiceAccount shop/web through ClusterRoleBinding web -> ClusterRole web');
});

test('without bindings there are no subjects', async () => {
  const { folder } = workspace().write({ 'all.yaml': stringify(OBJECTS[1]) });
  const { stdout } = await run(['audit', '.', '--format', 'json'], { cwd: folder });
  expect(JSON.parse(stdout).subjects).toEqual([]);
});

describe('the page of an audit', () => {
  const sectionOf = (html: string) => /<section id="rights"[^]*?<\/section>/.exec(html)?.[0];
  const cellsOf = (section: string) => [...section.matchAll(/<tr>(<td>.*?)<\/tr>/g)].map(([, cells]) =>
    [...cells.matchAll(/<bdi>(.*?)<\/bdi>/g)].map(([, text]) => text));

  test('has a row for each right of a subject', async () => {
    const section = sectionOf((await audit('--format', 'html')).stdout)!;
    expect(cellsOf(section)).toEqual([
      ['ServiceAccount shop/web', 'get: secrets', 'the whole cluster', 'ClusterRoleBinding web -&#62; ClusterRole web -&#62; rules[0]', 'rbac-secrets'],
      ['ServiceAccount shop/web', 'get: pods', 'the whole cluster', 'ClusterRoleBinding web -&#62; ClusterRole web -&#62; rules[1]', ''],
      ['ServiceAccount shop/web', 'what its role allows, which is not in the input', 'namespace shop', 'RoleBinding view -&#62; ClusterRole view', ''],
      ['User jane', 'get: secrets', 'the whole cluster', 'ClusterRoleBinding web -&#62; ClusterRole web -&#62; rules[0]', 'rbac-secrets'],
      ['User jane', 'get: pods', 'the whole cluster', 'ClusterRoleBinding web -&#62; ClusterRole web -&#62; rules[1]', ''],
    ]);
  });

  test('begins with the account that can do most, once, even if a binding names no namespace', async () => {
    const all = object('ClusterRole', 'all', { rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }] });
    const binding = (name: string, namespace?: string) => object('ClusterRoleBinding', `${name}-${namespace}`, {
      roleRef: { kind: 'ClusterRole', name }, subjects: [{ kind: 'ServiceAccount', name: 'zebra', namespace }],
    });
    const objects = [...OBJECTS, all, binding('all', 'zoo'), binding('web')];
    const { folder } = workspace().write({ 'rights.yaml': objects.map((each) => stringify(each)).join('---\n') });
    const rows = cellsOf(sectionOf((await run(['audit', 'rights.yaml', '--format', 'html'], { cwd: folder })).stdout)!);
    expect(rows[0].slice(0, 3)).toEqual(['ServiceAccount zoo/zebra', '*: *', 'the whole cluster']);
    expect(rows.filter(([who]) => who.includes('zebra')).map(([who]) => who)).toEqual(Array(3).fill('ServiceAccount zoo/zebra'));
  });

  test('shows names as text, and nothing without bindings', async () => {
    const evil = '</section><script>alert(1)</script>';
    const role = object('ClusterRole', evil, { rules: [{ apiGroups: [''], resources: [evil], verbs: [evil], resourceNames: [evil] }] });
    const binding = object('ClusterRoleBinding', evil, { roleRef: { kind: 'ClusterRole', name: evil }, subjects: [{ kind: 'User', name: evil }] });
    const page = async (objects: readonly object[]) => {
      const { folder } = workspace().write({ 'evil.yaml': objects.map((each) => stringify(each)).join('---\n') });
      return sectionOf((await run(['audit', 'evil.yaml', '--format', 'html'], { cwd: folder })).stdout);
    };
    const section = await page([role, binding]);
    expect(section).toContain('&#60;script&#62;');
    expect(section).not.toContain('<script');
    expect(await page([role])).toBeUndefined();
  });
});
