import { readFileSync } from 'fs';
import { GOOD, NO_SECCOMP, podYaml, PRIVILEGED, run, WARNING, workspaces, WRITABLE_ROOT, NOTHING_ELSE } from './support';

const workspace = workspaces();

test('an audit without findings exits with 0 and prints a summary', async () => {
  const { status, stdout, stderr } = await workspace().write({ 'pod.yaml': GOOD }).audit('pod.yaml');
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '0 errors, 0 warnings, 0 waived (1 workload, 2 documents, 1 file)\n', stderr: [] });
});

test('an audit with a finding exits with 1 and prints the value, the place and the fix', async () => {
  const { status, stdout, stderr } = await workspace().write({ 'pod.yaml': PRIVILEGED }).audit('pod.yaml', '--profile', 'pss-baseline');
  const line = PRIVILEGED.split('\n').findIndex((text) => text.includes('privileged: true')) + 1;
  expect({ status, stderr }).toEqual({ status: 1, stderr: [] });
  expect(stdout.split('\n')).toEqual([
    '1 error, 0 warnings, 0 waived (1 workload, 2 documents, 1 file): 1 critical',
    '',
    'pod.yaml: Pod shop/good',
    `  ${line}:9: critical: privileged: container "main": securityContext.privileged is true`,
    expect.stringMatching(/^ {6}fix: remove `privileged: true`/),
    '',
  ]);
});

describe('--profile', () => {
  test.each([
    ['pss-baseline', ['privileged']],
    ['pss-restricted', ['privileged', 'seccomp-profile-restricted']],
    ['hardened', ['privileged', 'read-only-root-filesystem', 'seccomp-profile-restricted']],
  ])('%s checks its controls', async (profile, expected) => {
    workspace().write({ '1.yaml': PRIVILEGED, '2.yaml': NO_SECCOMP, '3.yaml': WRITABLE_ROOT });
    const { status, report, findings } = await workspace().json('.', '--profile', profile);
    expect(status).toBe(1);
    expect(report.profile).toBe(profile);
    expect([...new Set(findings.map(({ control }) => control))].sort()).toEqual(expected);
  });

  test('defaults to hardened', async () => {
    expect((await workspace().write({ 'pod.yaml': GOOD }).json('pod.yaml')).report.profile).toBe('hardened');
  });
});

describe('--kubernetes-version', () => {
  const HOST_PROBE = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n'
    + 'spec: {containers: [{name: main, image: "app:1", livenessProbe: {httpGet: {host: x, port: 1}}}]}\n';

  test.each([
    ['1.33', '1.33', 0],
    ['v1.34', '1.34', 1],
    ['latest', expect.stringMatching(/^1\.\d+$/), 1],
  ])('%s sets the version', async (version, expected, status) => {
    const audit = await workspace().write({ 'pod.yaml': HOST_PROBE }).json('pod.yaml', '--profile', 'pss-baseline', '--kubernetes-version', version);
    expect(audit.report.kubernetesVersion).toEqual(expected);
    expect(audit.status).toBe(status);
  });

  test('exits with 2 for an unknown value', async () => {
    const { status, stderr } = await workspace().write({ 'pod.yaml': GOOD }).audit('pod.yaml', '--kubernetes-version', '28');
    expect(status).toBe(2);
    expect(stderr).toEqual(['cdk8s-hardened: "28" is not a Kubernetes version: write "1.28", "v1.28.3" or "latest"']);
  });

  test.each(['audit', 'harden'])('exits %s with 2 for a version that no one knows here', async (command) => {
    const cwd = workspace().write({ 'pod.yaml': GOOD }).folder;
    const { status, stdout, stderr } = await run([command, 'pod.yaml', '--kubernetes-version', '1.20'], { cwd });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toEqual(['cdk8s-hardened: Kubernetes "1.20" is too old: the oldest version that this release knows is 1.23. Write "1.23" or a newer one']);
  });
});

describe('--platform', () => {
  const OPENSHIFT = readFileSync('examples/aspnet-shop-openshift/dist/shop.k8s.yaml', 'utf8');
  const KUBERNETES = readFileSync('examples/aspnet-shop/dist/shop.k8s.yaml', 'utf8');
  const controls = async (yaml: string, ...platform: string[]) => {
    const { findings, report, status } = await workspace().write({ 'shop.yaml': yaml }).json('shop.yaml', ...platform);
    const errors = findings.filter(({ severity, waived }) => severity === 'error' && !waived).map(({ control }) => control);
    const ids = findings.filter(({ control }) => ['fs-group', 'group-id', 'user-id'].includes(control)).map(({ control }) => control);
    return { errors: [...new Set(errors)].sort(), ids: [...new Set(ids)].sort(), status, platform: report.platform };
  };

  test('openshift allows missing ids and refuses explicit ones', async () => {
    expect(await controls(OPENSHIFT, '--platform', 'openshift')).toEqual({ errors: [], ids: [], status: 0, platform: 'openshift' });
    expect(await controls(KUBERNETES, '--platform', 'openshift')).toEqual({ errors: ['openshift-ids'], ids: [], status: 1, platform: 'openshift' });
  });

  test('defaults to kubernetes, which requires ids', async () => {
    expect(await controls(KUBERNETES)).toEqual({ errors: [], ids: [], status: 0, platform: 'kubernetes' });
    expect(await controls(OPENSHIFT)).toEqual({ errors: [], ids: ['fs-group', 'group-id', 'user-id'], status: 0, platform: 'kubernetes' });
  });

  test('exits with 2 for an unknown value', async () => {
    const { status, stderr } = await workspace().write({ 'pod.yaml': GOOD }).audit('pod.yaml', '--platform', 'rancher');
    expect(status).toBe(2);
    expect(stderr.join('\n')).toBe('cdk8s-hardened: --platform "rancher" is unknown: use one of "kubernetes", "openshift", "openshift-v3", "gke-autopilot"');
  });
});

describe('--fail-on', () => {
  test.each([
    ['error', WARNING, 0],
    ['error', PRIVILEGED, 1],
    ['warning', WARNING, 1],
    ['warning', GOOD, 0],
    ['never', PRIVILEGED, 0],
  ])('%s fails for findings of that severity or higher', async (failOn, yaml, status) => {
    workspace().write({ 'pod.yaml': yaml });
    expect((await workspace().audit('pod.yaml', '--fail-on', failOn)).status).toBe(status);
  });

  test('defaults to error', async () => {
    expect((await workspace().write({ 'pod.yaml': WARNING }).audit('pod.yaml')).status).toBe(0);
  });

  test('never still exits with 2 if an input cannot be read', async () => {
    expect((await workspace().write({ 'pod.yaml': 'a: [' }).audit('pod.yaml', '--fail-on', 'never')).status).toBe(2);
  });
});

test('--format json has all fields in this order', async () => {
  const { report } = await workspace().write({ 'pod.yaml': `---\n${PRIVILEGED}` }).json('pod.yaml', '--profile', 'pss-baseline');
  expect(Object.keys(report)).toEqual(['schemaVersion', 'tool', 'profile', 'kubernetesVersion', 'platform', 'findings', 'controls', 'subjects', 'summary']);
  expect(report.tool).toEqual({ name: 'cdk8s-hardened', version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
  expect(report.summary).toEqual({
    files: 1,
    documents: 2,
    dockerfiles: 0,
    workloads: 1,
    errors: 1,
    warnings: 0,
    risks: { refused: 0, broken: 0, critical: 1, high: 0, medium: 0, low: 0 },
    waived: 0,
    ...NOTHING_ELSE,
  });
  const line = 2 + PRIVILEGED.split('\n').findIndex((text) => text.includes('privileged: true'));
  expect(JSON.stringify(report.findings[0])).toBe(JSON.stringify({
    control: 'privileged',
    risk: 'critical',
    severity: 'error',
    waived: false,
    file: 'pod.yaml',
    document: 1,
    line,
    column: 9,
    endLine: line,
    endColumn: 25,
    apiVersion: 'v1',
    kind: 'Pod',
    namespace: 'shop',
    name: 'good',
    container: 'main',
    path: '/spec/containers/0/securityContext/privileged',
    field: 'spec.containers[0].securityContext.privileged',
    value: true,
    message: 'privileged: container "main": spec.containers[0].securityContext.privileged is true',
    suggestedWaiver: {
      control: 'privileged',
      reason: '',
      containers: ['main'],
      target: { kind: 'Pod', name: 'good', namespace: 'shop' },
    },
  }));
  expect(report.controls).toEqual({
    privileged: {
      title: 'No privileged container',
      why: expect.stringContaining('A privileged container'),
      remedy: 'remove `privileged: true`; grant only the capability, device or host path that is needed',
      url: expect.stringMatching(/privileged\.md$/),
    },
  });
});

test('--format json repeats only remedies that are not those of the control', async () => {
  const pod = podYaml((spec) => { spec.hostNetwork = true; spec.containers[0].ports = [{ containerPort: 80 }]; });
  const { report } = await workspace().write({ 'pod.yaml': pod }).json('pod.yaml');
  expect(report.findings.filter(({ remedy }: any) => remedy !== undefined)).toEqual([expect.objectContaining({ control: 'host-ports', remedy: 'remove `hostNetwork`' })]);
});

test('text of a manifest cannot imitate lines of the report', async () => {
  const yaml = 'apiVersion: v1\nkind: Pod\nmetadata: {name: "a\\n0 errors\\e[2K"}\nspec: {hostPID: true, containers: [{name: m, image: "i:1"}]}\n';
  const { stdout } = await workspace().write({ 'pod.yaml': yaml }).audit('pod.yaml', '--profile', 'pss-baseline');
  expect(stdout).toMatch(/^pod\.yaml: Pod a\\u000a0 errors\\u001b\[2K\n {2}4:8: high: host-namespaces:/m);
});

test('an object without a name is shown as (no name)', async () => {
  const yaml = 'apiVersion: v1\nkind: Pod\nspec: {hostPID: true, containers: [{name: m, image: "i:1"}]}\n';
  expect((await workspace().write({ 'pod.yaml': yaml }).audit('pod.yaml', '--profile', 'pss-baseline')).stdout).toMatch(/^pod\.yaml: Pod \(no name\)\n.* high: host-namespaces:/m);
});

describe('an invalid command line exits with 2', () => {
  test.each<[string, string[]]>([
    ['no command', []],
    ['an unknown command', ['audti']],
    ['an unknown option', ['audit', 'pod.yaml', '--polcy', 'x']],
    ['an unknown profile', ['audit', 'pod.yaml', '--profile', 'restricted']],
    ['an unknown format', ['audit', 'pod.yaml', '--format', 'xml']],
    ['an unknown severity', ['audit', 'pod.yaml', '--fail-on', 'errors']],
    ['an unknown source of waivers', ['audit', 'pod.yaml', '--waivers', 'some']],
    ['an option without its value', ['audit', 'pod.yaml', '--profile']],
    ['two controls to explain', ['explain', 'privileged', 'sysctls']],
    ['no image', ['suggest-paths']],
    ['an unknown container runtime', ['suggest-paths', 'app:1', '--runtime', 'rkt']],
    ['an option of the command without --', ['suggest-paths', 'app:1', 'sh', '-c', 'true']],
  ])('with %s', async (_, args) => {
    const { status, stdout, stderr } = await run(args, { cwd: workspace().write({ 'pod.yaml': GOOD }).folder });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).not.toEqual([]);
  });
});

test.each([['--help'], ['--version'], ['help'], ['audit', '--help'], ['explain', '--help'], ['doctor', '--help'], ['suggest-paths', '--help']])('%s %s prints to stdout and exits with 0', async (...args) => {
  const { status, stdout, stderr } = await run(args);
  expect({ status, stderr }).toEqual({ status: 0, stderr: [] });
  expect(stdout).not.toBe('');
});

const COMMANDS = [
  '', 'audit', 'harden', 'values', 'lock', 'network', 'namespaces', 'policies', 'policies test', 'init', 'explain', 'doctor', 'suggest-paths',
  'suggest-waivers', 'export-waivers', 'write-baseline', 'lsp', 'completion',
];

test.each(COMMANDS.flatMap((command) => [[command, 80], [command, 60]] as const))('the help of %s fits %i columns, but for examples and addresses', async (command, columns) => {
  const { stdout } = await run(`${command} --help`.trim().split(' '), { isTTY: true, columns });
  const text = stdout.replace(/\nExamples:[^]*?\n\n/, '\n');
  expect(text.split('\n').filter((line) => line.length > columns && !/^(?:\S+: +)?https:\S+$/.test(line))).toEqual([]);
});

test('the text of an exit code keeps its column', async () => {
  const { stdout } = await run(['doctor', '--help']);
  expect(stdout).toMatch(/\n {2}2 {2}the input is invalid, kubectl .*\n {5}error is not about a workload\n/);
});

test.each([[], ['audit'], ['explain'], ['doctor'], ['suggest-paths']])('the help of %s has examples and a link, and that of a command its exit codes', async (...command) => {
  const { stdout } = await run([...command, '--help']);
  expect(stdout).toMatch(/\nExamples:\n {2}cdk8s-hardened /);
  expect(stdout).toContain('https://github.com/cdk8s-hardened/cdk8s-hardened');
  expect(stdout.includes('Exit codes:')).toBe(command.length > 0);
});
