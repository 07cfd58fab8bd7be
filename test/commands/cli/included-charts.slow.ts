import { execFileSync } from 'child_process';
import { mkdirSync } from 'fs';
import { join } from 'path';
import { GOOD, PRIVILEGED, run, workspaces } from './support';
import { helm, kubectl } from '../../programs/kubernetes';
import { Programs } from '../../tasks/charts/support';

// A chart or a base that others include is left out only if a rendering that succeeded has its objects.

const workspace = workspaces();
let programs: Programs;
beforeAll(() => {
  programs = new Programs({ helm: helm(4), kubectl: kubectl() });
});
afterAll(() => programs.remove());

const json = async (...args: string[]) => {
  const { status, stdout, stderr } = await run(['audit', '--format', 'json', '--profile', 'pss-baseline', ...args], { cwd: workspace().folder, env: programs.env });
  const { findings, summary } = JSON.parse(stdout);
  return { status, stderr, workloads: summary.workloads, found: findings.map(({ file, source, control }: any) => [file, source, control]) };
};

const CHART = (name: string, more = '') => `apiVersion: v2\nname: ${name}\nversion: 0.1.0\n${more}`;
const INCLUDES_A = CHART('umbrella', 'dependencies: [{ name: a, version: 0.1.0, repository: "file://../a", condition: a.enabled }]\n');

/** The files of a chart with one pod. */
const chart = (folder: string, pod = PRIVILEGED, name = 'a'): { readonly [path: string]: string } =>
  ({ [`${folder}/Chart.yaml`]: CHART(name), [`${folder}/templates/pod.yaml`]: `# A comment is no object.\n{{- if not .Values.none }}\n${pod}{{- end }}\n` });
const umbrella = (values: string) => ({ 'umbrella/Chart.yaml': INCLUDES_A, 'umbrella/values.yaml': values });

/** Packs the chart `a` into another, as `helm dependency build` does. */
const pack = (into: string) => {
  mkdirSync(join(workspace().folder, into), { recursive: true });
  execFileSync(helm(4), ['package', 'a', '-d', into], { cwd: workspace().folder });
};

describe('a file that a kustomization names, but does not deploy, hides no workload', () => {
  const HIDDEN = 'apiVersion: v1\nkind: Pod\nmetadata: { name: hidden, namespace: shop }\nspec: { containers: [{ name: a, image: x, securityContext: { privileged: true } }] }\n';
  const CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\n';

  test.each([
    'openapi: { path: deploy/pod.yaml }',
    'patches: [{ path: deploy/pod.yaml, target: { name: nothing } }]',
    'configMapGenerator: [{ name: x, files: [deploy/pod.yaml] }]',
    'configMapGenerator: [{ name: x, envs: [deploy/pod.yaml] }]',
    'helmCharts: [{ name: a, valuesFile: deploy/pod.yaml }]',
  ])('%s', async (field) => {
    workspace().write({ 'kustomization.yaml': `resources: [c.yaml]\n${field}\n`, 'c.yaml': CONFIG, 'deploy/pod.yaml': HIDDEN, ...chart('charts/a', GOOD) });
    expect(await json('.')).toMatchObject({ status: 1, found: expect.arrayContaining([['deploy/pod.yaml', undefined, 'privileged']]) });
  });

  test('nor does a component that nobody includes', async () => {
    const component = 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [pod.yaml]\n';
    workspace().write({ 'c.yaml': CONFIG, 'deploy/kustomization.yaml': component, 'deploy/pod.yaml': HIDDEN });
    expect(await json('.')).toMatchObject({ status: 1, found: [['deploy/pod.yaml', undefined, 'privileged']] });
    workspace().write({ 'app/kustomization.yaml': 'nameSuffix: -x\nresources: [a.yaml]\ncomponents: [../deploy]\n', 'app/a.yaml': GOOD });
    expect(await json('.')).toMatchObject({ status: 1, found: [['app', 'app/kustomization.yaml', 'privileged']] });
  });

  test('also where a rendered chart is awaited', async () => {
    workspace().write({ 'c.yaml': CONFIG, 'app/kustomization.yaml': 'resources: [rendered.yaml]\npatches: [{ path: p.yaml }]\n', 'app/p.yaml': HIDDEN });
    expect(await json('.')).toMatchObject({ status: 1, found: [['app/p.yaml', undefined, 'privileged']] });
  });

  test('a patch with a target is read with it, whatever its name is', async () => {
    const sidecar = 'apiVersion: v1\nkind: Pod\nmetadata: { name: ignored }\nspec: { containers: [{ name: sidecar, image: x }] }\n';
    workspace().write({ 'kustomization.yaml': 'resources: [a.yaml]\npatches: [{ path: p.yaml, target: { kind: Pod } }]\n', 'a.yaml': GOOD, 'p.yaml': sidecar });
    expect(await json('.')).toMatchObject({ status: 0, workloads: 1 });
  });

  test('a patch that changes an object is read with it', async () => {
    workspace().write({ 'kustomization.yaml': 'resources: [a.yaml]\nnamePrefix: x-\npatches: [{ path: p.yaml }]\n', 'a.yaml': GOOD, 'p.yaml': PRIVILEGED });
    expect(await json('.')).toMatchObject({ status: 1, workloads: 1, found: [['.', 'kustomization.yaml', 'privileged']] });
  });
});

test('a chart that another includes, but does not render, is rendered by itself', async () => {
  workspace().write({ ...chart('a'), ...chart('umbrella/charts/a'), ...umbrella('a: { enabled: false }\n') });
  expect(await json('.')).toMatchObject({ status: 1, workloads: 1, found: [['a', 'a/templates/pod.yaml', 'privileged']] });
});

test('so is one of which only comments are left', async () => {
  workspace().write({ ...chart('a'), ...chart('umbrella/charts/a'), ...umbrella('a: { none: true }\n') });
  expect(await json('.')).toMatchObject({ status: 1, workloads: 1, found: [['a', 'a/templates/pod.yaml', 'privileged']] });
});

test.each(['folder', 'archive'])('one that is rendered from a copy in a %s is rendered once', async (how) => {
  workspace().write({ ...chart('a'), ...how === 'folder' ? chart('umbrella/charts/a') : {}, ...umbrella('a: { enabled: true }\n') });
  if (how === 'archive') {
    pack('umbrella/charts');
  }
  const source = how === 'folder' ? 'umbrella/charts/a/templates/pod.yaml' : 'umbrella/charts/a-0.1.0.tgz/templates/pod.yaml';
  expect(await json('.')).toMatchObject({ status: 1, workloads: 1, stderr: [], found: [['umbrella', source, 'privileged']] });
});

test.each(['folder', 'archive'])('one whose copy in a %s is old is rendered, too', async (how) => {
  workspace().write({ ...chart('a', GOOD), ...how === 'folder' ? chart('umbrella/charts/a', GOOD) : {}, ...umbrella('a: { enabled: true }\n') });
  if (how === 'archive') {
    pack('umbrella/charts');
  }
  expect(await json('.')).toMatchObject({ status: 0, workloads: 1 });
  workspace().write(chart('a'));
  expect(await json('.')).toMatchObject({ status: 1, workloads: 2, found: [['a', 'a/templates/pod.yaml', 'privileged']] });
});

test('one of which the including chart turns an object off is rendered, too', async () => {
  const files = (folder: string) => ({ ...chart(folder), [`${folder}/templates/c.yaml`]: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\n' });
  workspace().write({ ...files('a'), ...files('umbrella/charts/a'), ...umbrella('a: { none: true }\n') });
  expect(await json('.')).toMatchObject({ status: 1, found: [['a', 'a/templates/pod.yaml', 'privileged']] });
});

test('one that needs the values of its including chart is rendered in it alone', async () => {
  const files = (folder: string) => ({ ...chart(folder), [`${folder}/templates/c.yaml`]: '{{ required "set who" .Values.who | printf "# %s" }}\n' });
  workspace().write({ ...files('a'), ...files('umbrella/charts/a'), ...umbrella('a: { who: me }\n') });
  expect(await json('.')).toMatchObject({ status: 1, stderr: [], workloads: 1, found: [['umbrella', 'umbrella/charts/a/templates/pod.yaml', 'privileged']] });
});

test('one whose including chart does not render is rendered, and the result is incomplete', async () => {
  workspace().write({ ...chart('a'), ...umbrella('') });
  const { status, stderr, found } = await json('.');
  expect(status).toBe(2);
  expect(stderr).toEqual([expect.stringContaining('run `helm dependency build umbrella`')]);
  expect(found).toEqual([['a', 'a/templates/pod.yaml', 'privileged']]);
});

test('one whose including chart is excluded is rendered', async () => {
  workspace().write({ ...chart('a'), ...chart('umbrella/charts/a'), ...umbrella('a: { enabled: true }\n') });
  expect(await json('.', '--exclude-files', 'umbrella')).toMatchObject({ status: 1, found: [['a', 'a/templates/pod.yaml', 'privileged']] });
});

test('one that is named or listed is rendered in any case', async () => {
  workspace().write({ ...chart('a'), ...chart('umbrella/charts/a'), ...umbrella('a: { enabled: true }\n') });
  expect(await json('a', 'umbrella')).toMatchObject({ workloads: 2 });
  workspace().write({ 'cdk8s-hardened.yaml': 'render: [{ chart: a }]\n' });
  expect(await json('.')).toMatchObject({ workloads: 2 });
});

test('charts that include each other are rendered', async () => {
  const dependencies = (name: string) => `dependencies: [{ name: ${name}, version: 0.1.0, repository: "file://../${name}", condition: never }]\n`;
  workspace().write({ ...chart('a'), ...chart('b', GOOD, 'b'), 'a/Chart.yaml': CHART('a', dependencies('b')), 'b/Chart.yaml': CHART('b', dependencies('a')) });
  const { status, stderr } = await json('.');
  expect(status).toBe(2);
  expect(stderr).toHaveLength(2);
});

test('a chart that a chart of a chart includes is known by its alias', async () => {
  const includesB = CHART('a', 'dependencies: [{ name: b, alias: bee, version: 0.1.0, repository: "file://../b" }]\n');
  const a = (folder: string) => ({ ...chart(folder, GOOD), ...chart(`${folder}/charts/b`, GOOD.replace('name: good', 'name: b'), 'b'), [`${folder}/Chart.yaml`]: includesB });
  workspace().write({ ...chart('b', GOOD.replace('name: good', 'name: b'), 'b'), ...a('a'), ...a('umbrella/charts/a'), ...umbrella('a: { enabled: true }\n') });
  expect(await json('.')).toMatchObject({ status: 0, workloads: 2, stderr: [] });
});

test('a subchart that renders nothing is named', async () => {
  workspace().write({
    ...chart('umbrella/charts/idle', PRIVILEGED, 'idle'),
    ...chart('umbrella/charts/on', GOOD, 'on'),
    'umbrella/charts/lib/Chart.yaml': CHART('lib', 'type: library\n'),
    'umbrella/charts/lib/templates/_x.tpl': '',
    'umbrella/Chart.yaml': CHART('umbrella', 'dependencies: [{ name: idle, version: 0.1.0, repository: "", condition: idle.enabled }]\n'),
    'umbrella/values.yaml': 'idle: { enabled: false }\n',
  });
  expect(await json('.')).toMatchObject({
    status: 0,
    stderr: [
      'cdk8s-hardened: umbrella: its subchart idle renders nothing with these values, so it was not evaluated: enable it by a value, or name its folder',
    ],
  });
  expect(await json('umbrella/charts/idle')).toMatchObject({ status: 1 });
});

test('the base of an overlay that does not build is built by itself', async () => {
  workspace().write({
    'base/kustomization.yaml': 'resources: [pod.yaml]\n',
    'base/pod.yaml': PRIVILEGED,
    'overlay/kustomization.yaml': 'resources: [../base]\npatches: [{ patch: "[{ op: replace, path: /spec/none/x, value: 1 }]", target: { kind: Pod } }]\n',
  });
  const { status, stderr, found } = await json('.');
  expect(status).toBe(2);
  expect(stderr).toEqual([expect.stringContaining('overlay: ')]);
  expect(found).toEqual([['base', 'base/kustomization.yaml', 'privileged']]);
  workspace().write({ 'other/kustomization.yaml': 'resources: [../base]\n' });
  expect((await json('.')).found).toEqual([['other', 'other/kustomization.yaml', 'privileged']]);
});

const DELETE = '{ target: { kind: Pod }, patch: "{ $patch: delete, apiVersion: v1, kind: Pod, metadata: { name: any } }" }';
const REPLACE = JSON.stringify({
  target: { kind: 'Pod' },
  options: { allowKindChange: true, allowNameChange: true },
  patch: JSON.stringify([
    { op: 'replace', path: '/kind', value: 'ConfigMap' },
    { op: 'replace', path: '/metadata/name', value: 'other' },
    { op: 'remove', path: '/spec' },
  ]),
});

test.each([['deletes', DELETE], ['replaces', REPLACE]])('a base of which the overlay %s an object is built by itself', async (_, patch) => {
  const overlay = 'resources: [../base]\nnamePrefix: prod-\nconfigMapGenerator: [{ name: more, literals: [a=b] }]\n';
  workspace().write({
    'base/kustomization.yaml': 'resources: [pod.yaml]\nconfigMapGenerator: [{ name: settings, literals: [a=b] }]\n',
    'base/pod.yaml': PRIVILEGED,
    'overlay/kustomization.yaml': `${overlay}patches: [${patch}]\n`,
  });
  expect(await json('.')).toMatchObject({ stderr: [], status: 1, found: [['base', 'base/kustomization.yaml', 'privileged']] });
  workspace().write({ 'overlay/kustomization.yaml': overlay });
  expect((await json('.')).found).toEqual([['overlay', 'overlay/kustomization.yaml', 'privileged']]);
});

test('a chart of a kustomization that deletes an object is rendered by itself', async () => {
  const kustomization = 'helmGlobals: { chartHome: ../charts }\nhelmCharts: [{ name: a }]\nconfigMapGenerator: [{ name: more, literals: [a=b] }]\n';
  workspace().write({ ...chart('charts/a'), 'app/kustomization.yaml': `${kustomization}patches: [${DELETE}]\n` });
  expect((await json('.')).found).toEqual([['charts/a', 'charts/a/templates/pod.yaml', 'privileged']]);
  workspace().write({ 'app/kustomization.yaml': kustomization });
  expect((await json('.')).found).toEqual([['app', 'app/kustomization.yaml', 'privileged']]);
});

test('a component of an overlay that does not build was not evaluated', async () => {
  workspace().write({
    'component/kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [pod.yaml]\n',
    'component/pod.yaml': PRIVILEGED,
    'overlay/kustomization.yaml': 'components: [../component]\nresources: [absent.yaml]\n',
  });
  const { status, stderr } = await json('.');
  expect(status).toBe(2);
  expect(stderr.join()).toContain('component: is a component that no rendered kustomization includes, so it was not evaluated');
});

test.each([['none: true', 2], ['none: false', 1]])('a chart that a kustomization renders with %s is evaluated', async (values, workloads) => {
  workspace().write({
    ...chart('charts/a'),
    'app/kustomization.yaml': `helmGlobals: { chartHome: ../charts }\nhelmCharts: [{ name: a, valuesInline: { ${values} } }]\nresources: [pod.yaml]\n`,
    'app/pod.yaml': GOOD.split('---')[0].replace('name: good', 'name: own'),
  });
  const { found, ...rest } = await json('.');
  expect(rest).toMatchObject({ status: 1 });
  expect(found).toEqual([[workloads === 2 ? 'charts/a' : 'app', expect.any(String), 'privileged']]);
});

test('a patch that no kustomization uses is no object that the API server refuses', async () => {
  const patch = (spec: string) => `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: ${spec}\n`;
  workspace().write({
    'app/kustomization.yaml': 'resources: [pod.yaml]\n',
    'app/pod.yaml': GOOD,
    'app/patches/replicas.yaml': patch('{ replicas: 3 }'),
    'app/patches/host.yaml': patch('{ template: { spec: { hostPID: true } } }'),
    'other/broken.yaml': patch('{ replicas: 3 }'),
  });
  const { found, stderr } = await json('.');
  expect(found).toEqual([['app/patches/host.yaml', undefined, 'host-namespaces'], ['other/broken.yaml', undefined, 'pod-template']]);
  expect(stderr).toEqual(['cdk8s-hardened: app/patches/host.yaml, app/patches/replicas.yaml: lacks its containers, and no kustomization here uses it: it was taken for a patch']);
});
