import { execFileSync } from 'child_process';
import { writeFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { ChartFiles, deployment } from './mini-charts';
import { run, Run } from '../../commands/cli/support';
import { helm } from '../../programs/kubernetes';
import { Charts, helmOnly, Programs } from '../charts/support';

// Real Helm renders the lines to propose to the maintainers of a chart, whether someone sets their values or not.

const CONTEXT = { runAsUser: 4000 };
const VOLUME = { name: 'more', emptyDir: {} };
const MOUNT = { name: 'more', mountPath: '/more' };

const JOB = `apiVersion: batch/v1
kind: Job
metadata: { name: web }
spec:
  template:
    spec:
      restartPolicy: Never
      containers: [{ name: web, image: "registry.example/shop/web:1.0" }]
`;
const NGINX = deployment().replace(/image: .*/, 'image: nginx:1.29');

interface Proposed {
  readonly template: string;
  readonly defaults?: string;
  /** A part of the line above the proposal in the report. */
  readonly above: string;
  readonly line: string;
  /** Puts the line into the template. */
  readonly insert: (template: string, line: string) => string;
  /** The values that it reads, and the content of the field with them. */
  readonly set: object;
  readonly read: (pod: any) => unknown;
  readonly without: unknown;
  readonly expected: unknown;
}

const inPod = (template: string, line: string) => template.replace('      containers:', `      ${line}\n      containers:`);
const inContainer = (template: string, line: string) => template.replace(/( +)image: .*\n/, `$&$1${line}\n`);
const atEnd = (last: string) => (template: string, line: string) => template.replace(`${last}\n`, `${last}\n      ${line}\n`);
const container = ({ containers: [first] }: any) => first;

const PROPOSED: { readonly [name: string]: Proposed } = {
  'a pod': {
    template: deployment(),
    above: ': securityContext.runAsNonRoot',
    line: '{{ with $.Values.podSecurityContext }}securityContext: {{- toYaml . | nindent 8 }}{{ end }}',
    insert: inPod,
    set: { podSecurityContext: CONTEXT },
    read: (pod) => pod.securityContext,
    without: undefined,
    expected: CONTEXT,
  },
  'a container': {
    template: deployment(),
    above: ', container "web": securityContext.allow',
    line: '{{ with $.Values.securityContext }}securityContext: {{- toYaml . | nindent 12 }}{{ end }}',
    insert: inContainer,
    set: { securityContext: CONTEXT },
    read: (pod) => container(pod).securityContext,
    without: undefined,
    expected: CONTEXT,
  },
  'a value in a map that nobody sets': {
    template: `${deployment()}---\n${deployment({ name: 'other', container: '{{ with $.Values.securityContext }}securityContext: {{- toYaml . | nindent 12 }}{{ end }}' })}`,
    defaults: 'securityContext: {}\n',
    above: ', container "web": securityContext.allow',
    line: '{{ with ($.Values.web).securityContext }}securityContext: {{- toYaml . | nindent 12 }}{{ end }}',
    insert: inContainer,
    set: { web: { securityContext: CONTEXT } },
    read: (pod) => container(pod).securityContext,
    without: undefined,
    expected: CONTEXT,
  },
  'a component with a map of another name': {
    template: deployment({ containerName: 'shop-make-user', pod: '{{ with .Values.makeUserJob.podSecurityContext }}securityContext: {{- toYaml . | nindent 8 }}{{ end }}' }),
    defaults: 'makeUserJob: { podSecurityContext: {} }\n',
    above: ', container "shop-make-user": securityContext.allow',
    line: '{{ with ($.Values.makeUserJob).securityContext }}securityContext: {{- toYaml . | nindent 12 }}{{ end }}',
    insert: inContainer,
    set: { makeUserJob: { securityContext: CONTEXT } },
    read: (pod) => container(pod).securityContext,
    without: undefined,
    expected: CONTEXT,
  },
  'a container in braces': {
    template: JOB,
    above: ', container "web": securityContext.allow',
    line: 'securityContext: {{ $.Values.securityContext | default dict | toJson }}',
    insert: (template, line) => template.replace('1.0"', `1.0", ${line}`),
    set: { securityContext: CONTEXT },
    read: (pod) => container(pod).securityContext,
    without: {},
    expected: CONTEXT,
  },
  'a pod that has a context': {
    template: deployment({ pod: 'securityContext:\n        fsGroup: 2000' }),
    above: ': securityContext.runAsNonRoot',
    line: 'at the end of securityContext: {{ with $.Values.podSecurityContext }}{{- toYaml . | nindent 8 }}{{ end }}',
    insert: atEnd('fsGroup: 2000'),
    set: { podSecurityContext: CONTEXT },
    read: (pod) => pod.securityContext,
    without: { fsGroup: 2000 },
    expected: { fsGroup: 2000, ...CONTEXT },
  },
  'volumes beside others': {
    template: NGINX.replace('      containers:', '      volumes:\n      - name: own\n        emptyDir: {}\n      containers:'),
    above: 'Deployment shop: ',
    line: 'at the end of volumes: {{ with $.Values.extraVolumes }}{{- toYaml . | nindent 6 }}{{ end }}',
    insert: atEnd('emptyDir: {}'),
    set: { extraVolumes: [VOLUME] },
    read: (pod) => pod.volumes,
    without: [{ name: 'own', emptyDir: {} }],
    expected: [{ name: 'own', emptyDir: {} }, VOLUME],
  },
  'the first mounts': {
    template: NGINX,
    above: ', container "web": securityContext.',
    line: '{{ with $.Values.extraVolumeMounts }}volumeMounts: {{- toYaml . | nindent 12 }}{{ end }}',
    insert: inContainer,
    set: { extraVolumeMounts: [MOUNT] },
    read: (pod) => container(pod).volumeMounts,
    without: undefined,
    expected: [MOUNT],
  },
};

let charts: Charts;
let programs: Programs;
beforeAll(() => { programs = helmOnly(4); });
afterAll(() => programs.remove());
beforeEach(() => { charts = new Charts(); });
afterEach(() => charts.remove());

const write = (files: ChartFiles) => charts.chart('web', files);

async function runValues(...args: string[]): Promise<Run> {
  const result = await run(['values', 'charts/web', '--release', 'shop', '-n', 'prod', '--config', 'none', ...args], { cwd: charts.folder, env: programs.env });
  expect(result.status).toBe(0);
  return result;
}

async function report(): Promise<string[]> {
  const { stderr } = await runValues();
  return stderr.map((line) => line.replace('cdk8s-hardened: ', ''));
}

function rendered(major: 3 | 4, set: object): any {
  const values = charts.path('set.json');
  writeFileSync(values, JSON.stringify(set));
  const text = execFileSync(helm(major), ['template', 'shop', charts.path('charts/web'), '-f', values], { encoding: 'utf8' });
  return parseAllDocuments(text)[0].toJS().spec.template.spec;
}

test.each(Object.entries(PROPOSED))('the line for %s renders, and values trace it', async (_, { template, defaults = '', above, line, insert, set, read, without, expected }) => {
  const chart = write({ 'values.yaml': defaults, 'templates/web.yaml': template });
  const lines = await report();
  const below = lines.slice(lines.findIndex((each) => each.startsWith('no known value reaches') && each.includes(above)) + 1);
  const end = below.findIndex((each) => !each.startsWith('  propose upstream'));
  expect(below.slice(0, end < 0 ? undefined : end)).toContain(`  propose upstream, in charts/web/templates/web.yaml: ${line}`);
  writeFileSync(join(chart, 'templates/web.yaml'), insert(template, line.replace(/^at the end of \w+: /, '')));
  for (const major of [3, 4] as const) {
    expect(read(rendered(major, {}))).toEqual(without);
    expect(read(rendered(major, set))).toEqual(expected);
  }
  const [[name, value]] = Object.entries(set);
  const { stdout } = await runValues('--explain');
  expect(stdout).toContain(` <- ${name}${Array.isArray(value) ? '' : `.${Object.keys(value)[0]}`}`);
});

test('no line is proposed for a template that includes the containers', async () => {
  const [head, pod] = deployment().split(/(?= {6}containers:)/);
  write({ 'templates/_pod.tpl': `{{ define "pod" }}\n${pod}{{ end }}`, 'templates/web.yaml': `${head}{{- include "pod" . }}` });
  const lines = await report();
  expect(lines.filter((line) => line.startsWith('no known value reaches'))).toHaveLength(2);
  expect(lines.filter((line) => line.includes('propose upstream'))).toEqual([]);
});

test('no line is proposed beside an empty field, which would be there twice', async () => {
  const empty = 'securityContext: {{- toYaml (default dict $.Values.worker) | nindent 12 }}';
  write({ 'templates/web.yaml': deployment({ container: empty }) });
  const proposed = (await report()).filter((line) => line.includes('propose upstream'));
  expect(proposed).toEqual(['  propose upstream, in charts/web/templates/web.yaml: {{ with $.Values.podSecurityContext }}securityContext: {{- toYaml . | nindent 8 }}{{ end }}']);
});

test('no line is proposed with a value whose destination is unknown, since the field may have it already', async () => {
  const own = '{{ with $.Values.securityContext }}securityContext: {{- toYaml . | nindent 12 }}{{ end }}';
  const guard = '{{ if (dig "readOnlyRootFilesystem" false $.Values.securityContext) }}{{ fail "it writes to /" }}{{ end }}';
  write({ 'values.yaml': 'securityContext: {}\n', 'templates/web.yaml': `${deployment({ container: own })}${guard}\n` });
  const lines = await report();
  expect(lines).toContain('securityContext was not traced: the chart does not render with a marker in it');
  expect(lines.filter((line) => line.includes('propose upstream') && line.includes('.securityContext'))).toEqual([]);
});

test('no line is proposed where text cannot begin a line, or a name cannot be in a template', async () => {
  const chart = write({ 'templates/web.yaml': deployment({ pod: 'securityContext: { fsGroup: 2000 }' }) });
  expect((await report()).filter((line) => line.includes('propose upstream') && line.includes('podSecurityContext'))).toEqual([]);
  const named = (name: string) => deployment({ containerName: '2048', name });
  writeFileSync(join(chart, 'templates/web.yaml'), `${named('a')}---\n${deployment({ name: 'b', container: '{{ with $.Values.securityContext }}securityContext: {{- toYaml . | nindent 12 }}{{ end }}' })}`);
  expect((await report()).filter((line) => line.includes('$.Values.2048') || line.includes('($.Values.2048)'))).toEqual([]);
});
