import { readFileSync, statSync } from 'fs';
import { join } from 'path';
import { podYaml, run, workspaces } from './support';
import { evaluate } from '../../../src/policy/engine/evaluate';
import { profileOf } from '../../../src/policy/engine/profile';

// A key that is set twice: kubectl takes the last value, so that one is evaluated and edited, and the finding names both lines.

const workspace = workspaces();
const CHART = `# Source: web
apiVersion: apps/v1
kind: Deployment
metadata: {name: web,   namespace: shop} # keep
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: main
          image: 'redis:8'
          env:
            - {name: A,   value: "1"} # first
          securityContext: {privileged: true}
          env:
            - {name: B,   value: "2"} # last
          securityContext:
            runAsUser: 999 # last
`;
const HARDENED = CHART.replace('            runAsUser', `            allowPrivilegeEscalation: false
            capabilities:
              drop:
                - ALL
            runAsUser`) + `      securityContext:
        runAsNonRoot: true
        seccompProfile:
          type: RuntimeDefault
`;
const audit = (yaml: string, ...args: string[]) => workspace().write({ 'web.yaml': yaml }).audit('web.yaml', '--only', 'duplicate-keys', ...args);

describe('audit', () => {
  test('reports each key with its lines, and evaluates the last value', async () => {
    const { status, findings } = await workspace().write({ 'web.yaml': CHART }).json('web.yaml', '--profile', 'pss-baseline');
    expect(status).toBe(1);
    expect(findings).toEqual(['env', 'securityContext'].map((field, index) => expect.objectContaining({
      control: 'duplicate-keys',
      severity: 'error',
      line: [16, 18][index],
      field: `spec.template.spec.containers[0].${field}`,
      message: `duplicate-keys: spec.template.spec.containers[0].${field} is set on lines ${['13 and 16', '15 and 18'][index]}, and kubectl takes the last value`,
      remedy: 'keep one of the lines that set the key, and remove the others',
    })));
    const swapped = CHART.replace('{privileged: true}', '{}').replace('\n            runAsUser: 999 # last', ' {privileged: true}');
    const other = await workspace().write({ 'web.yaml': swapped }).json('web.yaml', '--profile', 'pss-baseline');
    expect(other.findings.map(({ control }) => control)).toEqual(['privileged', 'duplicate-keys', 'duplicate-keys']);
  });

  test('takes the last of two kinds', async () => {
    const { findings } = await workspace().write({
      'pod.yaml': podYaml(({ containers }) => {
        containers[0].securityContext.privileged = true;
      }).replace('kind: Pod', 'kind: ConfigMap\nkind: Pod'),
    }).json('pod.yaml', '--profile', 'pss-baseline');
    expect(findings.map(({ control, kind, line }) => ({ control, kind, line }))).toEqual([
      { control: 'privileged', kind: 'Pod', line: expect.any(Number) }, { control: 'duplicate-keys', kind: 'Pod', line: 3 },
    ]);
  });

  test('names the lines of the document that has the key, and of items of a list', async () => {
    const list = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n---\napiVersion: v1\nkind: List\nkind: List\nitems:\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n- apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: b\n  data: {}\n  data: {}\n';
    const { stdout } = await audit(list);
    expect(stdout).toContain('web.yaml: List (no name)\n  7:1: broken: duplicate-keys: kind is set on lines 6 and 7, and kubectl takes the last value\n');
    expect(stdout).toContain('web.yaml: ConfigMap b\n  15:3: broken: duplicate-keys: data is set on lines 14 and 15, and kubectl takes the last value\n');
  });

  test('shows no value, which may be a secret', async () => {
    const { stdout } = await audit('apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {a: hunter1, a: hunter2}\n', '--format', 'json');
    expect(stdout).toContain('stringData.a is set 2 times on line 4');
    expect(stdout).not.toContain('hunter');
  });

  test('takes a waiver that names the field, and no other', async () => {
    const waiver = (field: string) => `waivers:\n  - { control: duplicate-keys, reason: the chart renders it, allow: ["spec.template.spec.containers[0].${field}"], target: { kind: Deployment, namespace: shop, name: web } }\n`;
    workspace().write({ 'cdk8s-hardened.yaml': waiver('env') });
    expect((await audit(CHART)).stdout).toContain('1 error, 0 warnings, 1 waived');
    workspace().write({ 'cdk8s-hardened.yaml': waiver('args') });
    expect((await audit(CHART)).stdout).toContain('3 errors, 0 warnings, 0 waived');
  });

  test('sees what others depend on in a document with a duplicate key', async () => {
    const [pod, policy] = podYaml().split('---\n');
    const { findings } = await workspace().write({ 'pod.yaml': `${pod}---\n${policy.replace('kind: NetworkPolicy', 'kind: ConfigMap\nkind: NetworkPolicy')}` })
      .json('pod.yaml', '--only', 'network-policy');
    expect(findings).toEqual([]);
  });
});

describe('harden', () => {
  test('edits the value that counts, keeps every other byte, and reports the key', async () => {
    workspace().write({ 'web.yaml': CHART });
    const { status, stderr } = await run(['harden', 'web.yaml', '--write'], { cwd: workspace().folder });
    expect(status).toBe(0);
    expect(workspace().read('web.yaml')).toBe(HARDENED);
    expect(stderr).toContain('  16:11: broken: duplicate-keys: spec.template.spec.containers[0].env is set on lines 13 and 16, and kubectl takes the last value');
    const before = statSync(join(workspace().folder, 'web.yaml')).mtimeMs;
    await run(['harden', 'web.yaml', '--write'], { cwd: workspace().folder });
    expect(readFileSync(join(workspace().folder, 'web.yaml'), 'utf8')).toBe(HARDENED);
    expect(statSync(join(workspace().folder, 'web.yaml')).mtimeMs).toBe(before);
  });

  test.each(['pss-restricted', 'hardened'])('fills in the same in the profile %s as without the key', async (profile) => {
    const once = CHART.replace(/ {10}env:\n {12}- \{name: A.*\n {10}securityContext: \{.*\n/, '');
    expect(once).not.toBe(CHART);
    const [one, other] = await Promise.all([CHART, once].map(async (input) => (await run(['harden', '-', '--profile', profile], { input })).stdout));
    expect(one.replace(/ {10}env:\n {12}- \{name: A.*\n {10}securityContext: \{.*\n/, '')).toBe(other);
    expect(one).toContain('runAsNonRoot: true');
  });

  test('edits JSON, and leaves what has no workload as it is', async () => {
    const json = '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},"spec":{"containers":[]},"spec":{"containers":[{"name":"m","image":"redis:8"}]}}';
    const { stdout } = await run(['harden', '-'], { input: json });
    expect(stdout.startsWith(json.slice(0, json.lastIndexOf('{"name":"m"')))).toBe(true);
    expect(evaluate(JSON.parse(stdout), profileOf('pss-restricted'))).toEqual([]);
    const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: "1", a: "2"}\n';
    expect(await run(['harden', '-'], { input: map })).toMatchObject({ status: 0, stdout: map });
  });
});

test('network and lock take the last value', async () => {
  workspace().write({ 'web.yaml': CHART.replace('image:', 'image: old\n          image:') });
  expect(await run(['network', 'web.yaml'], { cwd: workspace().folder })).toMatchObject({ status: 0, stdout: expect.stringContaining('web (Deployment in shop)') });
  const { stdout } = await run(['lock', 'web.yaml', '--check', '--tool', 'skopeo'], { cwd: workspace().write({ 'images.lock.yaml': 'apiVersion: cdk8s-hardened/v1\nkind: ImageLock\nimages: []\n' }).folder });
  expect(stdout).toContain('not locked docker.io/library/redis:8: web.yaml:13:11 names it');
});

test.each([
  ['cdk8s-hardened.yaml', 'profile: hardened\nprofile: pss-baseline\n', [] as string[]],
  ['waivers.yaml', 'waivers: []\nwaivers: []\n', ['--waiver-file', 'waivers.yaml']],
  ['images.lock.yaml', 'apiVersion: cdk8s-hardened/v1\nkind: ImageLock\nimages: []\nimages: []\n', ['--lock', 'images.lock.yaml']],
])('a file of ours is still refused: %s', async (file, text, args) => {
  workspace().write({ [file]: text });
  const { status, stderr } = await audit(CHART, ...args);
  expect({ status, stderr }).toEqual({ status: 2, stderr: [expect.stringMatching(/the key `\w+` is set twice/)] });
});
