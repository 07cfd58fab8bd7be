import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { create } from 'tar';
import { readChart } from '../../../src/tasks/chart-values/chart/chart';
import { chartSources } from '../../../src/tasks/chart-values/chart/chart-files';
import { renderedObjects } from '../../../src/tasks/chart-values/chart/rendered';
import { candidatesOf } from '../../../src/tasks/chart-values/trace/candidates';
import { chartName } from '../../../src/tasks/charts/chart-file';
import { onPosix } from '../../support/systems';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-chart-')); });
afterEach(() => rmSync(folder, { recursive: true }));

function write(files: { readonly [path: string]: string }): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return join(folder, 'web');
}

const CHART = {
  'web/Chart.yaml': 'name: web\nversion: 1.2.3\ndependencies:\n  - { name: db, alias: store }\n  - { name: db }\n',
  'web/values.yaml': 'podSecurityContext: {}\nstore: { securityContext: { runAsUser: 5 } }\nbroken: []\nserver: { resources: {} }\n',
  'web/templates/web.yaml': '{{ .Values.server.securityContext }} {{ .Values.broken.securityContext.x }} {{ $.Values.global.podSecurityContext }} {{ .Values.adaptSecurityContext }}',
  'web/templates/notes.md': '{{ .Values.other.securityContext }}',
  'web/charts/db/Chart.yaml': 'name: db\nversion: 1.0.0\n',
  'web/charts/db/values.yaml': 'securityContext: { enabled: false, pod: {}, capabilities: {} }\nautomountServiceAccountToken: true\n',
  'web/charts/db/templates/db.yaml': '{{ .Values.init.securityContext.runAsUser }} {{ .Values.global.securityContext }}',
};
const PATHS = [
  'db.automountServiceAccountToken', 'db.init.securityContext', 'db.securityContext', 'db.securityContext.pod',
  'global.podSecurityContext', 'global.securityContext', 'podSecurityContext', 'server.resources', 'server.securityContext',
  'store.automountServiceAccountToken', 'store.init.securityContext', 'store.securityContext', 'store.securityContext.pod',
];

test('a value of an exact name, and what a template reads of each map that it goes through, are candidates', () => {
  const path = write({
    'web/Chart.yaml': 'name: web\nversion: 1.2.3\n',
    'web/values.yaml': `seccompProfile: {}
seccompProfiles: {}
workers: { fast: { securityContext: {} }, slow: {}, off: false }
lists: [{ securityContext: {} }]
others: { one: {} }
`,
    'web/templates/a.yaml': '{{ range $n, $w := .Values.workers }}{{ $w.securityContext }}{{ .pod.resources }}{{ $w.name }}{{ $.Values.resources }}{{ end }}',
    'web/templates/b.yaml': '{{ range .Values.lists }}{{ .securityContext }}{{ end }}{{ range .Values.nothing }}{{ end }}{{ .Values.others.one }}',
  });
  expect(candidates(path)).toEqual([
    'resources', 'seccompProfile', 'workers.fast.pod.resources', 'workers.fast.securityContext', 'workers.slow.pod.resources', 'workers.slow.securityContext',
  ]);
  const many = Object.fromEntries(Array.from({ length: 1200 }, (_, index) => [`w${index}`, {}]));
  writeFileSync(join(path, 'values.yaml'), JSON.stringify({ workers: many }));
  expect(candidates(path)).toHaveLength(1000);
});

function candidates(path: string): readonly string[] {
  const chart = readChart(chartSources(path));
  return candidatesOf(chart, chart.values).map((each) => each.path.join('.')).sort();
}

test('finds the values of a chart, its subcharts and their aliases, by keys and by templates', () => {
  const path = write(CHART);
  expect(readChart(chartSources(path))).toMatchObject({
    name: 'web', version: '1.2.3', values: { store: { securityContext: { enabled: false, runAsUser: 5 } }, db: { securityContext: { enabled: false } } },
  });
  expect(candidates(path)).toEqual(PATHS);
});

test('a subchart with an alias is looked for by its own name, too: Helm uses that if another version is required', () => {
  const path = write({ ...CHART, 'web/Chart.yaml': 'name: web\nversion: 1.2.3\ndependencies: [{ name: db, alias: store, version: 2.0.0 }]\n' });
  expect(candidates(path)).toEqual(PATHS);
});

test.each([['n', 'false'], ['yes', 'true'], ['0x1F', '31'], ['"n"', 'n'], ['web', 'web']])('the name %s is %s, as Helm reads it', (name, read) => {
  const path = write({
    'web/Chart.yaml': `name: ${name}\nversion: 1.10\ndependencies: [{ name: ${name}, alias: ${name} }]\n`,
    'web/charts/db/Chart.yaml': `name: ${name}\nversion: 1\n`,
    'web/charts/db/values.yaml': 'securityContext: {}\n',
  });
  expect(readChart(chartSources(path))).toMatchObject({ name: read, version: '1.1', values: { [read]: { securityContext: {} } } });
  expect(chartName(path)).toBe(read);
});

test('reads a .tgz, and packed subcharts in it', () => {
  const path = write(CHART);
  create({ sync: true, gzip: true, file: join(path, 'charts/db-1.0.0.tgz'), cwd: join(path, 'charts') }, ['db']);
  rmSync(join(path, 'charts/db'), { recursive: true });
  expect(candidates(path)).toEqual(PATHS);
  create({ sync: true, gzip: true, file: join(folder, 'web.tgz'), cwd: folder }, ['web']);
  expect(candidates(join(folder, 'web.tgz'))).toEqual(PATHS);
});

test.each([
  ['the line itself', 'securityContext: {{ toYaml .Values.own.pod }}', true],
  ['the line below', '  securityContext:\n    {{- toYaml .Values.own.pod | nindent 4 }}\n', true],
  ['the line above', '{{- with .Values.own.pod }}\n  securityContext: {{- toYaml . | nindent 4 }}', true],
  ['the line above another one', 'a: 1\n{{- with .Values.own.pod }}\n\tsecurityContext:\n\n', true],
  ['a second place', 'securityContext: {}\nb: 1\nsecurityContext: { securityContext: {{ toYaml .Values.own.pod }} }', true],
  ['maps that may be missing', 'securityContext: {{ toYaml (.Values.own).pod }}', true],
  ['a line in between', '{{- with .Values.own.pod }}\na: 1\n  securityContext: {{- toYaml . | nindent 4 }}', false],
  ['a longer key', 'podsecurityContext: {{ toYaml .Values.own.pod }}', false],
  ['another action', 'securityContext: {{ toYaml { {{ .Values.own.pod }}', false],
])('a value with any name that is passed as a security context: %s', (_, template, isFound) => {
  const path = write({ 'web/Chart.yaml': 'name: web\nversion: 1.2.3\n', 'web/values.yaml': 'own: { pod: {} }\n', 'web/templates/web.yaml': template });
  expect(candidates(path)).toEqual(isFound ? ['own.pod'] : []);
});

test('a value that only a template names is not documented, and knows no default', () => {
  const chart = readChart(chartSources(write(CHART)));
  const [server] = candidatesOf(chart, chart.values).filter(({ path }) => path.join('.') === 'server.securityContext');
  expect(server).toEqual({ path: ['server', 'securityContext'], kind: 'context', value: undefined, isDocumented: false });
});

onPosix('follows no links, and what is not YAML is empty', () => {
  const path = write({ ...CHART, 'secret.yaml': 'securityContext: {}\n', 'web/charts/db/values.yaml': 'a: [', 'web/charts/x.tgz': 'no archive' });
  rmSync(join(path, 'values.yaml'));
  symlinkSync(join(folder, 'secret.yaml'), join(path, 'values.yaml'));
  expect(candidates(path)).toEqual(['broken.securityContext', 'db.init.securityContext', 'global.podSecurityContext', 'global.securityContext', 'server.securityContext', 'store.init.securityContext']);
});

test('a path that does not exist, and a file that is not an archive, are errors that name it', () => {
  expect(() => chartSources(join(folder, 'nowhere'))).toThrow(/nowhere: /);
  writeFileSync(join(folder, 'web.tgz'), 'no archive');
  expect(() => chartSources(join(folder, 'web.tgz'))).toThrow(/web\.tgz: /);
});

test('a chart with endless values is refused', () => {
  const path = write({ ...CHART, 'web/values.yaml': Array.from({ length: 1001 }, (_, index) => `a${index}: { securityContext: {} }\n`).join('') });
  expect(() => candidates(path)).toThrow('the chart has more than 1000 values that may end up in pods');
});

test('a key named __proto__ is data', () => {
  const path = write({ ...CHART, 'web/values.yaml': '__proto__: { securityContext: { runAsUser: 1 } }\n' });
  expect(candidates(path)).toContain('__proto__.securityContext');
  expect(Object.hasOwn(readChart(chartSources(path)).values, '__proto__')).toBe(true);
});

test('a chart in the working directory', () => {
  const before = process.cwd();
  process.chdir(write(CHART));
  try {
    expect([...chartSources('.').keys()].sort()).toEqual([...chartSources(join(folder, 'web')).keys()].sort());
    expect(readChart(chartSources('./'))).toMatchObject({ name: 'web', version: '1.2.3' });
  } finally {
    process.chdir(before);
  }
});

test('two workloads with one name cannot be told apart', () => {
  const hook = (event: string) => `---\napiVersion: batch/v1\nkind: Job\nmetadata: { name: migrate, annotations: { helm.sh/hook: ${event} } }\nspec: { template: { spec: { containers: [{ name: a }] } } }\n`;
  expect(() => renderedObjects(hook('pre-install') + hook('pre-upgrade'))).toThrow('the chart renders two objects that are batch/v1 Job migrate');
  expect(renderedObjects('apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n')).toHaveLength(2);
});
