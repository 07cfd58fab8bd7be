import { podYaml, WARNING, workspaces, run } from '../../commands/cli/support';

/** As a cluster takes it: a baseline has no findings that the cluster refuses. */
const PRIVILEGED = podYaml(({ containers }) => {
  Object.assign(containers[0].securityContext, { privileged: true, allowPrivilegeEscalation: true });
});

const workspace = workspaces();
const BASE = ['--baseline', 'baseline.json'];

async function update(path: string, ...args: string[]) {
  return workspace().writeBaseline(path, ...args);
}

test('findings of the baseline do not fail, and their number is in the summary', async () => {
  workspace().write({ 'pod.yaml': PRIVILEGED });
  expect((await update('pod.yaml')).status).toBe(0);
  const { status, stdout, stderr } = await workspace().audit('pod.yaml', ...BASE);
  expect({ status, stderr }).toEqual({ status: 0, stderr: [] });
  expect(stdout).toMatch(/^0 errors, 0 warnings, 0 waived, \d+ in the baseline \(1 workload, /);
});

test('a new finding fails beside those of the baseline', async () => {
  await update(workspace().write({ 'pod.yaml': PRIVILEGED }) && 'pod.yaml');
  workspace().write({ 'pod.yaml': PRIVILEGED.replace('spec:\n', 'spec:\n  hostNetwork: true\n') });
  const { status, findings } = await workspace().json('pod.yaml', ...BASE);
  expect(status).toBe(1);
  expect(findings.filter(({ baselined }) => !baselined).map(({ control }) => control)).toEqual(['host-namespaces']);
});

test('a second finding of the same kind is new: the baseline knows how many there were', async () => {
  await update(workspace().write({ 'pod.yaml': PRIVILEGED }) && 'pod.yaml');
  workspace().write({ 'second.yaml': PRIVILEGED });
  const { status, report } = await workspace().json('pod.yaml', 'second.yaml', ...BASE, '--profile', 'pss-baseline');
  expect(status).toBe(1);
  expect(report.summary).toMatchObject({ errors: 1, baselined: 1 });
});

test.each([
  ['lines move', { 'pod.yaml': `# a comment\n\n${PRIVILEGED}` }, 'pod.yaml'],
  ['a file is renamed', { 'apps/new.yaml': PRIVILEGED }, 'apps'],
  ['the tag of an image changes', { 'pod.yaml': PRIVILEGED.replace(/image: .*/, 'image: registry.example/app:9.9.9') }, 'pod.yaml'],
  ['a chart puts its new version into a name', { 'pod.yaml': PRIVILEGED.replace('name: good', 'name: good-2.0.1') }, 'pod.yaml'],
  ['another container comes before it', { 'pod.yaml': PRIVILEGED.replace('  containers:\n', '  containers:\n    - image: registry.example/first:1\n      name: first\n') }, 'pod.yaml'],
])('the baseline still matches if %s', async (_, files, path) => {
  const before = PRIVILEGED.replace(/image: .*/, 'image: registry.example/app:1.2.3')
    .replace('name: good', Object.values(files)[0].includes('good-2') ? 'name: good-1.9.0' : 'name: good');
  const after = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, text.replace(/image: (?!registry).*/, 'image: registry.example/app:1.2.3')]));
  workspace().write({ 'pod.yaml': before });
  await update('pod.yaml', '--profile', 'pss-baseline');
  workspace().write(after);
  expect(await workspace().audit(path, ...BASE, '--profile', 'pss-baseline')).toMatchObject({ status: 0, stderr: [] });
});

test('findings that are gone are named, and `write-baseline` removes them', async () => {
  await update(workspace().write({ 'pod.yaml': PRIVILEGED }) && 'pod.yaml', '--profile', 'pss-baseline');
  workspace().write({ 'pod.yaml': PRIVILEGED.replace('privileged: true', 'privileged: false') });
  const { status, stderr } = await workspace().audit('pod.yaml', ...BASE, '--profile', 'pss-baseline');
  expect(status).toBe(0);
  expect(stderr).toEqual([
    'cdk8s-hardened: no longer found: privileged of Pod shop/good, container "main"',
    'cdk8s-hardened: 1 obsolete finding in baseline.json: run `cdk8s-hardened write-baseline --output baseline.json` on all files',
  ]);
  await update('pod.yaml', '--profile', 'pss-baseline');
  expect(JSON.parse(workspace().read('baseline.json'))).toEqual({ schemaVersion: 2, findings: [] });
});

test('of findings that share an identity those that are gone are counted', async () => {
  workspace().write({ 'pod.yaml': PRIVILEGED, 'second.yaml': PRIVILEGED, 'third.yaml': PRIVILEGED });
  await update('.', '--profile', 'pss-baseline');
  const { stderr } = await workspace().audit('pod.yaml', ...BASE, '--profile', 'pss-baseline');
  expect(stderr).toEqual([
    'cdk8s-hardened: no longer found: privileged of Pod shop/good, container "main", 2 times',
    expect.stringContaining('2 obsolete findings in baseline.json'),
  ]);
});

test('findings are only gone if they were looked for', async () => {
  workspace().write({ 'pod.yaml': PRIVILEGED, 'other.yaml': WARNING });
  await update('pod.yaml', 'other.yaml');
  expect((await workspace().audit('pod.yaml', 'other.yaml', ...BASE, '--only', 'privileged')).stderr).toEqual([]);
  expect((await workspace().audit('pod.yaml', ...BASE, '--allow-empty')).stderr).toEqual([]);
  expect((await workspace().audit('pod.yaml', ...BASE, '--only', 'service-links')).stderr.join()).toContain('1 obsolete finding in baseline.json');
});

test.each<[string, (spec: any, value: string) => void, string, string]>([
  ['address', ({ containers }, host) => { containers[0].livenessProbe = { httpGet: { host, port: 80 } }; }, '10.1.2.3', '169.254.169.254'],
  ['path', ({ volumes }, path) => { volumes.push({ name: 'data', hostPath: { path } }); }, '/srv/1.2.3', '/srv/6.6.6'],
])('another %s is a new finding, though it looks like another version', async (_, set, before, after) => {
  workspace().write({ 'pod.yaml': podYaml((spec) => set(spec, before)) });
  await update('pod.yaml', '--profile', 'pss-baseline');
  workspace().write({ 'pod.yaml': podYaml((spec) => set(spec, after)) });
  expect((await workspace().audit('pod.yaml', ...BASE, '--profile', 'pss-baseline')).status).toBe(1);
});

const CLUSTER = `apiVersion: example.io/v1
kind: Cluster
metadata: { name: db, namespace: shop }
spec:
  template:
    spec:
      containers: [{ name: db, image: 'registry.example/db:1.2.3' }, { name: proxy, image: 'registry.example/proxy:4' }]
`;

test('images in the containers of a custom resource match without their tags, and no other image does', async () => {
  workspace().write({ 'db.yaml': CLUSTER });
  expect((await update('db.yaml')).stderr).toEqual(['cdk8s-hardened: 1 finding in baseline.json']);
  workspace().write({ 'db.yaml': CLUSTER.replace('1.2.3', '2.0.0') });
  expect((await workspace().audit('db.yaml', ...BASE, '--fail-on', 'warning')).status).toBe(0);
  workspace().write({ 'db.yaml': CLUSTER.replace('example/proxy', 'example/other') });
  expect((await workspace().audit('db.yaml', ...BASE, '--fail-on', 'warning')).status).toBe(1);
});

test('a baseline hides nothing that Kubernetes itself refuses', async () => {
  workspace().write({ 'pod.yaml': podYaml((spec) => { spec.containers[0].securityContext.privileged = true; spec.volumes.push({ name: 'A.B', emptyDir: {} }); }) });
  await update('pod.yaml');
  const { findings } = await workspace().json('pod.yaml', ...BASE);
  expect(findings.map(({ control, baselined = false }) => [control, baselined])).toEqual(expect.arrayContaining([['privileged', true], ['volume-names', false]]));
});

test('waived findings are not in the baseline, and warnings are', async () => {
  await update(workspace().write({ 'pod.yaml': WARNING }) && 'pod.yaml');
  expect(JSON.parse(workspace().read('baseline.json')).findings).toEqual([
    expect.objectContaining({ control: 'service-links', kind: 'Pod', namespace: 'shop', name: 'good', field: 'spec.enableServiceLinks' }),
  ]);
});

test.each([
  ['a missing file', undefined, /baseline\.json: .*create the baseline with `cdk8s-hardened write-baseline <path> --output baseline\.json`/],
  ['no JSON', '{', /baseline\.json: is not a baseline: .*write a new one with write-baseline/],
  ['another version', '{"schemaVersion":3,"findings":[]}', /must have `schemaVersion` 2 and a list `findings`/],
  ['an entry without a control', '{"schemaVersion":2,"findings":[{"kind":"Pod"}]}', /findings\[0\] must have the texts control, kind, name, field/],
])('%s is refused with the way out', async (_, text, message) => {
  workspace().write({ 'pod.yaml': PRIVILEGED, ...text !== undefined && { 'baseline.json': text } });
  const { status, stderr } = await workspace().audit('pod.yaml', ...BASE);
  expect(status).toBe(2);
  expect(stderr.join()).toMatch(message);
});

test('`write-baseline` needs the name of the file', async () => {
  workspace().write({ 'pod.yaml': PRIVILEGED });
  const { stderr } = await run(['write-baseline', 'pod.yaml'], { cwd: workspace().folder });
  expect(stderr).toEqual(['cdk8s-hardened: write-baseline needs the file to write: add --output <file>, or `baseline` to the settings file']);
});

test('the settings file can name the baseline, relative to its folder', async () => {
  workspace().write({ 'pods/pod.yaml': PRIVILEGED, 'cdk8s-hardened.yaml': 'baseline: ci/baseline.json\n', 'ci/.keep': '' });
  expect((await run(['write-baseline', 'pods'], { cwd: workspace().folder })).status).toBe(0);
  expect(JSON.parse(workspace().read('ci/baseline.json')).findings).not.toEqual([]);
  expect((await workspace().audit('pods')).status).toBe(0);
});
