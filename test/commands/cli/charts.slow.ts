import { execFileSync } from 'child_process';
import { chmodSync, existsSync, readFileSync, rmSync, symlinkSync } from 'fs';
import { parse } from 'yaml';
import { gitIn, GOOD, NO_SECCOMP, PRIVILEGED, run, Run, workspaces } from './support';
import { helm } from '../../programs/kubernetes';
import { helmOnly, kubectlOnly, kustomizeOnly, programPath, Programs } from '../../tasks/charts/support';

const workspace = workspaces();

/** The pod and the policy of `GOOD` as templates of a chart, with a value by which a process may gain privileges. */
function chartFiles(name: string, values = 'escalation: false\n', more: { readonly [path: string]: string } = {}): { readonly [path: string]: string } {
  const files = {
    'Chart.yaml': `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`,
    'values.yaml': values,
    'templates/pod.yaml': GOOD.replace('allowPrivilegeEscalation: false', 'allowPrivilegeEscalation: {{ .Values.escalation }}').replaceAll(': shop', ': {{ .Release.Namespace }}'),
    ...more,
  };
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [`charts/${name}/${path}`, content]));
}

const WAIVER = { control: 'allow-privilege-escalation', initContainers: ['setup'], reason: 'it starts a setuid program of its own' };
const NEEDS_VALUES = { 'templates/host.yaml': '{{ required "set .Values.host" .Values.host }}\n' };

let programs: Programs;
const cli = (...args: string[]): Promise<Run> => run(args, { cwd: workspace().folder, env: programs.env });
const json = async (...args: string[]) => {
  const { status, stdout, stderr } = await cli('audit', '--format', 'json', ...args);
  const { findings, summary } = JSON.parse(stdout);
  return { status, findings, summary, stderr };
};
afterEach(() => programs.remove());

describe.each([3, 4] as const)('with Helm %i', (major) => {
  beforeEach(() => {
    programs = helmOnly(major);
  });

  test('audit takes a chart with its values in one command', async () => {
    workspace().write({ ...chartFiles('web'), 'prod.yaml': 'escalation: true\n' });
    expect(await json('charts/web', '-n', 'shop')).toMatchObject({ status: 0, findings: [], stderr: [], summary: { workloads: 1, files: 1 } });
    const { status, findings } = await json('./charts/web', '-f', 'prod.yaml', '--release', 'web', '-n', 'shop');
    expect(status).toBe(1);
    expect(findings).toMatchObject([{
      control: 'allow-privilege-escalation', file: 'charts/web', source: 'charts/web/templates/pod.yaml', line: expect.any(Number), name: 'good', namespace: 'shop',
    }]);
    expect((await json('charts/web', '-f', 'prod.yaml', '--set', 'escalation=false', '-n', 'shop')).status).toBe(0);
    expect((await cli('audit', 'charts/web', '-f', 'prod.yaml', '--no-render')).stderr.join()).toContain('remove --no-render');
  });

  test('the line is that of the rendered text, and each report names the template', async () => {
    workspace().write(chartFiles('web', 'escalation: true\n'));
    const { findings: [finding] } = await json('charts/web', '-n', 'shop');
    const rendered = execFileSync(`${programs.env.PATH}/helm`, ['template', '-n', 'shop', 'web', 'charts/web'], { cwd: workspace().folder }).toString().split('\n');
    expect(rendered[finding.line - 1]).toContain('allowPrivilegeEscalation: true');
    const report = async (format: string) => (await cli('audit', 'charts/web', '-n', 'shop', '--detail', 'all', '--format', format)).stdout;
    const source = 'charts/web/templates/pod.yaml';
    expect(await report('text')).toContain('charts/web: Pod shop/good (charts/web/templates/pod.yaml)\n');
    expect((await cli('audit', 'charts/web', '-n', 'shop', '--detail', 'all', '--group-by', 'control')).stdout).toContain(`charts/web:${finding.line}:${finding.column} (${source}): `);
    expect((await cli('audit', 'charts/web', '-n', 'shop', '--detail', 'all', '--group-by', 'file')).stdout).toContain(`Pod shop/good (${source}): `);
    const [{ locations: [{ physicalLocation }], message }] = JSON.parse(await report('sarif')).runs[0].results;
    expect(physicalLocation).toEqual({ artifactLocation: { uri: source }, region: { startLine: 1 } });
    expect(message.text).toContain(`. See line ${finding.line} of what charts/web renders to`);
    expect(await report('github')).toMatch(new RegExp(`^::error file=${source},line=1,title=.*See line ${finding.line} of what charts/web renders to$`, 'm'));
    expect(JSON.parse(await report('gitlab'))[0].location).toEqual({ path: source, lines: { begin: 1 } });
    expect(await report('junit')).toContain(`charts/web:${finding.line}:${finding.column} (${source}): error`);
    expect(await report('markdown')).toContain(`(${source})`);
    expect(await report('html')).toContain(`charts/web (${source})`);
  });

  test('each report shows the value that reaches the field, and only those that do need another rendering', async () => {
    const chart = {
      ...chartFiles('web', 'securityContext: { privileged: true }\n'),
      'charts/web/templates/pod.yaml': PRIVILEGED.replace('privileged: true', 'privileged: {{ .Values.securityContext.privileged }}').replaceAll(': shop', ': {{ .Release.Namespace }}'),
    };
    workspace().write(chart);
    const calls = workspace().write({ 'bin/helm': `#!/bin/sh\necho call >> calls\nexec ${programs.env.PATH}/helm "$@"\n`, 'calls': '' });
    chmodSync(`${calls.folder}/bin/helm`, 0o755);
    const env = { ...programs.env, PATH: `${calls.folder}/bin:${process.env.PATH}` };
    const audit = async (...args: string[]) => {
      workspace().write({ calls: '' });
      const { stdout } = await run(['audit', 'charts/web', '-n', 'shop', '--config', 'none', ...args], { cwd: workspace().folder, env });
      return { stdout, renders: calls.read('calls').split('\n').length - 1 };
    };
    const value = 'securityContext.privileged';
    const shown: { readonly [format: string]: string } = {
      text: `\n      value: ${value}\n      fix: remove`,
      json: `"chartValue":"${value}"`,
      sarif: `. Value: ${value}. See line `,
      github: `. Value: ${value}. See line `,
      gitlab: `. Value: ${value}. See line `,
      rdjson: `. Value: ${value}. See line `,
      junit: `&#10;value: ${value}<`,
      markdown: `; value: <code>${value}</code>`,
      html: `"value":"${value}"`,
    };
    for (const [format, text] of Object.entries(shown)) {
      const { stdout, renders } = await audit('--format', format);
      expect({ format, renders, isShown: stdout.includes(text) }).toEqual({ format, renders: 2, isShown: true });
    }
    expect(JSON.parse((await audit('--format', 'sarif')).stdout).runs[0].results[0].properties).toMatchObject({ chartValue: value });
    expect((await audit('--detail', 'all')).stdout).toContain(`\n      value: ${value}\n`);
    for (const style of ['summary', 'failing']) {
      expect(await audit('--detail', style)).toEqual({ renders: 1, stdout: expect.not.stringContaining('value:') });
    }
    workspace().write({ 'charts/web/values.yaml': 'securityContext: { privileged: false }\n' });
    expect((await audit('--format', 'json')).renders).toBe(1);
  });

  test('the findings of several charts keep their order, and each has the values of its own chart', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    for (const name of names) {
      const pod = PRIVILEGED.replace('privileged: true', `privileged: {{ .Values.${name}.securityContext.privileged }}`).replaceAll(': shop', ': {{ .Release.Namespace }}');
      workspace().write({ ...chartFiles(name, `${name}: { securityContext: { privileged: true } }\n`), [`charts/${name}/templates/pod.yaml`]: pod });
    }
    workspace().write({ 'z.yaml': PRIVILEGED, 'cdk8s-hardened.yaml': `render: [${['one', 'two'].map((release) => `{ chart: charts/c, release: ${release} }`)}]\n` });
    const { findings } = await json('.', '-n', 'shop', '--only', 'privileged');
    const value = (name: string) => `${name}.securityContext.privileged`;
    expect(findings.map(({ file, chartValue }: any) => [file, chartValue])).toEqual([
      ['z.yaml', undefined],
      ...names.flatMap((name) => name === 'c' ? [['charts/c/one', value('c')], ['charts/c/two', value('c')]] : [[`charts/${name}`, value(name)]]),
    ]);
    const html = (await cli('audit', '.', '-n', 'shop', '--format', 'html')).stdout;
    expect(names.filter((name) => !html.includes(`"value":"${value(name)}"`))).toEqual([]);
  });

  test('a release in the input renders its chart with its values, and the settings file wins', async () => {
    const release = (values: string) => [
      'apiVersion: helm.toolkit.fluxcd.io/v2', 'kind: HelmRelease', 'metadata: { name: web, namespace: shop }',
      `spec: { chart: { spec: { chart: ./charts/web, sourceRef: { kind: GitRepository, name: a } } }, values: ${values} }`, '',
    ].join('\n');
    workspace().write({ ...chartFiles('web'), 'clusters/web.yaml': release('{ escalation: true }') });
    expect(await json('.')).toMatchObject({
      status: 1, stderr: [], summary: { workloads: 1 }, findings: [{ control: 'allow-privilege-escalation', file: 'charts/web', namespace: 'shop' }],
    });
    workspace().write({ 'clusters/other.yaml': release('{ escalation: false }').replace('shop', 'other') });
    expect(await json('.')).toMatchObject({ status: 1, summary: { workloads: 2 }, findings: [{ file: 'charts/web/web (clusters/web.yaml)', namespace: 'shop' }] });
    workspace().write({ 'cdk8s-hardened.yaml': 'render: [{ chart: charts/web, namespace: shop }]\n' });
    expect(await json('.')).toMatchObject({ status: 0, summary: { workloads: 1 }, findings: [] });
    workspace().write({ 'cdk8s-hardened.yaml': '{}\n', 'clusters/web.yaml': release('{ escalation: [' ) });
    expect((await json('.')).stderr.join()).toContain('clusters/web.yaml');
  });

  test('a values file of a release must be in the repository', async () => {
    const application = (file: string) => [
      'apiVersion: argoproj.io/v1alpha1', 'kind: Application', 'metadata: { name: web }',
      `spec: { source: { path: charts/web, helm: { valueFiles: [${file}] } }, destination: { namespace: shop } }`, '',
    ].join('\n');
    workspace().write({ ...chartFiles('web'), 'envs/prod.yaml': 'escalation: true\n', 'apps/web.yaml': application('../../envs/prod.yaml') });
    expect(await json('.')).toMatchObject({ status: 1, findings: [{ control: 'allow-privilege-escalation', namespace: 'shop' }] });
    workspace().write({ 'apps/web.yaml': application('../../../../etc/hostname') });
    const { status, stderr } = await json('.');
    expect(status).toBe(2);
    expect(stderr.join()).toContain('apps/web.yaml: Application web: ');
  });

  test('the search for values has the limits of each rendering, and findings do not depend on it', async () => {
    const files = chartFiles('web', 'escalation: true\nsecurityContext: {}\n', {
      'templates/large.yaml': '{{ if .Values.securityContext.runAsUser }}a: {{ repeat 1073741824 "x" }}{{ end }}\n',
    });
    workspace().write({ ...files, 'bin/helm': `#!/bin/sh\necho call >> calls\nexec ${programs.env.PATH}/helm "$@"\n` });
    chmodSync(`${workspace().folder}/bin/helm`, 0o755);
    const env = { ...programs.env, PATH: `${workspace().folder}/bin:${process.env.PATH}` };
    const { status, stdout, stderr } = await run(['audit', 'charts/web', '-n', 'shop', '--config', 'none', '--format', 'json'], { cwd: workspace().folder, env });
    expect({ status, stderr, calls: workspace().read('calls') }).toEqual({ status: 1, stderr: [], calls: 'call\ncall\n' });
    expect(JSON.parse(stdout).findings).toEqual([expect.not.objectContaining({ chartValue: expect.anything() })]);
    // Nor on a template that fails with markers.
    workspace().write({ 'charts/web/templates/large.yaml': '{{ if .Values.securityContext.runAsUser }}{{ fail "no" }}{{ end }}\n' });
    expect(await json('charts/web', '-n', 'shop')).toMatchObject({ status: 1, stderr: [], findings: [{ control: 'allow-privilege-escalation' }] });
  });

  test('a user who interrupts the search for values ends the run', async () => {
    // Markers make it endless: a marker is the number of a loop's steps.
    const loop = '{{ $steps := int .Values.securityContext.runAsUser }}{{ range until $steps }}{{ range until $steps }}{{ end }}{{ end }}\n';
    workspace().write(chartFiles('web', 'escalation: true\nsecurityContext: {}\n', { 'templates/loop.yaml': loop }));
    const started = Date.now();
    const watchInterrupts = () => ({ interruptedBy: () => Date.now() - started > 2500 ? 'SIGINT' as const : undefined, stop: () => undefined });
    const { status, stderr } = await run(['audit', 'charts/web', '-n', 'shop', '--format', 'json', '--output', 'out.json'], { cwd: workspace().folder, env: programs.env, watchInterrupts });
    expect({ status, stderr }).toEqual({ status: 130, stderr: ['cdk8s-hardened: interrupted: no file was written'] });
    expect(existsSync(`${workspace().folder}/out.json`)).toBe(false);
    const commands = execFileSync('/bin/sh', ['-c', 'cat /proc/[0-9]*/cmdline 2>/dev/null || true']).toString();
    expect(commands).not.toContain(`${workspace().folder}/charts/web`);
  });

  test('audit takes a .tgz, leaves out hooks of tests, and says what a chart is that renders nothing', async () => {
    workspace().write(chartFiles('web', 'escalation: false\n', { 'templates/test.yaml': PRIVILEGED.replace(/^metadata:$/m, 'metadata:\n  annotations: { helm.sh/hook: test }') }));
    execFileSync('tar', ['czf', 'web-1.0.0.tgz', '-C', 'charts', 'web'], { cwd: workspace().folder });
    const { status, findings } = await json('web-1.0.0.tgz', '-n', 'shop');
    expect(status).toBe(1);
    expect(findings[0]).toMatchObject({ file: 'web-1.0.0.tgz', source: 'web-1.0.0.tgz/templates/test.yaml' });
    workspace().write({ 'empty/Chart.yaml': 'apiVersion: v2\nname: empty\nversion: 1.0.0\n', 'lib/Chart.yaml': 'apiVersion: v2\nname: lib\nversion: 1.0.0\ntype: library\n' });
    expect((await cli('audit', 'empty')).status).toBe(2);
    expect((await cli('audit', 'empty', '--allow-empty')).status).toBe(0);
    expect((await cli('audit', 'lib')).stderr.join()).toContain('lib: is a library chart, which renders nothing by itself');
  });

  test('a folder is audited with its charts, each once, without subcharts and templates: the command of the README passes', async () => {
    workspace().write({
      'pod.yaml': GOOD,
      ...chartFiles('web', 'escalation: false\n', {
        'crds/crd.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: read-as-it-is, namespace: shop }\n',
        'templates/if.yaml': '{{- if .Values.x }}\n{{ fail "x" }}\n{{- end }}\n',
        'charts/sub/Chart.yaml': 'apiVersion: v2\nname: sub\nversion: 1.0.0\n',
        'charts/sub/templates/a.yaml': '{{ fail "of another" | indent 2 }}\n',
        'charts/sub/values.yaml': 'a: 1\n',
        'ci/test-values.yaml': 'b: 1\n',
        'values-prod.yaml': 'c: 1\n',
      }),
    });
    workspace().write({ 'charts/web/charts/sub/templates/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: sub, namespace: shop }\n' });
    const { status, stderr, summary } = await json('.', '-n', 'shop');
    expect({ status, stderr }).toEqual({ status: 0, stderr: [] });
    expect(summary).toMatchObject({ files: 3, workloads: 2, documents: 6 });
    const [, command] = /npx --yes cdk8s-hardened (audit \. .*)/.exec(readFileSync('README.md', 'utf8'))!;
    expect(await cli(...command.split(' '))).toMatchObject({ status: 0, stderr: [] });
  });

  test('what needs values is listed with the line for the settings file, and incomplete until that is there, or it is excluded', async () => {
    workspace().write({ 'pod.yaml': PRIVILEGED, ...chartFiles('web', '', NEEDS_VALUES) });
    const { status, stderr, findings } = await json('.', '-n', 'shop');
    expect(status).toBe(2);
    expect(findings).toHaveLength(1);
    expect(stderr).toEqual([expect.stringMatching(/charts\/web: execution error at \(web\/templates\/host\.yaml:1:3\): set \.Values\.host; if it needs values, write `render: \[\{ chart: charts\/web, values: \[FILE\] \}\]` in cdk8s-hardened\.yaml, or list the chart in excludeFiles$/)]);
    workspace().write({ 'pod.yaml': GOOD, 'cdk8s-hardened.yaml': 'excludeFiles: [charts/web]\n' });
    expect((await json('.')).status).toBe(0);
    workspace().write({ 'cdk8s-hardened.yaml': 'render: [{ chart: charts/web, values: [prod.yaml], set: [escalation=false], release: web, namespace: shop }]\n', 'prod.yaml': 'host: "# a comment"\n' });
    expect(await json('.')).toMatchObject({ status: 0, summary: { workloads: 2 } });
    // With another path to the same chart, too.
    expect((await json('charts/web')).status).toBe(0);
    expect((await cli('audit', '.', '--no-render')).status).toBe(2);
  });

  test('a chart that is listed twice is rendered twice', async () => {
    workspace().write({
      ...chartFiles('web'),
      'cdk8s-hardened.yaml': 'render:\n- { chart: charts/web, release: blue, namespace: shop }\n- { chart: charts/web, release: green, namespace: shop, set: [escalation=true] }\n',
    });
    const { findings, summary } = await json('.');
    expect(summary.workloads).toBe(2);
    expect(findings).toMatchObject([{ file: 'charts/web/green', source: 'charts/web/templates/pod.yaml' }]);
    workspace().write({ 'cdk8s-hardened.yaml': 'render: [{ chart: charts/web }, { chart: charts/web }]\n' });
    expect((await cli('audit', '.')).stderr.join()).toContain('cdk8s-hardened.yaml: render has charts/web twice with the release "web": give each entry its own release');
  });

  test('values of the settings file must lie in its repository', async () => {
    workspace().write({ ...chartFiles('web'), 'deep/cdk8s-hardened.yaml': 'render: [{ chart: ../charts/web, values: [../prod.yaml] }]\n', 'prod.yaml': '' });
    expect((await cli('audit', '.', '--config', 'deep/cdk8s-hardened.yaml')).stderr.join()).toMatch(/deep\/cdk8s-hardened\.yaml:1:\d+: prod\.yaml: leads out of \S+deep: /);
    symlinkSync('/etc/hostname', `${workspace().folder}/link.yaml`);
    workspace().write({ 'cdk8s-hardened.yaml': 'render: [{ chart: charts/web, values: [link.yaml] }]\n' });
    expect((await cli('audit', '.')).stderr.join()).toContain('link.yaml: leads out of ');
  });

  test('a release or a namespace of the settings file that is not valid is an error with its place', async () => {
    workspace().write({ ...chartFiles('web'), 'cdk8s-hardened.yaml': 'render:\n  - { chart: charts/web, release: Web }\n' });
    expect((await cli('audit', '.')).stderr).toEqual([expect.stringMatching(/cdk8s-hardened\.yaml:2:26: "Web" is not a valid name of a release: use lowercase letters/)]);
    workspace().write({ 'cdk8s-hardened.yaml': 'render:\n  - { chart: charts/web, namespace: "--debug" }\n' });
    expect((await cli('audit', '.')).stderr).toEqual([expect.stringMatching(/cdk8s-hardened\.yaml:2:26: "--debug" is not a valid name of a namespace/)]);
  });

  test('options of one chart need one', async () => {
    workspace().write({ ...chartFiles('web'), ...chartFiles('api'), 'v.yaml': '', 'pod.yaml': GOOD });
    expect((await cli('audit', 'pod.yaml', '-f', 'v.yaml')).stderr.join()).toContain('-f, --set and --release apply to one chart, but the paths contain none');
    expect((await cli('audit', 'charts', '--release', 'x')).status).toBe(2);
    expect((await cli('audit', 'charts/web', 'charts/api', '--set', 'a=1')).stderr.join()).toContain('but the paths contain 2');
  });

  test('a waiver in a file that Helm installs as it is does not count either', async () => {
    const pod = PRIVILEGED.replace(/^metadata:$/m, `metadata:\n  annotations:\n    cdk8s-hardened/waivers: '${JSON.stringify([{ control: 'privileged', containers: ['main'], reason: 'it is a test of waivers' }])}'`);
    workspace().write({ ...chartFiles('web', 'escalation: false\n', { 'crds/pod.yaml': pod }), 'beside/pod.yaml': pod });
    const { findings } = await json('.', '-n', 'shop', '--only', 'privileged');
    expect(findings.map(({ control, file, waived }: any) => [control, file, waived])).toEqual([
      ['privileged', 'beside/pod.yaml', true], ['privileged', 'charts/web/crds/pod.yaml', false], ['waiver-unlisted', 'charts/web/crds/pod.yaml', false],
    ]);
  });

  test('the files that values wrote do not fail the audit of the repository', async () => {
    workspace().write({ ...chartFiles('web', 'escalation: true\n') });
    expect((await cli('values', 'charts/web', '--release', 'web', '-n', 'shop', '--override-unsafe', '--output-dir', 'deploy', '--config', 'none')).status).toBe(0);
    const { status, findings, stderr } = await json('.', '-n', 'shop', '--config', 'none', '--verbose');
    expect({ status, files: [...new Set(findings.map(({ file }: any) => file))] }).toEqual({ status: 1, files: ['charts/web'] });
    expect(stderr).toContain('cdk8s-hardened: deploy: gets rendered.yaml at deployment, so it was not rendered: audit the output of kustomize at deployment');
    const named = await cli('audit', 'deploy');
    expect({ status: named.status, last: named.stderr.at(-1) }).toEqual({ status: 2, last: expect.stringContaining('deploy/rendered.yaml does not exist yet: write the output of `helm template` with the values of the folder into it') });
  });

  test('an entry of the settings file for a chart that is not there is an error', async () => {
    workspace().write({ ...chartFiles('web'), 'cdk8s-hardened.yaml': 'render: [{ chart: charts/wbe }]\n' });
    expect(await cli('audit', '.')).toMatchObject({ status: 2, stderr: [expect.stringContaining('cdk8s-hardened.yaml:1:12: charts/wbe is not a chart: correct the path')] });
  });

  test('an entry of the settings file with a values file that is missing, or wrong values, is an error with its place', async () => {
    const entry = (text: string) => ({ 'cdk8s-hardened.yaml': `render:\n  - { chart: charts/web, ${text} }\n` });
    const error = async (...args: string[]) => {
      const { status, stderr } = await cli('audit', ...args);
      return { status, stderr: stderr.join('\n') };
    };
    workspace().write({ ...chartFiles('web'), 'pod.yaml': GOOD, ...entry('values: [pod.yaml, none.yaml]') });
    expect(await error('.')).toEqual({ status: 2, stderr: expect.stringMatching(/cdk8s-hardened\.yaml:2:45: none\.yaml: no such file or folder.*: correct the path, or remove it$/) });
    // The values of the command line are used instead.
    expect((await error('charts/web', '-f', 'charts/web/values.yaml')).status).toBe(0);
    workspace().write(entry('values: [charts]'));
    expect(await error('.')).toEqual({ status: 2, stderr: expect.stringMatching(/cdk8s-hardened\.yaml:2:35: charts: is not a regular file: remove it, or replace it with a regular file$/) });
    workspace().write(entry('set: [escalation]'));
    expect(await error('.')).toEqual({
      status: 2,
      stderr: expect.stringMatching(/cdk8s-hardened\.yaml:2:26: charts\/web: failed parsing --set data: key "escalation" has no value: write KEY=VALUE, such as image\.tag=2$/),
    });
    expect(await error('charts/web', '--set', 'escalation')).toEqual({ status: 2, stderr: expect.stringMatching(/^cdk8s-hardened: charts\/web: failed parsing --set data: .*: write KEY=VALUE, such as image\.tag=2$/) });
    workspace().write({ 'broken.yaml': 'a: [\n', 'cdk8s-hardened.yaml': '' });
    expect(await error('charts/web', '-f', 'broken.yaml')).toEqual({ status: 2, stderr: expect.stringMatching(/failed to parse \S+broken\.yaml: .*: correct this values file$/) });
  });

  test('an archive that is not a chart is an error with the way out, and with its place in the settings file', async () => {
    const { folder } = workspace();
    workspace().write({ 'note.txt': 'x', 'noversion/Chart.yaml': 'apiVersion: v2\nname: noversion\n', 'text.tgz': 'x' });
    execFileSync('tar', ['czf', 'note.tgz', 'note.txt'], { cwd: folder });
    execFileSync('tar', ['czf', 'folder.tgz', '--transform=s,^,a/,', 'note.txt'], { cwd: folder });
    execFileSync('tar', ['czf', 'noversion.tgz', 'noversion'], { cwd: folder });
    const error = async (chart: string) => {
      const { status, stderr } = await cli('audit', chart);
      return { status, stderr: stderr.join('\n') };
    };
    const packed = /so it is not a packed chart: name one that `helm package` wrote, or the folder of a chart$/;
    expect(await error('note.tgz')).toEqual({ status: 2, stderr: expect.stringMatching(packed) });
    expect(await error('folder.tgz')).toEqual({ status: 2, stderr: expect.stringMatching(packed) });
    expect(await error('text.tgz')).toEqual({ status: 2, stderr: expect.stringMatching(/text\.tgz: is not a packed chart \(\.tgz\), or is damaged: pack it again with `helm package`$/) });
    expect(await error('noversion.tgz')).toEqual({ status: 2, stderr: expect.stringMatching(/noversion\.tgz: validation: chart\.metadata\.version is required: correct the Chart\.yaml of the chart$/) });
    workspace().write({ 'cdk8s-hardened.yaml': 'render:\n  - { chart: note.tgz }\n  - { chart: text.tgz }\n' });
    expect(await error('note.tgz')).toEqual({ status: 2, stderr: expect.stringMatching(/^cdk8s-hardened: cdk8s-hardened\.yaml:2:7: note\.tgz: .*not a packed chart/) });
    expect(await error('text.tgz')).toEqual({ status: 2, stderr: expect.stringMatching(/^cdk8s-hardened: cdk8s-hardened\.yaml:3:7: text\.tgz: is not a packed chart/) });
  });

  test('a waiver that comes with a chart does not count, unless the user says so', async () => {
    const annotation = `  annotations:\n    cdk8s-hardened/waivers: '${JSON.stringify([WAIVER])}'\n`;
    const files = chartFiles('web', 'escalation: true\n');
    workspace().write({ ...files, 'charts/web/templates/pod.yaml': files['charts/web/templates/pod.yaml'].replace(/^metadata:\n/m, `metadata:\n${annotation}`) });
    const { status, findings } = await json('charts/web', '-n', 'shop');
    expect(status).toBe(1);
    expect(findings.map(({ control, waived }: any) => [control, waived])).toEqual([['allow-privilege-escalation', false], ['waiver-unlisted', false]]);
    expect(findings[1].message).toContain('comes with a chart or from another host, so it is ignored: copy it into `waivers` of the settings file');
    expect(await json('charts/web', '-n', 'shop', '--waivers', 'all')).toMatchObject({ status: 0, findings: [{ waived: true }] });
    workspace().write({ 'cdk8s-hardened.yaml': `waivers: [${JSON.stringify({ ...WAIVER, target: { kind: 'Pod', name: 'good', namespace: 'shop' } })}]\n` });
    expect((await json('charts/web', '-n', 'shop')).status).toBe(0);
  });

  test('objects of a chart without a namespace are in that of the release', async () => {
    const [pod, policy] = GOOD.split('---\n');
    workspace().write({
      'charts/web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
      'charts/web/templates/pod.yaml': pod.replace(/^ *namespace: .*\n/m, ''),
      'charts/web/templates/policy.yaml': policy,
    });
    const controls = async (namespace: string) => (await json('charts/web', '-n', namespace)).findings.map(({ control }: any) => control);
    expect(await controls('shop')).not.toContain('network-policy');
    expect(await controls('other')).toContain('network-policy');
  });

  test('a template that is not in `templates` is skipped in the folder of a chart, and nowhere else', async () => {
    const template = 'apiVersion: v1\nkind: Pod\nmetadata: {{ toJson . }}\n';
    workspace().write({ ...chartFiles('web', 'escalation: false\n'), 'charts/web/conf/pod.yaml': template });
    expect((await cli('audit', '.', '-n', 'shop')).stderr).toEqual(['cdk8s-hardened: skipped 1 file without a Kubernetes object: charts/web/conf/pod.yaml']);
    workspace().write({ 'conf/pod.yaml': template });
    expect((await cli('audit', '.', '-n', 'shop')).stderr).toContainEqual(expect.stringMatching(/ conf\/pod\.yaml:3:\d+: .*it is a template/));
    workspace().write({ 'conf/pod.yaml': GOOD, 'charts/web/crds/pod.yaml': template });
    expect((await cli('audit', '.', '-n', 'shop')).stderr).toContainEqual(expect.stringMatching(/crds\/pod\.yaml:3:\d+: /));
  });

  test('the default namespace is a finding only if the user chose it', async () => {
    workspace().write({
      'charts/web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
      'charts/web/templates/pod.yaml': GOOD.split('---\n')[0].replace(/namespace: .*/, 'namespace: {{ .Release.Namespace }}'),
    });
    const controls = async (...args: string[]) => (await json('charts/web', ...args)).findings.map(({ control }: any) => control);
    expect(await controls()).not.toContain('default-namespace');
    expect(await controls('-n', 'shop')).not.toContain('default-namespace');
    expect(await controls('-n', 'default')).toContain('default-namespace');
    workspace().write({ 'cdk8s-hardened.yaml': 'render: [{ chart: charts/web, namespace: default }]\n' });
    expect((await json('.')).findings.map(({ control }: any) => control)).toContain('default-namespace');
  });

  test('harden, lock and network take a chart', async () => {
    workspace().write({ ...chartFiles('web', 'escalation: true\n'), 'prod.yaml': 'escalation: null\n' });
    const hardened = await cli('harden', 'charts/web', '-f', 'prod.yaml', '-n', 'shop', '--profile', 'pss-restricted');
    expect(hardened.status).toBe(0);
    expect(parse(hardened.stdout.split('---\n').find((text) => text.includes('kind: Pod'))!).spec.initContainers[0].securityContext.allowPrivilegeEscalation).toBe(false);
    await cli('harden', 'charts/web', '--output-dir', 'out');
    expect(workspace().read('out/web.yaml')).toContain('# Source: web/templates/pod.yaml');
    expect((await cli('harden', 'charts/web', '--write')).stderr.join()).toContain('charts/web: --write cannot change what a chart renders to: use --output-dir, or change its values');
    expect((await cli('harden', '.', '--check')).stderr.join()).toContain('charts/web: is a chart, and was left out: name it to render it');
    expect((await cli('network', 'charts/web', '-n', 'shop')).stdout).toContain('No connection is allowed');
    expect((await cli('lock', 'charts/web', '--exclude-image', '*')).stderr.join()).toContain('by --exclude-image');
  });

  test('a change in a chart counts for --changed-since', async () => {
    const git = gitIn(workspace().write({ ...chartFiles('web', 'escalation: true\n'), ...chartFiles('api', 'escalation: true\n') }).folder);
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-q', '-m', 'a');
    const files = async () => (await json('.', '-n', 'shop', '--changed-since', 'main')).findings.map(({ file }: any) => file);
    programs.env.PATH += `:${process.env.PATH}`;
    expect(await files()).toEqual([]);
    workspace().write({ 'charts/web/values.yaml': 'escalation: true\na: 1\n' });
    expect(await files()).toEqual(['charts/web']);
    rmSync(`${workspace().folder}/charts/api/values.yaml`);
    expect(await files()).toEqual(['charts/api', 'charts/web']);
  });

  test('pre-commit names files that changed: a chart is audited for each of its own', async () => {
    workspace().write({ ...chartFiles('web', 'escalation: true\n'), 'pod.yaml': GOOD });
    const { findings, stderr } = await json('--allow-empty', '-n', 'shop', '--', 'charts/web/values.yaml', 'charts/web/templates/pod.yaml', 'pod.yaml');
    expect(findings).toMatchObject([{ file: 'charts/web', control: 'allow-privilege-escalation' }]);
    expect(stderr).toEqual([]);
  });

  test('the guide shows what is printed', async () => {
    const files = Object.entries(chartFiles('web')).map(([path, text]) => [path.replace('charts/web', 'chart'), text]);
    const privileged = PRIVILEGED.replaceAll(': shop', ': {{ .Release.Namespace }}');
    workspace().write({
      ...Object.fromEntries(files),
      'chart/templates/pod.yaml': privileged.replace('privileged: true', 'privileged: {{ .Values.securityContext.privileged }}'),
      'chart/values.yaml': 'securityContext: { privileged: true }\n',
      'prod.yaml': '',
    });
    const guide = readFileSync('docs/how-to/charts.md', 'utf8');
    const [, command] = /npx cdk8s-hardened (audit \.\/chart .*)/.exec(guide)!;
    const [, shown] = /```text\n([^]*?)```/.exec(guide)!;
    const { status, stdout } = await cli(...command.split(' '));
    expect(status).toBe(1);
    expect(stdout).toContain(`\n${shown}`);
  });

  test('settings for some files are for what charts there render to', async () => {
    workspace().write({ ...chartFiles('web', 'escalation: true\n'), 'cdk8s-hardened.yaml': 'overrides: [{ files: ["charts/web/**"], profile: pss-baseline }]\n' });
    expect((await json('.', '-n', 'shop')).findings).toEqual([]);
    workspace().write({ 'cdk8s-hardened.yaml': 'excludeFiles: ["charts/web/**"]\n' });
    expect((await cli('audit', '.')).stderr).toContain('cdk8s-hardened: skipped 1 excluded file: charts/web');
  });

  test('hostile charts make the result incomplete, and end with the run', async () => {
    workspace().write({ 'pod.yaml': GOOD, ...chartFiles('endless', '', { 'templates/x.yaml': '{{ range until 1000000 }}{{ range until 1000000 }}{{ end }}{{ end }}' }) });
    const started = Date.now();
    const watchInterrupts = () => ({ interruptedBy: () => Date.now() - started > 700 ? 'SIGINT' as const : undefined, stop: () => undefined });
    const { status, stdout, stderr } = await run(['audit', '.'], { cwd: workspace().folder, env: programs.env, watchInterrupts });
    expect({ status, stdout, stderr }).toEqual({ status: 130, stdout: '', stderr: ['cdk8s-hardened: interrupted: no file was written'] });
    const commands = execFileSync('/bin/sh', ['-c', 'cat /proc/[0-9]*/cmdline 2>/dev/null || true']).toString();
    expect(commands).not.toContain(`${workspace().folder}/charts/endless`);
    workspace().write({ 'charts/endless/templates/x.yaml': 'a: {{ repeat 1073741824 "x" }}\n' });
    const large = await json('.');
    expect(large.status).toBe(2);
    expect(large.stderr).toEqual([expect.stringContaining('charts/endless: helm needed more than 1024 MiB of memory, so it was not rendered')]);
    expect(large.summary.workloads).toBe(1);
    workspace().write({ 'charts/endless/templates/x.yaml': '' });
    symlinkSync('/etc/hostname', `${workspace().folder}/charts/endless/hostname`);
    expect((await json('.')).stderr.join()).toContain('charts/endless/hostname: is a link that leads out of the folder');
  });

  test('a chart at the root of a repository does not see what git keeps there', async () => {
    workspace().write({
      'Chart.yaml': 'apiVersion: v2\nname: root\nversion: 1.0.0\n',
      'templates/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: shop }\ndata: { config: {{ .Files.Get ".git/config" | quote }}, own: {{ .Files.Get "own.txt" | quote }} }\n',
      'own.txt': 'own',
    });
    gitIn(workspace().folder)('init', '-q');
    expect((await cli('harden', '.')).stdout).toContain('data: { config: "", own: "own" }');
    expect(execFileSync(`${programs.env.PATH}/helm`, ['template', '.'], { cwd: workspace().folder }).toString()).toContain('[core]');
  });

  test('init proposes the values with which a chart renders, and leaves out what does not', async () => {
    workspace().write({ 'pod.yaml': GOOD, ...chartFiles('web', '', { ...NEEDS_VALUES, 'ci/test-values.yaml': 'escalation: false\nhost: "# x"\n' }), ...chartFiles('api', '', NEEDS_VALUES) });
    const { status, stdout, stderr } = await cli('init');
    expect(status).toBe(0);
    expect(stderr).toEqual([expect.stringContaining('charts/api: execution error')]);
    expect(stdout).toContain('Found 2 workloads');
    expect(workspace().read('cdk8s-hardened.yaml')).toContain('excludeFiles:\n  - "charts/api/templates"\nrender:\n  - { chart: "charts/web", values: ["charts/web/ci/test-values.yaml"] }\n');
    expect((await cli('audit', '.')).status).toBe(0);
  });

  test('init at the root of a chart that needs values excludes its templates, and no other folder of that name', async () => {
    workspace().write({ 'Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n', ...NEEDS_VALUES, 'ci/templates/pod.yaml': PRIVILEGED });
    const { stdout } = await cli('init');
    expect(workspace().read('cdk8s-hardened.yaml')).toContain('excludeFiles:\n  - "./templates"\n'
      + '# These charts do not render with their defaults. Name their values files here, and remove them from excludeFiles:\n# render:\n'
      + '#   - { chart: ".", values: [FILE], release: NAME, namespace: NAME }\n');
    expect(stdout).toContain('make . render, and remove it from excludeFiles: it is not audited');
    expect((await json('.')).findings.map(({ file }: any) => file)).toEqual(['ci/templates/pod.yaml']);
  });

  test('init does not exclude a chart that lacks something else than values', async () => {
    workspace().write({ 'pod.yaml': GOOD, ...chartFiles('web'), 'charts/web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies: [{ name: db, version: 1.0.0, repository: "https://example.com" }]\n' });
    const { stdout, stderr } = await cli('init');
    expect(stderr).toEqual([expect.stringContaining('run `helm dependency build charts/web`')]);
    expect(stdout).toContain('make the charts render, as above: until then, the audit exits with 2');
    expect(workspace().read('cdk8s-hardened.yaml')).not.toContain('charts');
    expect((await cli('audit', '.')).status).toBe(2);
  });
});

describe('the files that values wrote', () => {
  // A chart whose init container has no value, so that a patch is needed.
  const POLICY = `---\n${GOOD.split('---\n')[1]}`;
  const DEPLOYED = {
    'Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
    'values.yaml': 'securityContext: {}\n',
    'templates/pod.yaml': `${NO_SECCOMP.split('---\n')[0]}${POLICY}`.replaceAll(': shop', ': {{ .Release.Namespace }}'),
  };

  beforeEach(() => {
    programs = new Programs({ helm: helm(4), kustomize: programPath('kustomize') });
    workspace().write(Object.fromEntries(Object.entries(DEPLOYED).map(([path, content]) => [`charts/web/${path}`, content])));
    workspace().write({ 'prod.yaml': 'replicas: 2\n' });
  });

  const write = (format: string) => cli('values', 'charts/web', '--release', 'web', '-n', 'shop', '-f', 'prod.yaml', '--format', format, '--output-dir', 'deploy/web', '--config', 'none');
  const [, command] = /npx --yes cdk8s-hardened (audit \. .*)/.exec(readFileSync('README.md', 'utf8'))!;

  test.each(['kustomize', 'argo-cd'])('for %s render the chart with its values and patches: the command of the README passes', async (format) => {
    expect(await json('.', '-n', 'shop')).toMatchObject({ status: 1, findings: [{ file: 'charts/web', control: 'seccomp-profile-restricted' }, {}] });
    expect(await write(format)).toMatchObject({ status: 0 });
    expect(await cli(...command.split(' '))).toMatchObject({ status: 0, stderr: [] });
    expect(await json('.')).toMatchObject({ status: 0, findings: [], summary: { workloads: 1 } });
    // Without the patch, the finding is there, at the kustomization.
    workspace().write({ 'deploy/web/patches.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: good, namespace: shop, labels: { a: b } }\n' });
    expect(await json('.')).toMatchObject({ status: 1, findings: [{ file: 'deploy/web', source: 'deploy/web/kustomization.yaml' }, {}] });
    // The chart itself is audited where it is named, or has an entry in the settings file.
    expect((await json('charts/web', '-n', 'shop')).status).toBe(1);
    workspace().write({ 'cdk8s-hardened.yaml': 'render: [{ chart: charts/web, namespace: shop }]\n' });
    expect((await json('.')).findings.map(({ file }: any) => file).sort()).toEqual(['charts/web', 'charts/web', 'deploy/web', 'deploy/web']);
  });

  test.each(['values', 'flux', 'helmfile'])('for %s leave the result as it was', async (format) => {
    expect(await write(format)).toMatchObject({ status: 0 });
    const { status, findings, stderr } = await json('.', '-n', 'shop', '--verbose');
    expect({ status, files: [...new Set(findings.map(({ file }: any) => file))], stderr }).toEqual({
      status: 1,
      files: ['charts/web'],
      stderr: [
        expect.stringContaining('deploy/web: gets rendered.yaml at deployment'),
        ...format === 'flux' ? [expect.stringContaining('1 HelmRelease names a chart or a folder that is not in the input'), expect.stringContaining('helm-release.yaml:8: HelmRelease shop/web: web')] : [],
        ...format === 'helmfile' ? [expect.stringMatching(/1 release was rendered without .*: release web: strategicMergePatches\)$/)] : [],
        expect.stringContaining('files without a Kubernetes object'),
      ],
    });
  });

  test('a waiver of the chart does not count in the kustomization either', async () => {
    const annotation = `metadata:\n  annotations:\n    cdk8s-hardened/waivers: '${JSON.stringify([{ control: 'seccomp-profile-restricted', reason: 'it is a test of waivers' }])}'\n`;
    workspace().write({ 'charts/web/templates/pod.yaml': DEPLOYED['templates/pod.yaml'].replace(/^metadata:\n/m, annotation), 'app/kustomization.yaml': 'helmGlobals: { chartHome: ../charts }\nhelmCharts: [{ name: web, namespace: shop }]\n' });
    const { findings } = await json('.');
    expect([...new Set(findings.map(({ control, waived }: any) => `${control} ${waived}`))].sort()).toEqual(['seccomp-profile-restricted false', 'waiver-unlisted false']);
  });
});

describe.each([['kustomize', kustomizeOnly], ['kubectl', kubectlOnly]] as const)('with %s', (_, only) => {
  beforeEach(() => {
    programs = only();
  });

  const OVERLAY = {
    'base/kustomization.yaml': 'resources: [pod.yaml]\n',
    'base/pod.yaml': PRIVILEGED,
    'overlays/prod/kustomization.yaml': 'resources: [../../base]\npatches: [{ path: patch.yaml }]\n',
    'overlays/prod/patch.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: good, namespace: shop }\nspec: { containers: [{ name: main, securityContext: { privileged: false } }] }\n',
  };

  test('audit renders overlays, and neither their bases nor their patches', async () => {
    workspace().write({ ...OVERLAY, 'base/unused.yaml': GOOD.replace('name: good', 'name: other') });
    expect(await json('.')).toMatchObject({ status: 0, findings: [], stderr: [], summary: { workloads: 2 } });
    const { status, findings } = await json('base');
    expect(status).toBe(1);
    expect(findings[0]).toMatchObject({ control: 'privileged', file: 'base', source: 'base/kustomization.yaml' });
    expect((await json('.', '--no-render')).status).toBe(1);
  });

  test('what is remote, or runs a program, is refused, and makes the result incomplete', async () => {
    workspace().write({ ...OVERLAY, 'overlays/dev/kustomization.yaml': 'resources: [../../base, "https://example.com/pod.yaml"]\n' });
    const { status, stderr } = await json('.');
    expect(status).toBe(2);
    expect(stderr).toEqual([expect.stringContaining('overlays/dev/kustomization.yaml: "https://example.com/pod.yaml" is on another host, so it was not rendered')]);
    expect((await json('.', '--exclude-files', 'overlays/dev')).status).toBe(0);
  });

  test('waivers count in a kustomization of the repository, and not if it may have come from another host', async () => {
    const annotation = `  annotations:\n    cdk8s-hardened/waivers: '${JSON.stringify([{ control: 'privileged', containers: ['main'], reason: 'it is a test of waivers' }])}'\n`;
    workspace().write({ 'app/kustomization.yaml': 'resources: [pod.yaml]\n', 'app/pod.yaml': PRIVILEGED.replace(/^metadata:\n/m, `metadata:\n${annotation}`) });
    expect((await json('app')).findings).toMatchObject([{ control: 'privileged', waived: true }]);
    const { findings } = await json('app', '--allow-remote');
    expect(findings.map(({ control, waived }: any) => [control, waived]).sort()).toEqual([['privileged', false], ['waiver-unlisted', false]]);
  });

  test('harden renders a kustomization that is named, and hardens files in folders', async () => {
    workspace().write(OVERLAY);
    const { status, stdout } = await cli('harden', 'overlays/prod');
    expect(status).toBe(0);
    expect(stdout).toContain('privileged: false');
    expect((await cli('harden', 'overlays/prod', '--write')).stderr.join()).toContain('use --output-dir, or name the files that it includes');
    expect((await cli('harden', '.', '--write')).status).toBe(0);
  });

  test('a file without an ending makes a kustomization, too, and bases that include each other are an error', async () => {
    workspace().write({ 'app/Kustomization': 'resources: [pod.yaml]\n', 'app/pod.yaml': GOOD });
    expect(await json('.')).toMatchObject({ status: 0, summary: { files: 1, workloads: 1 } });
    workspace().write({ 'a/kustomization.yaml': 'resources: [../b]\n', 'b/kustomization.yaml': 'resources: [../a]\n' });
    const { status, stderr } = await json('.');
    expect(status).toBe(2);
    expect(stderr).toHaveLength(2);
    expect(stderr.join()).toContain('cycle');
  });

  test('a component that nobody includes is not rendered, and said', async () => {
    workspace().write({ ...OVERLAY, 'components/a/kustomization.yaml': 'kind: Component\napiVersion: kustomize.config.k8s.io/v1alpha1\n' });
    const { status, stderr } = await json('.');
    expect(status).toBe(0);
    expect(stderr).toEqual([expect.stringContaining('components/a: is a component that no rendered kustomization includes, so it was not evaluated')]);
  });

  test('several components that nobody includes are one line', async () => {
    const component = 'kind: Component\napiVersion: kustomize.config.k8s.io/v1alpha1\n';
    workspace().write({ ...OVERLAY, ...Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [`components/${name}/kustomization.yaml`, component])) });
    const { stderr } = await json('.');
    expect(stderr).toEqual([
      'cdk8s-hardened: components/a, components/b, components/c and 1 more: are components that no rendered kustomization includes, so they were not evaluated',
    ]);
  });
});

test('warnings are in the order of the charts, whichever renders first', async () => {
  programs = helmOnly(4);
  const warned = { 'values.yaml': 'escalation: false\nlist: []\n', 'charts/part/Chart.yaml': 'apiVersion: v2\nname: part\nversion: 1.0.0\n', 'charts/part/values.yaml': 'global: text\n' };
  const slow = { 'templates/slow.yaml': '{{- range until 100000 }}{{ $_ := sha512sum (toString .) }}{{ end }}' };
  workspace().write({ ...chartFiles('first', undefined, { ...warned, ...slow }), ...chartFiles('second', undefined, warned) });
  const { stderr } = await json('.', '--verbose');
  expect(stderr).toEqual(['first', 'second'].map((name) => expect.stringMatching(new RegExp(`^cdk8s-hardened: charts/${name}: .*Not a table`))));
});

test('without the programs, audit exits with 2 and says what to install', async () => {
  programs = new Programs({});
  workspace().write({ ...chartFiles('web'), ...chartFiles('api'), 'app/kustomization.yaml': 'resources: []\n' });
  const { status, stderr } = await cli('audit', '.');
  expect(status).toBe(2);
  expect([...stderr].sort()).toEqual([
    expect.stringMatching(/: 1 kustomization \(app\) was not rendered: neither kustomize nor kubectl is installed or in the PATH: install one/),
    expect.stringMatching(/: 2 charts \(charts\/api, charts\/web\) were not rendered: helm is not installed or not in the PATH: install Helm 3 or 4/),
  ]);
});

