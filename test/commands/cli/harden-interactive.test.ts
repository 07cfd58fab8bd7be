import { existsSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { Run, run, workspaces } from './support';
import { codeBlocks } from '../../examples/markdown';
import { onPosix } from '../../support/systems';

const workspace = workspaces();

const APP = `# The shop 🏪
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  containers:
    - name: web
      image: ghcr.io/shop/web:1.2
      securityContext:
        privileged: true # for now
`;

const OTHER = APP.replace('name: web, n', 'name: other, n');

/** Decides on the findings of some controls alone. */
function decide(typed: readonly string[], controls: readonly string[], ...args: string[]): Promise<Run> {
  return run(['harden', 'app.yaml', '--interactive', ...controls.flatMap((control) => ['--only', control]), ...args], { cwd: workspace().folder, typed });
}

const read = (file = 'app.yaml') => workspace().read(file);

beforeEach(() => {
  workspace().write({ 'app.yaml': APP });
});

test('asks for each of two findings with the same identity, although the first was skipped', async () => {
  const mount = (path: string) => `        - {name: data, mountPath: ${path}, mountPropagation: Bidirectional}\n`;
  workspace().write({ 'app.yaml': `${APP}      volumeMounts:\n${mount('/a')}${mount('/b')}  volumes: [{name: data, emptyDir: {}}]\n` });
  const { stdout } = await decide(['s', 's', 's'], ['mount-propagation', 'service-links']);
  const asked = stdout.split('\n').filter((line) => line.includes('left in this file'));
  expect(asked.map((line) => line.split(' is ')[0].replace(/.*spec\./, ''))).toEqual([
    'containers[0].volumeMounts[0].mountPropagation', 'containers[0].volumeMounts[1].mountPropagation', 'enableServiceLinks',
  ]);
});

test('shows one finding at a time with its diff, and writes what was applied at the end', async () => {
  const { status, stdout, stderr } = await decide(['a', 'apply'], ['privileged', 'service-links']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: ['cdk8s-hardened: applied 2 fixes in 1 file'] });
  expect(read()).toBe(`${APP.replace('true # for now', 'false # for now')}  enableServiceLinks: false\n`);
  expect(stdout).toBe(`
app.yaml:10:9: critical: Pod shop/web: privileged: container "web": spec.containers[0].securityContext.privileged is true (2 findings left in this file)
--- app.yaml
+++ app.yaml
@@ -7,4 +7,4 @@
     - name: web
       image: ghcr.io/shop/web:1.2
       securityContext:
-        privileged: true # for now
+        privileged: false # for now
Apply this fix? [a]pply, [s]kip, [w]aive, [e]xplain, [q]uit: a

app.yaml:5:1: low: Pod shop/web: service-links: spec.enableServiceLinks is not set (1 finding left in this file)
--- app.yaml
+++ app.yaml
@@ -8,3 +8,4 @@
       image: ghcr.io/shop/web:1.2
       securityContext:
         privileged: false # for now
+  enableServiceLinks: false
Apply this fix? [a]pply, [s]kip, [w]aive, [e]xplain, [q]uit: apply
`);
});

test('what is skipped stays, and is not asked again', async () => {
  const { stdout, stderr } = await decide(['s', 'a'], ['privileged', 'service-links']);
  expect(stderr).toEqual(['cdk8s-hardened: applied 1 fix in 1 file, skipped 1']);
  expect(read()).toBe(`${APP}  enableServiceLinks: false\n`);
  expect(stdout.match(/Apply this fix/g)).toHaveLength(2);
});

test('a finding that no fix can be applied for can be skipped or accepted', async () => {
  const { stdout, stderr } = await decide(['a', 's'], ['cpu-resources']);
  expect(stdout).toContain('No fix can be applied: write `cpu` under `resources.requests`');
  expect(stdout).toContain('What now? [s]kip, [w]aive, [e]xplain, [q]uit: a\nType s to skip, w to waive, e to explain, q to quit, and press Enter.\n');
  expect(stderr).toEqual(['cdk8s-hardened: applied no fix, skipped 1']);
});

describe('a waiver', () => {
  const REASON = 'the driver of the camera needs it';

  test('goes into the settings file with its reason, and covers the finding in the next audit', async () => {
    workspace().write({ 'cdk8s-hardened.yaml': '# Ours.\nprofile: hardened # strict\n' });
    const { stderr } = await decide(['w', REASON], ['privileged']);
    expect(stderr).toEqual(['cdk8s-hardened: applied no fix, accepted with 1 waiver in cdk8s-hardened.yaml']);
    expect(read()).toBe(APP);
    expect(read('cdk8s-hardened.yaml')).toBe(`# Ours.
profile: hardened # strict
waivers:
- control: privileged
  target:
    kind: Pod
    name: web
    namespace: shop
  containers:
  - web
  reason: ${REASON}
`);
    const { findings } = await workspace().json('app.yaml', '--only', 'privileged');
    expect(findings.map(({ waived, waiver }) => [waived, waiver.reason])).toEqual([[true, REASON]]);
  });

  test('makes a settings file if there is none', async () => {
    await decide(['w', REASON], ['privileged']);
    expect(read('cdk8s-hardened.yaml')).toMatch(/^# yaml-language-server: .*\nwaivers:\n {2}- control: privileged\n/);
  });

  test('needs a reason, and no reason goes back', async () => {
    const { stdout } = await decide(['w', 'because', '', 'a'], ['privileged']);
    expect(stdout).toContain('Why is the risk accepted? (Enter goes back) because\n');
    expect(stdout).toMatch(/reason "because" is too short: explain in at least 3 words why you accept the risk/);
    expect(read()).toContain('privileged: false');
    expect(existsSync(join(workspace().folder, 'cdk8s-hardened.yaml'))).toBe(false);
  });

  test('is not offered where the run has no settings file', async () => {
    const { stdout } = await decide(['s'], ['privileged'], '--config', 'none');
    expect(stdout).toContain('[a]pply, [s]kip, [e]xplain, [q]uit');
  });

  test('of several findings is asked for once', async () => {
    workspace().write({ 'app.yaml': APP.replace(/securityContext[^]*/, 'ports: [{containerPort: 80, hostPort: 80}, {containerPort: 443, hostPort: 443}]\n') });
    const { stdout, status } = await decide(['w', REASON, 'w', REASON], ['host-ports']);
    expect(status).toBe(0);
    const { findings } = await workspace().json('app.yaml', '--only', 'host-ports');
    expect(findings.filter(({ waived }) => !waived)).toEqual([]);
    expect(stdout).toContain('host-ports');
  });
});

test('explain says what the control is for, and asks again', async () => {
  const { stdout } = await decide(['e', 's'], ['privileged']);
  expect(stdout).toContain((await run(['explain', 'privileged'])).stdout);
  expect(stdout.match(/Apply this fix/g)).toHaveLength(2);
});

test('quit writes what was applied before', async () => {
  workspace().write({ 'b.yaml': APP });
  const { status, stderr } = await decide(['a', 'q'], ['privileged', 'service-links'], 'b.yaml');
  expect({ status, stderr }).toEqual({ status: 0, stderr: ['cdk8s-hardened: applied 1 fix in 1 file'] });
  expect(read()).toContain('privileged: false');
  expect(read('b.yaml')).toBe(APP);
});

test('nothing is written before the end, and Ctrl-C leaves all files as they were', async () => {
  workspace().write({ 'b.yaml': OTHER, 'cdk8s-hardened.yaml': 'profile: hardened\n' });
  const { status, stderr } = await decide(['a', 'w', 'the mesh needs it here', 'a'], ['privileged', 'service-links'], 'b.yaml');
  expect({ status, stderr }).toEqual({ status: 130, stderr: ['cdk8s-hardened: interrupted: no file was written'] });
  expect([read(), read('b.yaml'), read('cdk8s-hardened.yaml')]).toEqual([APP, OTHER, 'profile: hardened\n']);
  expect(readdirSync(workspace().folder).sort()).toEqual(['app.yaml', 'b.yaml', 'cdk8s-hardened.yaml']);
});

test('comes to what harden writes if every fix is applied', async () => {
  const args = ['--profile', 'hardened', '--override-unsafe'];
  const { stdout } = await run(['harden', 'app.yaml', ...args], { cwd: workspace().folder });
  const { status } = await run(['harden', 'app.yaml', '--interactive'], { cwd: workspace().folder, typed: Array(50).fill((question: string) => question.includes('[a]pply') ? 'a' : 's') });
  expect(status).toBe(0);
  const again = await run(['harden', 'app.yaml', ...args], { cwd: workspace().folder });
  // The limit of storage depends on the volumes that are there when it is written.
  const comparable = (text: string) => parse(text, (key, value) => key === 'ephemeral-storage' ? '9Gi' : value);
  expect(comparable(again.stdout)).toEqual(comparable(stdout));
  const left = (await workspace().json('app.yaml')).findings.map(({ control }) => control).sort();
  workspace().write({ 'app.yaml': stdout });
  expect(left).toEqual((await workspace().json('app.yaml')).findings.map(({ control }) => control).sort());
});

test('the settings file says which profile and which files', async () => {
  workspace().write({ 'cdk8s-hardened.yaml': 'profile: pss-baseline\nexcludeFiles: [vendor]\nkeep: [privileged]\n', 'vendor/x.yaml': APP });
  const { stdout, stderr } = await run(['harden', '.', '--interactive'], { cwd: workspace().folder, typed: [] });
  expect({ stdout, stderr }).toEqual({ stdout: '', stderr: ['cdk8s-hardened: applied no fix'] });
});

test('a Service is asked about with its file, and by the ports of pods in later files', async () => {
  const service = (port: number) => `apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec: {selector: {app: web}, ports: [{port: 80, targetPort: ${port}}]}\n`;
  const pod = APP.replace('namespace: shop}', 'namespace: shop, labels: {app: web}}').replace('1.2\n', '1.2\n      ports: [{containerPort: 8080}]\n');
  const asked = async (port: number) => {
    workspace().write({ 'a/1.yaml': service(port), 'a/2.yaml': pod });
    return (await run(['harden', 'a', '--interactive', '--only', 'service-ports'], { cwd: workspace().folder, typed: ['s'] })).stdout;
  };
  expect(await asked(8080)).toBe('');
  expect(await asked(8081)).toContain('a/1.yaml:4:');
});

test('docs/how-to/interactive.md shows what is asked', async () => {
  workspace().write({ 'manifests/web.yaml': APP });
  const { stdout } = await run(['harden', 'manifests', '--interactive'], { cwd: workspace().folder, typed: [] });
  const [shown] = codeBlocks(readFileSync(join(__dirname, '../../../docs/how-to/interactive.md'), 'utf8'), 'text');
  expect(stdout.trim()).toBe(shown.trim());
});

test('other objects count: a NetworkPolicy in another file', async () => {
  workspace().write({ 'policy.yaml': 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: all, namespace: shop}\nspec: {podSelector: {}, policyTypes: [Ingress, Egress]}\n' });
  const { stdout } = await run(['harden', '.', '--interactive', '--only', 'network-policy'], { cwd: workspace().folder, typed: [] });
  expect(stdout).toBe('');
});

test('text of a manifest cannot imitate the terminal', async () => {
  workspace().write({ 'app.yaml': APP.replace('# for now', '# \u202e') });
  const { stdout } = await decide(['s'], ['privileged']);
  expect(stdout).not.toContain('\u202e');
  expect(stdout).toContain('# \\u202e');
});

describe('it is refused', () => {
  test.each<[string, string[], string]>([
    ['with --write', ['app.yaml', '--write'], '--interactive and --write exclude each other: remove one of them'],
    ['with --output-dir', ['app.yaml', '--output-dir', 'x'], '--interactive and --output-dir exclude each other: remove one of them'],
    ['with --diff', ['app.yaml', '--diff'], '--interactive and --diff exclude each other: remove one of them'],
    ['with --check', ['app.yaml', '--check'], '--interactive and --check exclude each other: remove one of them'],
    ['for standard input', ['-'], '--interactive cannot change standard input: name files or folders'],
    ['without a path', [], 'nothing to harden'],
    ['for what is no YAML', ['broken.yaml'], 'broken.yaml:2:1: '],
    ['for UTF-16', ['utf16.yaml'], 'utf16.yaml: is not UTF-8, which --interactive needs: save it as UTF-8, or use --write'],
  ])('%s', async (_, args, message) => {
    workspace().write({ 'broken.yaml': 'a: [\n', 'utf16.yaml': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(APP, 'utf16le')]) });
    const { status, stdout, stderr } = await run(['harden', ...args, '--interactive'], { cwd: workspace().folder, typed: ['a'] });
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: [expect.stringContaining(`cdk8s-hardened: ${message}`)] });
  });

  test('without a terminal', async () => {
    const { status, stdout, stderr } = await run(['harden', 'app.yaml', '--interactive'], { cwd: workspace().folder });
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: [expect.stringContaining('cdk8s-hardened: --interactive needs a terminal, but ')] });
    expect(read()).toBe(APP);
  });

  onPosix('for a link that leads out of what was named', async () => {
    const other = join(workspace().folder, 'app.yaml');
    workspace().write({ '.git/HEAD': '', 'in/b.yaml': APP });
    symlinkSync(other, join(workspace().folder, 'in/link.yaml'));
    const { status, stderr } = await run(['harden', 'in', '--interactive', '--only', 'privileged'], { cwd: workspace().folder, typed: ['a', 'a'] });
    expect({ status, stderr }).toEqual({ status: 2, stderr: [expect.stringContaining('outside of the paths that you named')] });
    expect([read(), read('in/b.yaml')]).toEqual([APP, APP]);
  });

  test.each(['app.yaml', 'cdk8s-hardened.yaml'])('if someone changes %s meanwhile: then nothing is written', async (changed) => {
    workspace().write({ 'b.yaml': OTHER, 'cdk8s-hardened.yaml': 'profile: hardened\n' });
    const path = join(workspace().folder, changed);
    const changes = () => {
      writeFileSync(path, `${readFileSync(path, 'utf8')}# mine\n`);
      return 'a';
    };
    const args = ['app.yaml', 'b.yaml', '--interactive', '--only', 'privileged'];
    const { status, stderr } = await run(['harden', ...args], { cwd: workspace().folder, typed: [changes, 'w', 'the mesh needs it here'] });
    const why = `cdk8s-hardened: ${changed}: has changed in the meantime, so nothing was written: run the command again`;
    expect({ status, stderr }).toEqual({ status: 2, stderr: [why] });
    expect([read(), read('b.yaml'), read('cdk8s-hardened.yaml')].map((text) => text.replace('# mine\n', ''))).toEqual([APP, OTHER, 'profile: hardened\n']);
  });
});
