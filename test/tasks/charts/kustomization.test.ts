import { Charts } from './support';
import { realPath } from '../../../src/formats/manifest/real-path';
import { slashed } from '../../../src/formats/manifest/slashed';
import { KustomizationGraph } from '../../../src/tasks/charts/kustomization/graph';
import { isRemote } from '../../../src/tasks/charts/kustomization/remote';
import { onPosix } from '../../support/systems';

let charts: Charts;
beforeEach(() => {
  charts = new Charts();
});
afterEach(() => charts.remove());

const graph = (allowsRemote = false) => new KustomizationGraph({ rootOf: () => realPath(charts.folder), allowsRemote });
const parts = (folder: string, allowsRemote = false) => graph(allowsRemote).partsOf(charts.path(folder));
const problemOf = (kustomization: string, files: { readonly [path: string]: string } = {}) => {
  charts.write({ 'app/kustomization.yaml': kustomization, 'app/pod.yaml': 'a: 1\n', ...files });
  return parts('app').problem?.message;
};

test('knows all files and folders that a kustomization is made of', () => {
  charts.write({
    'overlays/prod/kustomization.yaml': 'resources: [../../base, own.yaml]\ncomponents: [../../components/debug]\n'
      + 'patches: [{ path: patch.yaml }, { patch: "a: 1" }]\n'
      + 'configMapGenerator: [{ name: c, files: [a=settings.txt], envs: [e.env] }]\n'
      + 'patchesStrategicMerge: [merge.yaml, "kind: X\\n"]\n'
      + 'patchesJson6902: [{ path: json.yaml }]\nreplacements: [{ path: replace.yaml }]\nopenapi: { path: api.json }\ncrds: [crd.json]\ngenerators: [generator.yaml]\n',
    ...Object.fromEntries(['own.yaml', 'patch.yaml', 'settings.txt', 'e.env', 'merge.yaml', 'json.yaml', 'replace.yaml', 'api.json', 'crd.json']
      .map((name) => [`overlays/prod/${name}`, ''])),
    'overlays/prod/generator.yaml': 'apiVersion: builtin\nkind: ConfigMapGenerator\nmetadata: { name: x }\nliterals: [a=b]\n',
    'base/Kustomization': 'resources: [pod.yaml]\nbases: [../other]\n',
    'base/pod.yaml': '',
    'base/unused.yaml': '',
    'other/kustomization.yml': 'namePrefix: a-\n',
    'components/debug/kustomization.yaml': 'kind: Component\n',
  });
  const { file, files, problem } = parts('overlays/prod');
  const included = graph().includedBy([charts.path('overlays/prod')]);
  const names = (paths: Iterable<string>) => [...paths].map((path) => slashed(path.slice(realPath(charts.folder).length + 1))).sort();
  expect(problem).toBeUndefined();
  expect(file).toBe(charts.path('overlays/prod/kustomization.yaml'));
  expect(graph().at(charts.path('overlays/prod')).isComponent).toBe(false);
  expect(names(included)).toEqual(['base', 'components/debug', 'other']);
  expect(names(files)).toEqual([
    'base/Kustomization', 'base/pod.yaml', 'components/debug/kustomization.yaml', 'other/kustomization.yml',
    ...['api.json', 'crd.json', 'e.env', 'generator.yaml', 'json.yaml', 'kustomization.yaml', 'merge.yaml', 'own.yaml', 'patch.yaml', 'replace.yaml', 'settings.txt']
      .map((name) => `overlays/prod/${name}`),
  ]);
  expect(graph().at(charts.path('components/debug')).isComponent).toBe(true);
  expect(parts('overlays/prod').affixes).toEqual({ prefixes: ['a-'], suffixes: [] });
});

test('kustomizations that include each other are read once', () => {
  charts.write({ 'a/kustomization.yaml': 'resources: [../b]\n', 'b/kustomization.yaml': 'resources: [../a]\n' });
  expect(graph().includedBy([charts.path('a')]).size).toBe(2);
  expect(parts('a').files.size).toBe(2);
});

const REMOTE = [
  'https://example.com/pod.yaml', 'http://example.com/pod.yaml', 'github.com/acme/app?ref=v1', 'https://github.com/acme/app//base?ref=main', 'git@github.com:acme/app.git',
  'ssh://git@example.com/acme/app', 'git::https://example.com/acme/app', 'gh:acme/app', 'file:///etc/app', 'example.com/acme/app.git//base', 'acme/_git/app', 'GitHub.com/acme/app',
  'gitlab.com/acme/app?ref=v1', 'user@host.example:acme/app',
];

test.each(REMOTE)('%s is refused wherever kustomize would fetch it, and allowed if the user says so', (url) => {
  for (const field of ['resources', 'bases', 'components', 'generators', 'transformers', 'validators']) {
    expect(problemOf(`${field}: ["${url}"]\n`)).toMatch(/^\S+app\/kustomization\.yaml: (?:".*" is on another host|kustomize may take ".*" for a repository on another host), so it was not rendered: co.* --allow-remote/);
  }
  charts.write({ 'app/kustomization.yaml': `resources: ["${url}"]\n` });
  expect(parts('app', true).problem).toBeUndefined();
});

test('so is a base of a base, and a folder whose name kustomize takes for a repository', () => {
  charts.write({ 'base/kustomization.yaml': 'resources: [github.com/acme/app]\n' });
  expect(problemOf('resources: [../base]\n')).toMatch(/base\/kustomization\.yaml: "github\.com\/acme\/app" is on another host/);
  charts.write({ 'app/github.com/acme/app/kustomization.yaml': '' });
  expect(problemOf('resources: [github.com/acme/app]\n')).toContain('is on another host');
  expect(problemOf('resources: [pod.yaml]\n')).toBeUndefined();
});

test.each([
  'patches: [{ path: "https://example.com/p.yaml" }]', 'patchesStrategicMerge: ["https://example.com/p.yaml"]', 'crds: ["http://example.com/c.json"]',
  'configMapGenerator: [{ name: a, files: ["key=https://example.com/x"] }]', 'secretGenerator: [{ name: a, envs: ["https://example.com/x"] }]',
  'openapi: { path: "https://example.com/x" }', 'replacements: [{ path: "https://example.com/x" }]', 'aFieldOfTomorrow: [{ deep: "https://example.com/x" }]',
])('a file on another host is refused: %s', (text) => {
  expect(problemOf(`${text}\n`)).toContain('is on another host');
});

test('texts that are no names of files may have a URL', () => {
  expect(problemOf('resources: [pod.yaml]\ncommonAnnotations: { home: "https://example.com" }\nconfigMapGenerator: [{ name: a, literals: ["https://example.com=1"] }]\n'
    + 'patches: [{ patch: "https://example.com" }]\nimages: [{ name: a, newName: "registry.example.com:5000/a" }]\n')).toBeUndefined();
});

test('what runs a program, or Helm, is refused', () => {
  const generator = 'apiVersion: acme/v1\nkind: Maker\nmetadata:\n  name: x\n  annotations: { config.kubernetes.io/function: "exec: { path: ./run }" }\n';
  expect(problemOf('generators: [generator.yaml]\n', { 'app/generator.yaml': generator })).toMatch(/generator\.yaml: Maker x is a plugin that runs a program/);
  expect(problemOf(`transformers:\n- |\n  ${generator.replaceAll('\n', '\n  ')}\n`)).toContain('is a plugin that runs a program');
  expect(problemOf('transformers: [transformer.yaml]\n', { 'app/transformer.yaml': 'apiVersion: builtin\nkind: PatchTransformer\nmetadata: { name: x }\npath: https://example.com/p\n' }))
    .toContain('transformer.yaml: "https://example.com/p" is on another host');
  charts.write({ 'plugins/kustomization.yaml': 'resources: [maker.yaml]\n', 'plugins/maker.yaml': generator });
  expect(problemOf('resources: [../plugins]\n')).toBeUndefined();
  expect(problemOf('resources: [../plugins]\ngenerators: [../plugins]\n')).toMatch(/maker\.yaml: Maker x is a plugin that runs a program/);
});

describe('helmCharts', () => {
  const CHART = { 'charts/web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n' };
  const helmCharts = (fields: object, globals: object = { chartHome: '../charts' }) => problemOf(JSON.stringify({ helmGlobals: globals, helmCharts: [{ name: 'web', ...fields }] }), CHART);

  test('of the repository are rendered, with their values files, which are parts of the kustomization', () => {
    charts.write({ 'app/values.yaml': 'a: 1\n', 'prod.yaml': 'a: 2\n' });
    expect(helmCharts({ valuesFile: '../prod.yaml', additionalValuesFiles: ['values.yaml'], valuesInline: { url: 'https://example.com' } })).toBeUndefined();
    const { files, charted: [{ charts: [chart] }] } = parts('app');
    expect([...files]).toEqual(expect.arrayContaining([realPath(charts.path('app/values.yaml')), realPath(charts.path('prod.yaml'))]));
    expect(chart).toMatchObject({ valuesBefore: [{ path: realPath(charts.path('prod.yaml')) }], inlineValues: { url: 'https://example.com' }, valuesAfter: [{ path: realPath(charts.path('app/values.yaml')) }] });
    expect(graph().chartsOf([charts.path('app')]).map(realPath)).toEqual([realPath(charts.path('charts/web'))]);
  });

  test.each([
    ['override', ['one.yaml'], []],
    ['merge', [], ['one.yaml']],
    ['replace', [], []],
  ])('valuesMerge %s says which values count', (valuesMerge, before, after) => {
    charts.write({ 'app/one.yaml': 'a: 1\n' });
    expect(helmCharts({ valuesFile: 'one.yaml', valuesMerge, valuesInline: { a: 2 } })).toBeUndefined();
    const { charted: [{ charts: [chart] }] } = parts('app');
    const paths = (names: readonly string[]) => names.map((name) => ({ path: realPath(charts.path(`app/${name}`)), root: realPath(charts.folder) }));
    expect([chart.valuesBefore, chart.valuesAfter]).toEqual([paths(before), paths(after)]);
  });

  test.each([
    ['of another host', { repo: 'https://example.com', version: '1.0.0' }, undefined, /helmCharts: the chart "web" is not in \S+charts\/web-1\.0\.0\/web, and kustomize would download it: unpack it there/],
    ['in a folder of another name', {}, {}, /the chart "web" is not in \S+app\/charts\/web/],
    ['rendered by a field that is not known', { skipHooks: true }, undefined, /helmCharts: skipHooks is not supported: remove it, or render it with `kustomize build --enable-helm/],
    ['with a values file that is not there', { valuesFile: 'no.yaml' }, undefined, /the values file "no\.yaml" does not exist in/],
    ['with values merged in an unknown way', { valuesMerge: 'x' }, undefined, /valuesMerge "x" is not known: write override, merge or replace/],
  ])('%s are refused', (_, fields, globals, message) => {
    expect(helmCharts(fields, globals)).toMatch(message);
  });

  onPosix.each([
    ['a chart', { name: 'etc' }, { chartHome: '../../../../../../../../..' }, /helmCharts: \/etc: leads out of/],
    ['a values file', { valuesFile: '../../../../../../../../../etc/hostname' }, undefined, /helmCharts: \/etc\/hostname: leads out of/],
  ])('with %s outside are refused', (_, fields, globals, message) => {
    expect(helmCharts(fields, globals)).toMatch(message);
  });

  test('beside components, as plugins, or in the old form are refused', () => {
    charts.write(CHART);
    charts.write({ 'components/a/kustomization.yaml': 'kind: Component\n' });
    expect(problemOf('helmGlobals: { chartHome: ../charts }\nhelmCharts: [{ name: web }]\ncomponents: [../components/a]\n')).toContain('has helmCharts and components');
    charts.write({ 'plugins/kustomization.yaml': 'helmGlobals: { chartHome: ../charts }\nhelmCharts: [{ name: web }]\n' });
    expect(problemOf('resources: [../plugins]\n')).toBeUndefined();
    expect(problemOf('generators: [../plugins]\n')).toContain('has helmGlobals for plugins, and can change which files they read');
    expect(problemOf('helmChartInflationGenerator: [{ chartName: web }]\n')).toContain('has helmChartInflationGenerator, which is not read: write helmCharts instead');
  });
});

describe('what kustomize reads without regard to capitals', () => {
  test.each([
    'RESOURCES: [../../other]', 'Bases: [../../other]', 're\u017fources: [../../other]', 'ConfigMapGenerator: [{ name: x, files: [.git/config] }]',
    'configMapGenerator: [{ name: x, Files: [.git/config] }]', 'secretGenerator: [{ name: x, ENVS: [.git/config] }]', 'patches: [{ Path: .git/config }]',
    'replacements: [{ PATH: .git/config }]', 'openapi: { Path: .git/config }', 'OpenAPI: { path: .git/config }', 'HelmCharts: [{ name: web }]',
    'generators: ["apiVersion: builtin\\nkind: ConfigMapGenerator\\nmetadata: { name: x }\\nFILES: [.git/config]\\n"]',
    'generators: ["apiVersion: builtin\\nkind: ReplacementTransformer\\nmetadata: { name: x }\\nreplacements: [{ Path: .git/config }]\\n"]',
  ])('is refused: %s', (text) => {
    expect(problemOf(`${text}\n`)).toMatch(/^\S+kustomization\.yaml: the key "[^"]+" differs from a field of kustomize only in capitals, so it was not rendered: spell it as kustomize documents it$/);
  });

  test('names of users may differ in capitals', () => {
    expect(problemOf('resources: [pod.yaml]\ncommonLabels: { Path: a, Files: b }\npatches: [{ patch: "Path: a" }]\n')).toBeUndefined();
  });
});

describe('files of built-in plugins', () => {
  const plugin = (kind: string, fields: string) => `apiVersion: builtin\nkind: ${kind}\nmetadata: { name: x }\n${fields}\n`;
  const PLUGINS = [
    ['ConfigMapGenerator', 'files: [a=../secret.txt]'], ['SecretGenerator', 'envs: [../secret.txt]'], ['ConfigMapGenerator', 'env: ../secret.txt'],
    ['PatchTransformer', 'path: ../secret.txt'], ['PatchStrategicMergeTransformer', 'paths: [../secret.txt]'],
    ['ReplacementTransformer', 'replacements: [{ path: ../secret.txt }]'],
  ] as const;

  test.each(PLUGINS)('%s with %s is refused, in the kustomization, a file and a folder', (kind, fields) => {
    charts.write({ 'secret.txt': 'token' });
    const text = plugin(kind, fields);
    const leadsOut = /kustomization\.yaml: \S+secret\.txt: leads out of/;
    expect(problemOf(JSON.stringify({ generators: [text] }))).toMatch(leadsOut);
    expect(problemOf('transformers: [plugin.yaml]\n', { 'app/plugin.yaml': text })).toMatch(leadsOut);
    expect(problemOf('validators: [plugins]\n', { 'app/plugins/kustomization.yaml': 'resources: [plugin.yaml]\n', 'app/plugins/plugin.yaml': text })).toMatch(leadsOut);
    expect(problemOf(JSON.stringify({ generators: [JSON.stringify({ apiVersion: 'builtin', kind: 'AList', items: [text].map(() => ({ apiVersion: 'builtin', kind, files: ['../secret.txt'] })) }) + '\n'] }))).toMatch(leadsOut);
  });

  test('are checked in a plugin on one line, which could also be the name of a file', () => {
    const text = '{apiVersion: builtin, kind: ConfigMapGenerator, metadata: {name: x}, files: [.git/config]}';
    charts.write({ 'app/.git/config': 'token', [`app/${text}`]: plugin('ConfigMapGenerator', 'literals: [a=b]') });
    expect(problemOf(JSON.stringify({ generators: [text] }))).toMatch(/\.git\/config: is a file of git/);
    charts.write({ 'app/a{b': 'apiVersion: builtin\nkind: ConfigMapGenerator\nfiles: [.git/config]\n' });
    expect(problemOf('generators: ["a{b"]\n')).toContain('"a{b" is not a plugin, and could be the name of a file that is not checked');
  });

  test('are relative to the kustomization that names the plugin', () => {
    const files = { 'app/plugins/kustomization.yaml': 'resources: [plugin.yaml]\n', 'app/plugins/plugin.yaml': plugin('ConfigMapGenerator', 'files: [settings.txt]'), 'app/settings.txt': 'a' };
    expect(problemOf('generators: [plugins]\n', files)).toBeUndefined();
    expect([...parts('app').files]).toContain(realPath(charts.path('app/settings.txt')));
  });

  test('cannot be added by a kustomization of plugins', () => {
    const files = { 'app/plugins/kustomization.yaml': 'resources: [plugin.yaml]\npatches: [{ target: { kind: ConfigMapGenerator }, patch: "[]" }]\n', 'app/plugins/plugin.yaml': plugin('ConfigMapGenerator', 'literals: [a=b]') };
    expect(problemOf('generators: [plugins]\n', files)).toMatch(/plugins\/kustomization\.yaml: has patches for plugins, and can change which files they read, so it was not rendered/);
  });

  test('a list of patches in the form of old versions names files, too', () => {
    charts.write({ 'secret.txt': 'token' });
    expect(problemOf('patches: [../secret.txt]\n')).toMatch(/leads out of/);
  });
});

onPosix('paths and links that leave the folders are refused', () => {
  charts.write({ 'secret.txt': 'token', 'app/.git/config': 'token' });
  charts.link('app/link.txt', '../secret.txt');
  expect(problemOf('configMapGenerator: [{ name: a, files: [link.txt] }]\n')).toMatch(/app\/link\.txt: leads out of \S+app: copy the file into that folder, and use the copy$/);
  expect(problemOf('resources: [../secret.txt]\n')).toMatch(/secret\.txt: leads out of/);
  expect(problemOf('configMapGenerator: [{ name: a, files: [.git/config] }]\n')).toMatch(/app\/\.git\/config: is a file of git, which may contain a token/);
  expect(problemOf('resources: [.git/missing]\n')).toContain('".git/missing" is a file of git');
  expect(problemOf('resources: [/etc/passwd]\n')).toMatch(/"\/etc\/passwd" is an absolute path: write it relative to \S+app$/);
  expect(problemOf('patches: [{ path: /etc/passwd }]\n')).toContain('"/etc/passwd" is an absolute path');
  expect(problemOf('patches: [{ path: missing.yaml }]\n')).toMatch(/the file "missing\.yaml" does not exist in \S+app: correct the path, or remove it$/);
  charts.write({ 'app/kustomization.yaml': 'resources: [../base]\n', 'base/kustomization.yaml': '' });
  const narrow = new KustomizationGraph({ rootOf: (folder) => realPath(folder), allowsRemote: false });
  expect(narrow.partsOf(charts.path('app')).problem?.message).toMatch(/\/base: leads out of \S+app: /);
  charts.link('app/out', '/usr');
  expect(problemOf('resources: [out]\n')).toMatch(/app\/out: leads out of/);
});

test('what cannot be read is an error with its place', () => {
  expect(problemOf('resources: [missing.yaml]\n')).toMatch(/kustomization\.yaml: "missing\.yaml" does not exist in \S+app: correct the path, or remove it$/);
  expect(problemOf('a: [\n')).toMatch(/kustomization\.yaml:\d+:\d+: /);
  expect(problemOf('resources: [../empty]\n', { 'empty/x': '' })).toMatch(/empty: has no kustomization\.yaml/);
  expect(problemOf('resources: []\n', { 'app/Kustomization': '' })).toContain('kustomize reads either it or');
});

test('names of files are not remote', () => {
  expect(['pod.yaml', '../base', './a b/ü', 'a/b.c/d', 'github/app', 'my.github.company/app'].filter(isRemote)).toEqual([]);
});

test.each([
  ['resources: [rendered.yaml]\npatches: [{ patch: "a: 1" }]', true],
  ['resources: [rendered.yaml, pod.yaml]', false],
  ['resources: [rendered.yaml]\nbases: [../base]', false],
  ['resources: [rendered.yaml]\ncomponents: [../base]', false],
  ['resources: [rendered.yaml]\ngenerators: [pod.yaml]', false],
  ['resources: [rendered.yaml]\ntransformers: ["{ apiVersion: builtin }"]', false],
  ['resources: [rendered.yaml]\nhelmCharts: [{ name: a }]', false],
  ['Resources: [pod.yaml]\nresources: [rendered.yaml]', false],
])('a kustomization awaits the rendered chart only if it deploys nothing else: %s', (text, expected) => {
  charts.write({ 'base/kustomization.yaml': '' });
  expect(problemOf(`${text}\n`)).toBeDefined();
  expect(graph().at(charts.path('app')).awaitsChart).toBe(expected);
});
