import { stringify } from 'yaml';
import { workspaces } from './support';

// Objects that deploy charts or folders from elsewhere are named, and counted as not evaluated.

const workspace = workspaces();
const object = (apiVersion: string, kind: string, name: string, spec: object) => stringify({ apiVersion, kind, metadata: { name, namespace: 'shop' }, spec });
const release = (name: string, chart: string, kind = 'HelmRepository') =>
  object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', name, { chart: { spec: { chart, sourceRef: { kind, name: 'a' } } } });
const application = (name: string, source: object) => object('argoproj.io/v1alpha1', 'Application', name, { source: { repoURL: 'https://git.example.com/a', ...source } });

const remarksOf = async (...args: string[]) => {
  const { stderr, status } = await workspace().audit('.', ...args);
  return { lines: [stderr].flat().join('\n').split('\n').filter((line) => /not in the input|^(?:cdk8s-hardened: )?\s+\S+: /.test(line)), status };
};

test('names the HelmReleases whose charts are elsewhere once, and lists them with --verbose', async () => {
  workspace().write({ 'releases/a.yaml': release('a', 'redis'), 'releases/b.yaml': release('b', 'nginx') });
  const { lines } = await remarksOf();
  expect(lines).toEqual([expect.stringContaining('2 HelmReleases name charts or folders that are not in the input, so their pods were not evaluated: --verbose lists them')]);
  expect((await remarksOf('--verbose')).lines.map((line) => line.replace('cdk8s-hardened: ', ''))).toEqual([
    '2 HelmReleases name charts or folders that are not in the input, so their pods were not evaluated:',
    '  releases/a.yaml:4: HelmRelease shop/a: redis', '  releases/b.yaml:4: HelmRelease shop/b: nginx',
  ]);
});

test('the option that fails on pods that were not evaluated counts them', async () => {
  workspace().write({ 'a.yaml': release('a', 'redis'), 'cdk8s-hardened.yaml': 'failOnUnevaluated: true\nfailOn: never\n' });
  const { status, lines } = await remarksOf();
  expect({ status, last: lines.at(-1) }).toEqual({ status: 1, last: expect.stringContaining('a.yaml:4: HelmRelease shop/a: redis') });
  expect((await workspace().json('.')).report.summary).toMatchObject({ unevaluated: 1 });
});

test('folders that are in the input are evaluated, so that nothing is said', async () => {
  workspace().write({
    'apps/web/web.yaml': stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' } }),
    'clusters/a.yaml': application('web', { path: 'apps/web' }),
    'clusters/b.yaml': object('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', 'web', { path: './apps/web/', sourceRef: { kind: 'GitRepository', name: 'flux-system' } }),
  });
  expect((await remarksOf()).lines).toEqual([]);
  workspace().write({ 'clusters/a.yaml': application('web', { path: 'apps/other' }), 'clusters/b.yaml': application('b', { chart: 'redis' }) });
  expect((await remarksOf()).lines).toEqual([expect.stringContaining('2 Applications name charts or folders that are not in the input')]);
});

test('knows ApplicationSets, charts of k3s, and releases of a helmfile', async () => {
  workspace().write({
    'a.yaml': object('argoproj.io/v1alpha1', 'ApplicationSet', 'a', { template: { spec: { sources: [{ path: '{{ .path }}' }, { ref: 'values', repoURL: 'a' }] } } }),
    'b.yaml': object('helm.cattle.io/v1', 'HelmChart', 'b', { chart: 'stable/redis' }),
    'helmfile.yaml': stringify({ releases: [{ name: 'web', chart: 'bitnami/nginx' }, { name: 'own', chart: './b.yaml' }] }),
  });
  expect((await remarksOf('--verbose')).lines.flatMap((line) => /(\d+ [\w ]+?) names/.exec(line)?.[1] ?? [])).toEqual(['1 ApplicationSet', '1 HelmChart', '1 helmfile release']);
});

test('survives odd objects', async () => {
  const odd = [null, 'x', 7, [], [null], {}].flatMap((spec) => ['HelmRelease', 'Kustomization', 'Application', 'ApplicationSet', 'HelmChart']
    .map((kind) => ({ apiVersion: { HelmRelease: 'helm.toolkit.fluxcd.io/v2', Kustomization: 'kustomize.toolkit.fluxcd.io/v1', HelmChart: 'helm.cattle.io/v1' }[kind] ?? 'argoproj.io/v1', kind, metadata: { name: 'a' }, spec })));
  workspace().write({ 'a.yaml': odd.map((each) => stringify(each)).join('---\n') });
  expect((await remarksOf()).status).not.toBe(2);
});
