import { podYaml, PRIVILEGED, run, workspaces } from './support';

// What the text shows first, and which findings fail, by their risk.

const workspace = workspaces();
const hostPath = (path: string, readOnly: boolean) => podYaml((spec) => {
  spec.volumes.push({ name: 'host', hostPath: { path } });
  spec.containers[0].volumeMounts.push({ name: 'host', mountPath: '/host', readOnly });
});
const LOW = podYaml((spec) => { spec.enableServiceLinks = true; });
const MEDIUM = podYaml((spec) => { spec.containers[0].securityContext.readOnlyRootFilesystem = false; });
const HIGH = podYaml((spec) => { spec.hostNetwork = true; });
const REFUSED = podYaml((spec) => { spec.containers[0].volumeMounts.push({ name: 'no-such-volume', mountPath: '/x' }); });

test.each([
  ['critical', '/', true],
  ['critical', '/var/lib/kubelet', true],
  ['critical', '/run/containerd/containerd.sock', true],
  ['critical', '/usr/share/..', true],
  ['high', '/srv/data', false],
  ['high', '/proc', true],
  ['critical', '/proc', false],
  ['medium', '/srv/data', true],
  ['low', '/usr/share/zoneinfo', true],
  ['low', '/etc/localtime', true],
  ['low', '/etc/ssl/certs/ca-bundle.crt', true],
  ['critical', '/etc/ssl/certs', false],
  ['critical', '/etc/ssl/private', true],
  ['critical', '/etc/localtime', false],
])('a hostPath has the risk %s: %s, read-only: %s', async (risk, path, readOnly) => {
  const { findings } = await workspace().write({ 'pod.yaml': hostPath(path, readOnly) }).json('pod.yaml', '--profile', 'pss-baseline');
  expect(findings.map((finding) => [finding.control, finding.risk, finding.severity])).toEqual([['host-path-volumes', risk, 'error']]);
});

test.each([
  ['critical', 'SYS_ADMIN'], ['critical', 'ALL'], ['high', 'NET_ADMIN'], ['high', 'SYS_PTRACE'], ['medium', 'NET_RAW'],
])('an added capability has the risk %s: %s', async (risk, name) => {
  workspace().write({ 'pod.yaml': podYaml((spec) => { spec.containers[0].securityContext.capabilities.add = [name]; }) });
  for (const [profile, control] of [['pss-baseline', 'capabilities-baseline'], ['pss-restricted', 'capabilities-restricted']]) {
    const { findings } = await workspace().json('pod.yaml', '--profile', profile);
    expect(findings.map((finding) => [finding.control, finding.risk])).toEqual([[control, risk]]);
  }
});

test.each([
  ['ClusterRole', 'high', 'error'], ['Role', 'medium', 'warning'],
])('a right has the risk of its scope: in a %s it is %s', async (kind, risk, severity) => {
  const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata: { name: 'r' }, rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'escalate'] }] };
  const { findings } = await workspace().write({ 'role.json': JSON.stringify(role) }).json('role.json', '--only', 'rbac-secrets', '--only', 'rbac-escalation');
  expect(findings.map((finding) => [finding.control, finding.risk, finding.severity])).toEqual([['rbac-secrets', risk, severity], ['rbac-escalation', risk, severity]]);
});

describe('--fail-on', () => {
  test.each([
    [LOW, { error: 0, warning: 1, critical: 0, high: 0, medium: 0, low: 1, never: 0 }],
    [MEDIUM, { error: 0, warning: 1, critical: 0, high: 0, medium: 1, low: 1, never: 0 }],
    [HIGH, { error: 1, warning: 1, critical: 0, high: 1, medium: 1, low: 1, never: 0 }],
    [PRIVILEGED, { error: 1, warning: 1, critical: 1, high: 1, medium: 1, low: 1, never: 0 }],
    [REFUSED, { error: 1, warning: 1, critical: 1, high: 1, medium: 1, low: 1, never: 0 }],
  ])('selects by severity or risk, whatever the text shows: %#', async (pod, statuses) => {
    workspace().write({ 'pod.yaml': pod });
    for (const shown of [[], ['--detail', 'all'], ['--detail', 'summary'], ['--detail', 'failing']]) {
      const seen: Record<string, number | null> = {};
      for (const level of Object.keys(statuses)) {
        seen[level] = (await workspace().audit('pod.yaml', '--fail-on', level, ...shown)).status;
      }
      expect(seen).toEqual(statuses);
    }
  });
});

describe('the text', () => {
  const shown = async (...args: string[]) => {
    workspace().write({ '1-low.yaml': LOW, '2-medium.yaml': MEDIUM, '3-high.yaml': HIGH, '4-critical.yaml': PRIVILEGED, '5-refused.yaml': REFUSED });
    return (await workspace().audit('.', '--only', 'service-links', '--only', 'read-only-root-filesystem', '--only', 'host-namespaces', '--only', 'privileged',
      '--only', 'volume-mounts-resolve', ...args)).stdout;
  };

  test('starts with the result and the highest risk, and lists all findings if they are few', async () => {
    const text = await shown();
    expect(text.split('\n')[0]).toBe('3 errors, 2 warnings, 0 waived (5 workloads, 10 documents, 5 files): 1 critical, 1 high, 1 refused, 1 medium, 1 low');
    expect(text.match(/^\S+\.yaml(?=: )/gm)).toEqual(['4-critical.yaml', '3-high.yaml', '5-refused.yaml', '2-medium.yaml', '1-low.yaml']);
    expect(text).not.toMatch(/^risk /m);
  });

  test('counts hygiene by control from 21 findings on, and names one place', async () => {
    const links = (count: number) => Array(count).fill(LOW).join('---\n');
    const text = async (count: number) => (await workspace().write({ 'pods.yaml': links(count) }).audit('pods.yaml', '--only', 'service-links')).stdout;
    expect((await text(20)).match(/: low: service-links: /g)).toHaveLength(20);
    expect(await text(21)).toMatch(/\n\nrisk +control +count +waived +first place, and fix\nlow +service-links +21 +pods\.yaml:\d+:\d+\n +write .*\nTo list these, add --detail all\.\n$/);
  });

  const restricted = podYaml((spec) => { delete spec.containers[0].securityContext.allowPrivilegeEscalation; });

  test('lists each finding that makes the audit fail, whatever its risk, with place and fix', async () => {
    workspace().write({ 'pods.yaml': [...Array(25).fill(LOW), restricted].join('---\n') });
    const { status, stdout } = await workspace().audit('pods.yaml', '--only', 'service-links', '--only', 'allow-privilege-escalation');
    expect(status).toBe(1);
    expect(stdout).toMatch(/\npods\.yaml: Pod shop\/good\n {2}\d+:\d+: medium: allow-privilege-escalation: .*\n {6}fix: .*\n\nrisk /);
    expect((await workspace().audit('pods.yaml', '--only', 'service-links', '--fail-on', 'low')).stdout.match(/: low: service-links: /g)).toHaveLength(25);
  });

  test('lists the worst hundred, and has one line for each file with others', async () => {
    workspace().write({
      '1.yaml': Array(120).fill(restricted).join('---\n'), '2.yaml': Array(3).fill(restricted).join('---\n'), '3.yaml': Array(90).fill(PRIVILEGED).join('---\n'),
    });
    const { status, stdout } = await workspace().audit('.', '--profile', 'pss-restricted', '--only', 'privileged', '--only', 'allow-privilege-escalation');
    expect(status).toBe(1);
    expect([stdout.match(/: critical: /g), stdout.match(/: medium: /g)].map((found) => found?.length)).toEqual([90, 10]);
    expect(stdout).toMatch(/\n\n1\.yaml: 110 more findings\n2\.yaml: 3 more findings\nTo list these, add --detail all\.\n$/);
  });

  test('lists what fails before what is worse, so that a failing audit has a place', async () => {
    const role = 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: r}\nrules: [{apiGroups: [""], resources: [secrets], verbs: [get]}]\n';
    workspace().write({
      'a.yaml': Array(101).fill(role).join('---\n'), 'b.yaml': restricted, 'cdk8s-hardened.yaml': 'controls: { rbac-secrets: { severity: warning, reason: known for a while } }\n',
    });
    const { status, stdout, stderr } = await workspace().audit('.', '--only', 'rbac-secrets', '--only', 'allow-privilege-escalation');
    expect({ status, stderr }).toEqual({ status: 1, stderr: [] });
    expect(stdout).toMatch(/\nb\.yaml: Pod shop\/good\n {2}\d+:\d+: medium: allow-privilege-escalation: /);
  });

  test('lists pods that no control can check if these make the audit fail', async () => {
    const custom = 'apiVersion: example.com/v1\nkind: App\nmetadata: {name: x}\nspec: {template: {spec: {containers: [{name: a, image: "a:1"}]}}}\n';
    workspace().write({ 'a.yaml': [...Array(25).fill(LOW), custom].join('---\n'), 'cdk8s-hardened.yaml': 'failOnUnevaluated: true\n' });
    const { status, stdout } = await workspace().audit('a.yaml', '--only', 'service-links', '--only', 'unevaluated-pod-template');
    expect(status).toBe(1);
    expect(stdout).toMatch(/\na\.yaml: App x\n {2}\d+:\d+: \w+: unevaluated-pod-template: /);
  });

  test('says what `harden` fills in with another profile, until it has done so', async () => {
    const bare = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec:\n  containers: [{name: web, image: "ghcr.io/acme/web:1.0"}]\n';
    const profiles = /\nProfile: hardened\. `harden` alone fills in only pss-restricted\. With\n`--profile hardened` it fills in more: test the application with it\.\n$/;
    workspace().write({ 'pod.yaml': bare });
    for (const [args, expected] of [[[], profiles], [['--profile', 'hardened'], /^(?![^]*Profile: )/]] as const) {
      await run(['harden', 'pod.yaml', '--write', ...args], { cwd: workspace().folder });
      expect(await workspace().audit('pod.yaml')).toMatchObject({ status: 0, stdout: expect.stringMatching(expected) });
      expect((await run(['harden', 'pod.yaml', '--check', ...args], { cwd: workspace().folder })).status).toBe(0);
    }
    expect((await workspace().audit('pod.yaml', '--detail', 'failing')).stdout).not.toContain('Profile: ');
    expect((await workspace().audit('pod.yaml', '--profile', 'pss-restricted')).stdout).not.toContain('Profile: ');
  });

  test('lists every finding with --all, and has fixes in the table alone', async () => {
    const text = await shown('--detail', 'all');
    expect(text.match(/^\S+\.yaml(?=: )/gm)).toEqual(['4-critical.yaml', '3-high.yaml', '5-refused.yaml', '2-medium.yaml', '1-low.yaml']);
    expect(text).not.toMatch(/^ +fix: |To list these/m);
    expect(text.match(/^(?:critical|high|refused|medium|low) +[a-z-]+ +1 /gm)).toHaveLength(5);
  });

  test('has the worst fifty workloads with --summary, and the number of the others', async () => {
    const pods = [...Array(60).keys()].map((index) => podYaml((spec, pod) => {
      pod.metadata.name = `pod-${index}`;
      spec.enableServiceLinks = true;
      spec.hostPID = index === 59;
    }));
    const { stdout } = await workspace().write({ 'pods.yaml': pods.join('---\n') }).audit('.', '--detail', 'summary');
    const [, table] = stdout.split(/^workload .*$/m);
    const lines = table.trim().split('\n');
    expect(lines).toHaveLength(51);
    expect(lines[0]).toMatch(/^Pod shop\/pod-59 /);
    expect(lines[50]).toBe('and 10 more with findings: `--format json` lists all');
  });

  test('has two tables with --summary', async () => {
    const text = await shown('--detail', 'summary');
    expect(text).toMatch(/\ncritical +privileged +1 [^]*\n\nworkload +critical +high +refused +medium +low\nPod shop\/good in 4-critical\.yaml +1\nPod shop\/good in 3-high\.yaml +1\n/);
  });

  test('lists what is wrong with a waiver, whose text alone says it', async () => {
    workspace().write({ 'pod.yaml': LOW, 'waivers.yaml': 'waivers: [{ control: privileged, reason: was needed once, containers: [main], target: { kind: Pod, name: good, namespace: shop } }]\n' });
    const { stdout } = await workspace().audit('pod.yaml', '--waiver-file', 'waivers.yaml');
    expect(stdout).toMatch(/^waivers\.yaml: Pod shop\/good\n {2}1:11: low: waiver-unused: .*privileged.*covers nothing/m);
  });
});
