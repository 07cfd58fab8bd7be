import { chmodSync } from 'fs';
import { join } from 'path';
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
  const [, command] = /^ {2}npx cdk8s-hardened (write-baseline .*?) {2,}#/m.exec((await init()).stdout)!;
  expect(command).toBe('write-baseline . --output baseline.json');
  expect((await run(command.split(' '), { cwd: workspace().folder })).status).toBe(0);
  expect((await workspace().audit('.', '--baseline', 'baseline.json')).status).toBe(0);
});

test('init without Helm excludes what others wrote, and no chart: the audit stays incomplete until Helm is there', async () => {
  workspace().write({
    'pod.yaml': GOOD,
    'charts/web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
    'charts/web/templates/pod.yaml': 'metadata:\n  {{- x }}\n',
    'charts/api/Chart.yaml': 'apiVersion: v2\nname: api\nversion: 1.0.0\n',
    'app/kustomization.yaml': 'resources: []\n',
    'node_modules/x/pod.yaml': PRIVILEGED,
  });
  const { stdout, stderr } = await init();
  expect(stderr).toEqual([
    expect.stringContaining('2 charts (charts/api, charts/web) were not rendered: helm is not installed or not in the PATH'),
    expect.stringContaining('1 kustomization (app) was not rendered: neither kustomize nor kubectl is installed'),
  ]);
  expect(workspace().read('cdk8s-hardened.yaml')).toMatch(/\nexcludeFiles:\n {2}- "node_modules"\n$/);
  expect(stdout).toContain('  make the charts render, as above: until then, the audit exits with 2, and the profile does not consider them\n');
  expect((await run(['audit', '.'], { cwd: workspace().folder, env: { PATH: '' } })).status).toBe(2);
});

test.each([
  ['a Helm that fails without a reason', { helm: 'exit 1', kubectl: 'exit 1' }],
  ['a Helm that is killed, and a kubectl without kustomize', { helm: 'kill -9 $$', kubectl: 'echo "error: unknown command \\"kustomize\\"" >&2; exit 1' }],
])('init with %s excludes no chart and no kustomization', async (_, programs) => {
  workspace().write({
    'pod.yaml': GOOD,
    'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
    'app/kustomization.yaml': 'resources: [pod.yaml]\n',
    'app/pod.yaml': PRIVILEGED,
  });
  const { folder } = workspace().write(Object.fromEntries(Object.entries(programs).map(([name, body]) => [`bin/${name}`, `#!/bin/sh\n${body}\n`])));
  const bin = join(folder, 'bin');
  Object.keys(programs).forEach((name) => chmodSync(join(bin, name), 0o755));
  expect((await run(['init'], { cwd: folder, env: { PATH: bin } })).status).toBe(0);
  expect(workspace().read('cdk8s-hardened.yaml')).not.toContain('excludeFiles');
  expect((await run(['audit', '.'], { cwd: folder, env: { PATH: bin } })).status).toBe(2);
});

test.each([
  [{ 'cdk8s.yaml': 'app: node main.js\n' }, 'run `npx cdk8s synth` first'],
  [{}, 'write manifests first'],
])('init writes nothing if it finds nothing in %j', async (files, text) => {
  const { status, stdout, stderr } = await run(['init'], { cwd: workspace().write(files).folder });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toEqual([`cdk8s-hardened: no workload and no Dockerfile found below the working directory, so nothing was written: ${text}, since the profile depends on them`]);
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
