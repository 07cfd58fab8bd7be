import { stringify } from 'yaml';
import { Charts } from './support';
import { foundInputs, isInput } from '../../../src/tasks/audit/found-inputs';
import { FoundRelease, Releases } from '../../../src/tasks/charts/releases';

let charts: Charts;
beforeEach(() => {
  charts = new Charts();
  charts.write({ '.git/HEAD': 'ref: refs/heads/main\n' });
});
afterEach(() => charts.remove());

const object = (apiVersion: string, kind: string, name: string, spec: object, namespace = 'flux-system') =>
  stringify({ apiVersion, kind, metadata: { name, namespace }, spec });
const helmRelease = (spec: object, chart: object = {}, name = 'web') => object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', name, {
  chart: { spec: { chart: './charts/web', sourceRef: { kind: 'GitRepository', name: 'a' }, ...chart } }, ...spec,
});
const application = (source: object) => object('argoproj.io/v1alpha1', 'Application', 'web', {
  source: { repoURL: 'https://git.example.com/a', path: 'charts/web', ...source }, destination: { namespace: 'shop' },
}, 'argocd');

/** The releases of `charts/web` in the files, and what is said of them. */
function releasesIn(files: { readonly [path: string]: string }, names = ['web']): { readonly all: readonly FoundRelease[]; readonly remarks: readonly string[] } {
  names.forEach((name) => charts.chart(name, {}));
  charts.write(files);
  const inputs = foundInputs([charts.folder]).filter(isInput).filter(({ name }) => !name.includes('/charts/'));
  const releases = new Releases(names.map((name) => charts.path(`charts/${name}`)));
  inputs.forEach((input) => releases.addFile(input));
  return { all: releases.of(charts.path('charts/web')), remarks: releases.notes().map(({ text }) => text.replaceAll(`${charts.folder}/`, '')) };
}
const only = (text: string, file = 'a.yaml') => {
  const { all: [{ rendering: { release, namespace, values = [], overrides, set } }, ...others], remarks } = releasesIn({ [file]: text });
  expect(others).toEqual([]);
  return { release, namespace, values: values.map(({ path }) => path.slice(charts.folder.length + 1)), overrides, set, remarks };
};

test('a HelmRelease renders a chart of its repository with its values', () => {
  expect(only(helmRelease({ values: { replicas: 2 } }))).toEqual({
    release: 'web', namespace: 'flux-system', values: [], overrides: [{ replicas: 2 }], set: [], remarks: [],
  });
  expect(only(helmRelease({ targetNamespace: 'shop' }))).toMatchObject({ release: 'shop-web', namespace: 'shop', overrides: [] });
  expect(only(helmRelease({ targetNamespace: 'shop', releaseName: 'own' }))).toMatchObject({ release: 'own', namespace: 'shop' });
});

test('values that are not in the file are named, and the rest counts', () => {
  expect(only(helmRelease({ values: { a: 1 }, valuesFrom: [{ kind: 'Secret', name: 'web' }] }, { valuesFiles: ['prod.yaml'] }))).toMatchObject({
    overrides: [{ a: 1 }],
    remarks: ['1 release was rendered without fields that are not read (a.yaml: HelmRelease flux-system/web: valuesFrom, chart.spec.valuesFiles)'],
  });
});

test('an Application has files, values and parameters, in the order of Argo CD', () => {
  const helm = {
    releaseName: 'own', valueFiles: ['values-prod.yaml', '/envs/prod.yaml', '$values/a.yaml'], values: 'a: 1\n', parameters: [{ name: 'list', value: 'a,b' }, { name: 'tag', value: '1', forceString: true }],
  };
  expect(only(application({ helm }))).toEqual({
    release: 'own',
    namespace: 'shop',
    values: ['charts/web/values-prod.yaml', 'envs/prod.yaml'],
    overrides: ['a: 1\n'],
    set: ['list=a\\,b'],
    remarks: ['1 release was rendered without fields that are not read (a.yaml: Application argocd/web: helm.valueFiles, helm.parameters)'],
  });
  expect(only(application({ helm: { ...helm, valuesObject: { b: 2 } } }))).toMatchObject({ overrides: [{ b: 2 }] });
  expect(only(application({ helm: { valueFiles: ['missing.yaml'], ignoreMissingValueFiles: true } }))).toMatchObject({ release: 'web', values: [] });
});

test('a helmfile has releases of charts beside it', () => {
  const release = { name: 'web', chart: '../charts/web', namespace: 'shop', values: ['values.yaml', '../prod.yaml', 'secret.yaml.gotmpl', { a: 1 }, 'last.yaml'], set: [{ name: 'b', value: 2 }] };
  expect(only(stringify({ releases: [release, { name: 'other', chart: 'bitnami/web' }] }), 'deploy/helmfile.yaml')).toEqual({
    release: 'web',
    namespace: 'shop',
    values: ['deploy/values.yaml', 'prod.yaml'],
    overrides: [{ a: 1 }],
    set: ['b=2'],
    remarks: ['1 release was rendered without fields that are not read (deploy/helmfile.yaml: release web: values)'],
  });
  expect(releasesIn({ 'deploy/helmfile.yaml': stringify({ releases: [{ ...release, namespace: '{{ .Namespace }}' }] }) }).all).toEqual([]);
});

test('overlays with the same release are one rendering, and others are renderings of their own', () => {
  const files = { 'a.yaml': helmRelease({ values: { a: 1 } }), 'b/a.yaml': helmRelease({ values: { a: 1 } }), 'c/a.yaml': helmRelease({ values: { a: 2 } }) };
  expect(releasesIn(files).all.map(({ rendering: { overrides } }) => overrides)).toEqual([[{ a: 1 }], [{ a: 2 }]]);
});

test('a rendered kustomization has releases, too', () => {
  charts.chart('web', {});
  const releases = new Releases([charts.path('charts/web')]);
  releases.addRendered(charts.path('overlays/prod'), helmRelease({ values: { a: 1 } }));
  releases.addRendered(charts.path('overlays/broken'), `${helmRelease({})}---\na: [\n`);
  expect(releases.of(charts.path('charts/web'))).toMatchObject([{ source: charts.path('overlays/prod') }, { source: charts.path('overlays/broken') }]);
});

test.each([
  ['a chart of a repository of charts', helmRelease({}, { sourceRef: { kind: 'HelmRepository', name: 'a' } })],
  ['a chart elsewhere', helmRelease({}, { chart: './charts/other' })],
  ['a name that Helm refuses', helmRelease({ releaseName: '--post-renderer=sh' })],
  ['a namespace that Helm refuses', helmRelease({ targetNamespace: 'A b', releaseName: 'web' })],
  ['an ApplicationSet that is not filled in', object('argoproj.io/v1alpha1', 'ApplicationSet', 'a', { template: { metadata: { name: '{{ .name }}' }, spec: { source: { path: 'charts/web' } } } })],
  ['a file that is not YAML', 'kind: HelmRelease\na: [\n'],
])('%s is no release of the chart', (_, text) => {
  expect(releasesIn({ 'a.yaml': text }).all).toEqual([]);
});

test('if two charts match a path, the one at the root of the repository counts, and no other', () => {
  charts.write({ 'team/charts/web/Chart.yaml': 'name: web\nversion: 1.0.0\n', 'other/charts/web/Chart.yaml': 'name: web\nversion: 1.0.0\n' });
  const [root, ...others] = ['charts/web', 'team/charts/web', 'other/charts/web'].map((path) => charts.path(path));
  charts.chart('web', {});
  const of = (chart: string, all: readonly string[]) => {
    const releases = new Releases(all);
    releases.addRendered(charts.path('overlays/prod'), helmRelease({}));
    return releases.of(chart).length;
  };
  expect(of(root, [...others, root])).toBe(1);
  expect(others.map((chart) => of(chart, [...others, root]))).toEqual([0, 0]);
  expect(others.map((chart) => of(chart, others))).toEqual([0, 0]);
  expect(of(others[0], [others[0]])).toBe(1);
});
