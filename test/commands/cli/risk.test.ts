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

  test('starts with the result and the highest risk, and counts hygiene by control', async () => {
    const text = await shown();
    expect(text.split('\n')[0]).toBe('3 errors, 2 warnings, 0 waived (5 workloads, 10 documents, 5 files): 1 critical, 1 high, 1 refused, 1 medium, 1 low');
    expect(text.match(/^\S+\.yaml(?=: )/gm)).toEqual(['4-critical.yaml', '3-high.yaml', '5-refused.yaml']);
    expect(text).toMatch(/\nrisk +control +count +waived +fix\nmedium +read-only-root-filesystem +1 .*[^]*\nlow +service-links +1 .*\nTo list these, add --detail all\.\n$/);
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
