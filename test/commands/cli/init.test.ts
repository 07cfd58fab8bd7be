import { GOOD, podYaml, PRIVILEGED, run, workspaces } from './support';

const workspace = workspaces();
/** Without programs that render. */
const init = () => run(['init'], { cwd: workspace().folder, env: { PATH: '' } });

test.each([
  ['hardened', GOOD],
  ['pss-restricted', podYaml((spec) => { spec.containers[0].volumeMounts.push({ name: 'tmp', mountPath: '/proc/x' }); })],
])('init writes the strictest profile in which nothing fails, here %s, and the audit is then clean', async (profile, pod) => {
  workspace().write({ 'pod.yaml': pod });
  const { status, stdout } = await init();
  expect(status).toBe(0);
  expect(stdout).toContain(`Wrote cdk8s-hardened.yaml: profile ${profile}.\nFound 1 workload and 0 Dockerfiles: 0 errors in pss-baseline`);
  expect(workspace().read('cdk8s-hardened.yaml')).toContain(`\nprofile: ${profile}\n`);
  expect((await workspace().audit('pod.yaml')).status).toBe(0);
});

test('init proposes a baseline where every profile finds errors, and its commands work', async () => {
  workspace().write({ 'pod.yaml': PRIVILEGED });
  const [, command] = /^ {2}npx cdk8s-hardened (audit .*?) {2,}#/m.exec((await init()).stdout)!;
  expect(command).toBe('audit . --baseline baseline.json --update-baseline');
  expect((await run(command.split(' '), { cwd: workspace().folder })).status).toBe(0);
  expect((await workspace().audit('.', '--baseline', 'baseline.json')).status).toBe(0);
});

test('init excludes the templates of charts that do not render, and what others wrote', async () => {
  workspace().write({
    'pod.yaml': GOOD,
    'charts/web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
    'charts/web/templates/pod.yaml': 'metadata:\n  {{- x }}\n',
    'node_modules/x/pod.yaml': PRIVILEGED,
  });
  const { stdout, stderr } = await init();
  expect(stderr).toEqual([expect.stringContaining('helm is not installed or not in the PATH')]);
  expect(workspace().read('cdk8s-hardened.yaml')).toContain('excludeFiles:\n  - "node_modules"\n  - "charts/web/templates"\n'
    + '# These charts do not render with their defaults. Name their values files here, and remove them from excludeFiles:\n# render:\n'
    + '#   - { chart: "charts/web", values: [FILE], release: NAME, namespace: NAME }\n');
  expect(stdout).toContain('make charts/web render, and remove it from excludeFiles: it is not audited');
  expect((await workspace().audit('.')).status).toBe(0);
});

test('init at the root of a chart that does not render excludes its templates, and no other folder of that name', async () => {
  workspace().write({ 'Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n', 'templates/pod.yaml': '{{ x }}\n', 'ci/templates/pod.yaml': PRIVILEGED });
  const { stdout } = await init();
  expect(stdout).toContain('make . render');
  const { findings } = await workspace().json('.');
  expect(findings.map(({ file }) => file)).toEqual(['ci/templates/pod.yaml']);
});

test.each([
  [{ 'cdk8s.yaml': 'app: node main.js\n' }, 'run `npx cdk8s synth` first'],
  [{}, 'write manifests first'],
])('init writes nothing if it finds nothing in %j', async (files, text) => {
  const { status, stdout, stderr } = await run(['init'], { cwd: workspace().write(files).folder });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toEqual([`cdk8s-hardened: found no workload and no Dockerfile below the working directory, so nothing was written: ${text}, since the profile depends on them`]);
  expect(() => workspace().read('cdk8s-hardened.yaml')).toThrow('ENOENT');
});

test('init says what to do first if the only chart does not render', async () => {
  workspace().write({ 'Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n', 'templates/pod.yaml': '{{ x }}\n' });
  const { status, stdout } = await init();
  expect(status).toBe(0);
  expect(stdout).toContain('make the charts render, as above, remove');
  expect(stdout).not.toContain('audit .');
});

test('init does not overwrite a settings file', async () => {
  workspace().write({ 'cdk8s-hardened.yaml': 'profile: hardened\n' });
  const { status, stderr } = await init();
  expect(status).toBe(2);
  expect(stderr.join()).toContain('cdk8s-hardened.yaml exists: edit it, or remove it first');
});
