import { spawnSync } from 'child_process';
import { existsSync, readFileSync, readdirSync, realpathSync, statSync, symlinkSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { run, Workspace } from './support';
import { onPosix } from '../../support/systems';

// What only the command does; test/policy/engine/assess.test.ts has what is filled in, test/formats/yaml/edit how the text changes.

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: p} # a comment\nspec:\n  containers:\n    - name: main\n      image: "acme/app:1"\n      securityContext:\n        runAsUser: 7\n';
const HARDENED = `${POD.replace('        runAs', '        allowPrivilegeEscalation: false\n        capabilities:\n          drop:\n            - ALL\n        runAs')}  securityContext:\n    runAsNonRoot: true\n    seccompProfile:\n      type: RuntimeDefault\n`;
const UNKNOWN = 'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: main, image: acme/app:1}]}\n';
const AGENT = 'apiVersion: v1\nkind: Pod\nmetadata: {name: agent, namespace: ns}\nspec: {hostPID: true, containers: [{name: main, image: a:1, securityContext: {privileged: true}}]}\n';
const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a:   "b"}\n';

let workspace: Workspace;
beforeEach(() => { workspace = new Workspace(); });
afterEach(() => workspace.remove());

/** What the tests compare is about one profile: hygiene is beside the point. */
const restricted = (args: readonly string[]) => args.some((arg) => /^--(?:config|profile)$/.test(arg)) ? args : [...args, '--profile', 'pss-restricted'];
const harden = (args: readonly string[], input?: string | Uint8Array) => run(['harden', ...restricted(args)], { cwd: workspace.folder, input });
const fileAt = (path: string) => readFileSync(join(workspace.folder, path), 'utf8');

describe('standard output', () => {
  it('gets what was hardened, and everything else as it was', async () => {
    const { status, stdout, stderr } = await harden(['-'], `${CONFIG_MAP}---\n${POD}...\n`);
    expect([status, stdout, stderr]).toEqual([0, `${CONFIG_MAP}---\n${HARDENED}...\n`, ['cdk8s-hardened: 1 workload, 1 document changed']]);
  });

  it('gets the files in their order, with a separator between those that have none', async () => {
    workspace.write({ 'm/a.yaml': CONFIG_MAP.trimEnd(), 'm/b.yaml': POD, 'm/c.yaml': `---\n${CONFIG_MAP}` });
    expect((await harden(['m'])).stdout).toBe(`${CONFIG_MAP}---\n${HARDENED}---\n${CONFIG_MAP}`);
  });

  it.each(['a: 1\n', '- a\n'])('gets an input without an object as it is: %j', async (text) => {
    const { status, stdout } = await harden(['-'], text);
    expect([status, stdout]).toEqual([0, text]);
  });

  it('gets bytes in the encoding of the input', async () => {
    const utf16 = Buffer.from(`\uFEFF${POD}`, 'utf16le');
    const chunks: Uint8Array[] = [];
    const { status } = await run(['harden', '-'], { input: utf16, onBytes: (bytes) => chunks.push(bytes) });
    expect([status, Buffer.concat(chunks).toString('utf16le')]).toEqual([0, `\uFEFF${HARDENED}`]);
  });

  it('gets nothing if an input cannot be read', async () => {
    workspace.write({ 'a.yaml': POD, 'b.yaml': 'kind: Pod\n  a: [\n' });
    const { status, stdout, stderr } = await harden(['a.yaml', 'b.yaml']);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toEqual([expect.stringMatching(/^cdk8s-hardened: b\.yaml:2:\d+: /)]);
  });
});

describe('the images of the settings file', () => {
  const pod = (image: string) => `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: main, image: "${image}"}]}\n`;
  const SETTINGS = `images:
  - { repository: registry.example.com/shop/web, imageUser: name, uid: 1234, gid: 1235 }
  - { repository: registry.example.com/shop/old, imageUser: root, uid: 4321, hint: Rebuild it }
mirrors: { harbor.example.com/hub: docker.io }
`;

  it('give their users to containers, like those that are built in', async () => {
    workspace.write({ 'cdk8s-hardened.yaml': SETTINGS });
    const { stdout, stderr } = await harden(['-', '--config', 'cdk8s-hardened.yaml'], pod('registry.example.com/shop/web:1'));
    expect(stdout).toMatch(/runAsUser: 1234|"runAsUser": 1234/);
    expect(stderr.join()).not.toContain('needs: uid');
    expect((await harden(['-', '--config', 'none'], pod('registry.example.com/shop/web:1'))).stderr.join()).toContain('needs: uid of registry.example.com/shop/web:1');
  });

  it('are looked up through the mirrors of the file', async () => {
    workspace.write({ 'cdk8s-hardened.yaml': SETTINGS });
    const { stdout } = await harden(['-', '--config', 'cdk8s-hardened.yaml'], pod('harbor.example.com/hub/library/postgres:17'));
    expect(stdout).toMatch(/runAsUser: 999|"runAsUser": 999/);
  });

  it('are shown for an image whose user stays unknown', async () => {
    workspace.write({ 'cdk8s-hardened.yaml': SETTINGS });
    const { stderr } = await harden(['-', '--config', 'cdk8s-hardened.yaml'], pod('registry.example.com/shop/old:1'));
    expect(stderr.join('\n')).toMatch(/4321/);
  });
});

describe('--write', () => {
  it('changes files in place, with their modes, and not those that need no change', async () => {
    workspace.write({ 'm/a.yaml': POD, 'm/b.yaml': HARDENED, 'm/note.txt': 'x' });
    const before = statSync(join(workspace.folder, 'm/b.yaml'));
    const { status, stdout } = await harden(['m', '--write']);
    expect([status, stdout, fileAt('m/a.yaml'), fileAt('m/b.yaml')]).toEqual([0, '', HARDENED, HARDENED]);
    expect(statSync(join(workspace.folder, 'm/b.yaml'))).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
    expect(readdirSync(join(workspace.folder, 'm'))).toEqual(['a.yaml', 'b.yaml', 'note.txt']);
  });

  onPosix('changes the file that a link leads to, and keeps the link', async () => {
    workspace.write({ 'real.yaml': POD });
    symlinkSync('real.yaml', join(workspace.folder, 'link.yaml'));
    expect((await harden(['link.yaml', '--write'])).status).toBe(0);
    expect([fileAt('real.yaml'), readdirSync(workspace.folder).sort()]).toEqual([HARDENED, ['link.yaml', 'real.yaml']]);
  });

  onPosix.each(['link.yaml', 'folder/app.yaml', 'git.yaml'])('changes no file outside of the repository through a link: %s', async (name) => {
    workspace.write({ 'repository/.git/app.yaml': POD, 'outside/app.yaml': POD });
    const link = (target: string, path: string) => symlinkSync(target, join(workspace.folder, 'repository', path));
    link('../outside/app.yaml', 'link.yaml');
    link('../outside', 'folder');
    link('.git/app.yaml', 'git.yaml');
    const { status, stderr } = await run(['harden', name, '--write'], { cwd: join(workspace.folder, 'repository') });
    expect([status, stderr]).toEqual([2, [expect.stringMatching(`^cdk8s-hardened: ${name}: (?:leads out of|is a file of git)`)]]);
    expect([fileAt('outside/app.yaml'), fileAt('repository/.git/app.yaml')]).toEqual([POD, POD]);
  });

  onPosix('changes no file outside of the named folder, where a link in it leads', async () => {
    workspace.write({ '.git/HEAD': '', 'outside.yaml': POD, 'm/a.yaml': POD });
    symlinkSync(join('..', 'outside.yaml'), join(workspace.folder, 'm', 'link.yaml'));
    const outside = realpathSync(join(workspace.folder, 'outside.yaml'));
    const { status, stderr } = await harden(['m', '--write']);
    expect([status, stderr, fileAt('outside.yaml'), fileAt('m/a.yaml')]).toEqual([2, [
      `cdk8s-hardened: m/link.yaml: is a link to ${outside}, which is outside of the paths that you named: name that file, too, or use --output-dir`,
    ], POD, POD]);
    expect(readdirSync(workspace.folder).sort()).toEqual(['.git', 'm', 'outside.yaml']);
    expect((await harden(['m', '--output-dir', 'out'])).status).toBe(0);
    expect([fileAt('out/link.yaml'), fileAt('outside.yaml')]).toEqual([HARDENED, POD]);
    expect((await harden(['m', 'outside.yaml', '--write'])).status).toBe(0);
    expect([fileAt('outside.yaml'), fileAt('m/a.yaml')]).toEqual([HARDENED, HARDENED]);
    // Where nothing changes, a link is no problem.
    expect((await harden(['m', '--write'])).status).toBe(0);
  });

  onPosix('leaves nothing beside a large file outside of the named folder', async () => {
    const large = `${POD}# ${'x'.repeat(2_000_000)}\n`;
    workspace.write({ 'outside/large.yaml': large, 'm/a.yaml': POD });
    symlinkSync(join('..', 'outside', 'large.yaml'), join(workspace.folder, 'm', 'link.yaml'));
    expect((await harden(['m', '--write'])).status).toBe(2);
    expect([readdirSync(join(workspace.folder, 'outside')), fileAt('outside/large.yaml')]).toEqual([['large.yaml'], large]);
  });

  onPosix('changes what a link in the folder leads to in the folder, and all in a folder that is a link', async () => {
    workspace.write({ 'real/sub/a.yaml': POD });
    symlinkSync(join('sub', 'a.yaml'), join(workspace.folder, 'real', 'link.yaml'));
    symlinkSync('real', join(workspace.folder, 'm'));
    expect((await harden(['m', '--write'])).status).toBe(0);
    expect(fileAt('real/sub/a.yaml')).toBe(HARDENED);
  });

  it('writes no file if one cannot be read', async () => {
    workspace.write({ 'm/a.yaml': POD, 'm/b.yaml': 'apiVersion: [', 'm/c.yaml': POD });
    const { status } = await harden(['m', '--write']);
    expect([status, fileAt('m/a.yaml'), fileAt('m/c.yaml')]).toEqual([2, POD, POD]);
    expect(readdirSync(join(workspace.folder, 'm'))).toEqual(['a.yaml', 'b.yaml', 'c.yaml']);
  });

  it('does nothing the second time', async () => {
    workspace.write({ 'a.yaml': `${POD}---\n${AGENT}---\n${UNKNOWN}` });
    await harden(['a.yaml', '--write']);
    const once = fileAt('a.yaml');
    expect((await harden(['a.yaml', '--write', '--check'])).status).toBe(0);
    expect(fileAt('a.yaml')).toBe(once);
  });

  it('is refused for standard input', async () => {
    const { status, stderr } = await harden(['-', '--write'], POD);
    expect([status, stderr]).toEqual([2, ['cdk8s-hardened: --write cannot change standard input: name files or folders']]);
  });
});

describe('--output', () => {
  it('writes all files to a folder, those of a folder by their path in it', async () => {
    workspace.write({ 'm/deep/a.yaml': POD, 'm/b.yaml': CONFIG_MAP, 'x/c.yaml': POD });
    const { status, stdout } = await harden(['m', 'x/c.yaml', '--output-dir', 'out']);
    expect([status, stdout, fileAt('out/deep/a.yaml'), fileAt('out/b.yaml'), fileAt('out/c.yaml')]).toEqual([0, '', HARDENED, CONFIG_MAP, HARDENED]);
  });

  onPosix('writes to no other folder, where a link in it leads', async () => {
    workspace.write({ 'm/sub/deep/a.yaml': POD, 'out/b.yaml': POD, 'other/c.yaml': POD });
    symlinkSync(join('..', 'other'), join(workspace.folder, 'out', 'sub'));
    const { status, stderr } = await harden(['m', '--output-dir', 'out']);
    expect([status, stderr]).toEqual([2, ['cdk8s-hardened: out/sub/deep/a.yaml: out/sub is a link to ../other, and files are not written through links: remove the link, or name another path']]);
    expect(readdirSync(join(workspace.folder, 'other'))).toEqual(['c.yaml']);
  });

  it('refuses two inputs for one file', async () => {
    workspace.write({ 'a/x.yaml': POD, 'b/x.yaml': POD });
    const { status, stderr } = await harden(['a', 'b', '--output-dir', 'out']);
    expect([status, stderr]).toEqual([2, ['cdk8s-hardened: b/x.yaml: another input is written to out/x.yaml: rename one, or use two folders']]);
    expect(existsSync(join(workspace.folder, 'out'))).toBe(false);
  });

  it('is a folder', async () => {
    workspace.write({ 'a.yaml': POD });
    const { status, stderr } = await harden(['a.yaml', '--output-dir', 'a.yaml']);
    expect([status, stderr]).toEqual([2, ['cdk8s-hardened: a.yaml: is not a folder: name another --output-dir']]);
  });

  it('excludes --write', async () => {
    expect((await harden(['-', '--output-dir', 'o', '--write'])).stderr).toEqual(['cdk8s-hardened: --write and --output-dir exclude each other: remove one of them']);
  });
});

describe('--diff', () => {
  const FILE = `${CONFIG_MAP}---\n${POD}---\n${CONFIG_MAP}---\n${POD.replace('name: p', 'name: q')}`;

  onPosix.each<[string, string]>([
    ['documents between others', FILE],
    ['documents next to each other', `${POD}---\n${POD}---\n${UNKNOWN}`],
    ['many documents', Array(40).fill(`${POD}---\n${CONFIG_MAP}---\n`).join('')],
    ['a last line without line break', POD.trimEnd()],
    ['a change far above a last line without line break', `${POD}---\n${CONFIG_MAP.repeat(1).trimEnd()}`],
    ['line breaks of Windows', `${CONFIG_MAP}---\n${POD}`.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${POD}`],
    ['several objects of JSON in one line', `${JSON.stringify({ kind: 'Pod', apiVersion: 'v1', spec: { containers: [{ name: 'a', image: 'b' }] } })}`.repeat(3)],
    ['a list in JSON', JSON.stringify({ kind: 'List', apiVersion: 'v1', items: [{ kind: 'Pod', apiVersion: 'v1', spec: { containers: [{ name: 'a', image: 'b' }] } }] }, null, 2)],
  ])('prints a patch that makes the same file from %s', async (_, text) => {
    workspace.write({ 'a.yaml': text, 'b.yaml': text });
    const { status, stdout } = await harden(['a.yaml', '--diff']);
    expect([status, fileAt('a.yaml')]).toEqual([0, text]);
    const { stdout: log, status: patched } = spawnSync('patch', ['-p0', '--fuzz=0', '--binary'], { cwd: workspace.folder, input: stdout, encoding: 'utf8' });
    expect([patched, log]).toEqual([0, 'patching file a.yaml\n']);
    await harden(['b.yaml', '--write']);
    expect(fileAt('a.yaml')).toBe(fileAt('b.yaml'));
    expect(readdirSync(workspace.folder)).toEqual(['a.yaml', 'b.yaml']);
  });

  it('is colored on a terminal, which reads no commands in it', async () => {
    workspace.write({ 'a.yaml': POD.replace('comment', 'comment \u202E') });
    const { stdout } = await run(['harden', 'a.yaml', '--diff'], { cwd: workspace.folder, isTTY: true, env: {} });
    expect(stdout).toContain('\x1b[32m+        allowPrivilegeEscalation: false\x1b[0m\n');
    expect(stdout).not.toContain('\u202E');
    const { stdout: plain } = await run(['harden', 'a.yaml', '--diff'], { cwd: workspace.folder, isTTY: true, env: { NO_COLOR: '1' } });
    expect(plain).toContain('\n+        allowPrivilegeEscalation: false\n');
  });
});

describe('the exit code', () => {
  it.each<[number, string, string[]]>([
    [0, POD, []],
    [0, AGENT, []],
    [1, POD, ['--check']],
    [0, HARDENED, ['--check']],
  ])('is %d', async (expected, input, args) => expect((await harden(['-', ...args], input)).status).toBe(expected));

  it.each<[string, string[]]>([
    ['Dockerfile: is a Dockerfile: name manifests; `audit` checks Dockerfiles', ['Dockerfile']],
    ['nothing to harden: name files, folders or charts, - for standard input, or --cluster', []],
    ['none.yaml: no such file or folder', ['none.yaml']],
    ['unknown control "privilegd": did you mean "privileged"?', ['-', '--keep', 'privilegd']],
    ['"2" is not a Kubernetes version', ['-', '--kubernetes-version', '2']],
    ['none.yaml: no such file or folder', ['-', '--config', 'none.yaml']],
  ])('is 2 with the message: %s', async (message, args) => {
    workspace.write({ Dockerfile: 'FROM scratch\n' });
    const { status, stdout, stderr } = await harden(args, POD);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.join('\n')).toContain(message);
  });
});

describe('what is left to do', () => {
  it('is an image whose user is unknown, with the lines for the settings file', async () => {
    const { stderr } = await harden(['-'], UNKNOWN);
    expect(stderr).toEqual([
      'stdin:1: Pod p: needs: uid of acme/app:1 (container "main")',
      '    If the image runs as root or as a named user, it will not start.',
      'To resolve some of these, add to cdk8s-hardened.yaml:',
      'workloads:',
      '  - { match: { image: acme/app }, runAs: UID }',
      'cdk8s-hardened: 1 workload, 1 document changed; 1 needs the uid of an image',
    ]);
    workspace.write({ 'cdk8s-hardened.yaml': 'profile: pss-restricted\nworkloads:\n  - { match: { image: acme/app }, runAs: 101 }\n' });
    const { stdout, stderr: after } = await harden(['-', '--config', 'cdk8s-hardened.yaml'], UNKNOWN);
    expect(after).toEqual(['cdk8s-hardened: 1 workload, 1 document changed']);
    expect(stdout).toContain('runAsUser: 101');
  });

  it('is not such an image if the workload is left alone', async () => {
    workspace.write({ 'c.yaml': 'unknownUser: skip\n' });
    const { stdout, stderr } = await harden(['-', '--config', 'c.yaml'], UNKNOWN);
    expect(stdout).toBe(UNKNOWN);
    expect(stderr[1]).toBe('    It was not changed, because the user that the image needs is unknown.');
  });

  it('is every finding that keeps a workload from its profile, with the waivers that accept it', async () => {
    const { stderr } = await harden(['-'], AGENT);
    expect(stderr.slice(0, 5)).toEqual([
      'stdin:1: Pod ns/agent: users and capabilities are unchanged, because the pod may need root until its errors are resolved',
      'stdin: Pod ns/agent',
      '  4:79: critical: privileged: container "main": securityContext.privileged is true',
      expect.stringContaining('fix: remove `privileged: true`'),
      '  4:8: high: host-namespaces: spec.hostPID is true',
    ]);
    const start = stderr.indexOf('waivers: # keep only those for settings that the workloads need; fill in each reason');
    const config = `profile: pss-restricted\n${stderr.slice(start, -1).join('\n')}`;
    workspace.write({ 'cdk8s-hardened.yaml': config });
    expect(await harden(['-', '--config', 'cdk8s-hardened.yaml'], AGENT)).toMatchObject({
      status: 2, stderr: [expect.stringContaining('waivers[0]: waiver of "host-namespaces": reason is empty: explain in at least 3 words why you accept the risk')],
    });
    workspace.write({ 'cdk8s-hardened.yaml': config.replaceAll('reason: \'\'', 'reason: an agent of the node') });
    const { stderr: after } = await harden(['-', '--config', 'cdk8s-hardened.yaml'], AGENT);
    expect(after).toEqual(['cdk8s-hardened: 1 workload, 1 document changed']);
  });

  it('is resolved by --override-unsafe where that is possible, and each value is listed', async () => {
    const unsafe = UNKNOWN.replace('acme/app:1', 'acme/app:1, securityContext: {runAsUser: 7, allowPrivilegeEscalation: true}');
    expect((await harden(['-'], unsafe)).stderr).toContain('  - { match: { kind: Pod, name: p }, overrideUnsafe: true } # replaces unsafe values; check first that the containers work without them');
    expect((await harden(['-', '--override-unsafe'], unsafe)).stderr[0])
      .toBe('stdin:4: allow-privilege-escalation: spec.containers[0].securityContext.allowPrivilegeEscalation was true, now false');
  });

  it.each(['hardened', 'pss-restricted'])('is resolved in one run for the user of a known image, with the profile %s', async (profile) => {
    const options = ['--profile', profile, '--override-unsafe', '--config', 'none'];
    const unsafe = UNKNOWN.replace('acme/app:1', 'nginx:1.27, securityContext: {runAsUser: 0}');
    const { stdout, stderr } = await harden(['-', ...options], unsafe);
    expect(stdout).toContain('runAsUser: 101');
    expect(stderr.join('\n')).not.toContain('uid of');
    expect((await harden(['-', ...options], stdout)).stdout).toBe(stdout);
    const withoutUser = await harden(['-', ...options], UNKNOWN.replace('acme/app:1', 'nginx:1.27, securityContext: {}'));
    expect(stdout).toBe(withoutUser.stdout);
  });

  it('leaves a root that is accepted without the user of its image', async () => {
    const accepted = { containers: ['main'], reason: 'it opens devices of the node', target: { kind: 'Pod', name: 'p' } };
    const waivers = [{ control: 'run-as-user', allow: ['0'], ...accepted }, { control: 'run-as-non-root', ...accepted }];
    workspace.write({ 'c.yaml': JSON.stringify({ waivers, profile: 'hardened' }) });
    const unsafe = UNKNOWN.replace('acme/app:1', 'nginx:1.27, securityContext: {runAsUser: 0}');
    const { stdout } = await harden(['-', '--config', 'c.yaml', '--override-unsafe'], unsafe);
    expect(stdout).toContain('runAsUser: 0');
    expect(stdout).not.toMatch(/101|fsGroup:/);
    expect((await harden(['-', '--config', 'c.yaml', '--override-unsafe'], stdout)).stdout).toBe(stdout);
  });

  it('is a volume that a uid of yours may not be able to write', async () => {
    const claim = 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: c}\n';
    const input = UNKNOWN.replace(']}', '], volumes: [{name: d, persistentVolumeClaim: {claimName: c}}]}');
    workspace.write({ 'c.yaml': 'profile: pss-restricted\nrunAs: 999\n' });
    expect((await harden(['-', '--config', 'c.yaml'], input)).stderr[0]).toBe('stdin:1: Pod p: got a uid without an fsGroup');
    expect((await harden(['-', '--config', 'c.yaml'], `${claim}---\n${input}`)).stderr).toHaveLength(1);
  });

  it('names waivers that do not count', async () => {
    const waiver = (target: object, more = {}) => ({ control: 'privileged', containers: ['main'], reason: 'an agent of the node', target, ...more });
    const waivers = [waiver({ kind: 'Pod', name: 'none' }), waiver({ kind: 'Pod', name: 'agent', namespace: 'ns' }, { expires: '2020-01-31' })];
    workspace.write({ 'c.yaml': JSON.stringify({ waivers }) });
    const { stderr } = await harden(['-', '--config', 'c.yaml'], AGENT);
    expect(stderr).toContain('cdk8s-hardened: the waiver of "privileged" is for Pod none, which is not in the input');
    expect(stderr).toContain('cdk8s-hardened: the waiver of "privileged" is for Pod ns/agent, and expired at the end of 2020-01-31 (UTC)');
    expect(stderr.join('\n')).toContain('securityContext.privileged is true');
  });

  it('names entries of `workloads` that match nothing', async () => {
    const workloads = [{ match: { image: 'acme/ap' }, runAs: 1 }, { match: { kind: 'Pod', name: 'agent' }, runAs: 1 }, { match: { kind: 'ConfigMap' } }];
    workspace.write({ 'c.yaml': JSON.stringify({ workloads }) });
    const { stderr } = await harden(['-', '--config', 'c.yaml'], `${AGENT}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n`);
    expect(stderr.filter((line) => /matches/.test(line))).toEqual([
      'cdk8s-hardened: no workload in the input matches {"image":"acme/ap"}: correct or remove this entry of `workloads`',
      'cdk8s-hardened: no workload in the input matches {"kind":"ConfigMap"}: correct or remove this entry of `workloads`',
    ]);
  });

  it('is nothing for a workload with a profile of its own, which gets what this profile asks for', async () => {
    const profile = (own: string, target: object) => JSON.stringify({
      profile: 'hardened', waivers: [{ profile: own, owner: 'ops', expires: '2999-12-31', reason: 'an agent of the node', target }],
    });
    const input = UNKNOWN.replace('{name: p}', '{name: p, namespace: ns}');
    workspace.write({ 'b.yaml': profile('pss-baseline', { kind: 'Pod', namespace: 'ns', name: 'p' }), 'r.yaml': profile('pss-restricted', { kind: 'Pod', namespace: 'ns', name: 'p' }) });
    expect(await harden(['-', '--config', 'b.yaml'], input))
      .toEqual({ status: 0, stdout: input, stderr: [expect.stringContaining('0 documents changed')] });
    const { stdout } = await harden(['-', '--config', 'r.yaml'], input);
    expect(stdout).toBe((await harden(['-', '--config', 'none', '--profile', 'pss-restricted'], input)).stdout);
    // As an item of a list it is hardened by its own profile, too.
    const list = `apiVersion: v1\nkind: List\nitems:\n${`---\n${input}`.replace(/^(?!---)/gm, '    ').replace('---\n    ', '  - ').trimEnd()}\n`;
    expect((await harden(['-', '--config', 'b.yaml'], list)).stdout).toBe(list);
    workspace.write({ 'n.yaml': profile('pss-baseline', { kind: 'Pod', name: 'none' }) });
    expect((await harden(['-', '--config', 'n.yaml'], input)).stderr)
      .toContain('cdk8s-hardened: the waiver for the profile "pss-baseline" is for Pod none, which is not in the input');
  });

  it('keeps a value that a waiver of another profile accepts from --override-unsafe', async () => {
    const waivers = [{ controls: ['proc-mount'], containers: ['main'], allow: ['Unmasked'], reason: 'mounts its own /proc', target: { kind: 'Pod', name: 'p' } }];
    workspace.write({ 'c.yaml': JSON.stringify({ waivers, runAs: 7, overrideUnsafe: true }) });
    const { stdout } = await harden(['-', '--config', 'c.yaml'], UNKNOWN.replace('acme/app:1', 'acme/app:1, securityContext: {procMount: Unmasked}'));
    expect(stdout).toContain('procMount: Unmasked');
    expect(stdout).toContain('runAsUser: 7');
  });

  it('does not take waivers of the input, which its user has not seen', async () => {
    const annotation = JSON.stringify([{ control: 'host-namespaces', allow: ['hostPID'], reason: 'written by the chart itself' }]);
    const input = AGENT.replace('namespace: ns}', `namespace: ns, annotations: {cdk8s-hardened/waivers: '${annotation}'}}`);
    expect((await harden(['-'], input)).stderr).toContain('  4:8: high: host-namespaces: spec.hostPID is true');
  });

  it('is printed so that no name can forge a line', async () => {
    const { stderr } = await harden(['-'], UNKNOWN.replace('{name: p}', '{name: "p\\n::error::x\\x1b[2J"}'));
    expect(stderr[0]).toBe('stdin:1: Pod p\\u000a::error::x\\u001b[2J: needs: uid of acme/app:1 (container "main")');
  });
});

it('takes options over those of the settings file', async () => {
  workspace.write({ 'c.yaml': 'profile: hardened\nrunAs: 5\n' });
  const { stdout } = await harden(['-', '--config', 'c.yaml', '--profile', 'pss-restricted'], UNKNOWN);
  expect(stdout).toContain('runAsUser: 5');
  expect(stdout).not.toContain('readOnlyRootFilesystem');
});

it('keeps the token of an account that a role binding of another file gives rights to', async () => {
  workspace.write({
    'm/a.yaml': POD.replace('  containers:', '  serviceAccountName: op\n  containers:'),
    'm/b.yaml': 'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: b}\nsubjects: [{kind: ServiceAccount, name: op}]\n',
  });
  expect((await harden(['m/a.yaml', '--profile', 'hardened'])).stdout).toContain('automountServiceAccountToken: false');
  expect((await harden(['m', '--profile', 'hardened'])).stdout).not.toContain('automountServiceAccountToken');
});

it.each([
  ['Group, name: "system:serviceaccounts:ns"', true], ['Group, name: system:serviceaccounts', true], ['Group, name: system:authenticated', true],
  ['Group, name: "system:serviceaccounts:other"', false], ['Group, name: admins', false], ['User, name: "system:serviceaccounts:ns"', false],
])('for a role binding of another file to kind %s, that it keeps the token of every account is %s', async (subject, isKept) => {
  workspace.write({
    'g/a.yaml': POD.replace('{name: p}', '{name: p, namespace: ns}'),
    'g/b.yaml': `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: b}\nsubjects: [{kind: ${subject}}]\n`,
  });
  expect(!(await harden(['g', '--profile', 'hardened'])).stdout.includes('automountServiceAccountToken')).toBe(isKept);
});

describe('a KRM function', () => {
  const LIST = (config: string) => `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nfunctionConfig: ${config}\nitems:\n- ${UNKNOWN.trimEnd().replaceAll('\n', '\n  ')}\n`;

  it('hardens the items, with a result for each change and for what is left', async () => {
    const { status, stdout } = await harden(['-'], LIST('{kind: Hardening, spec: {keep: [capabilities-restricted]}}'));
    expect(status).toBe(0);
    expect(stdout).toContain('securityContext: {allowPrivilegeEscalation: false}');
    expect(stdout).toMatch(/results:\n[^]*- message: "allow-privilege-escalation: [^]*proposedValue/);
    expect(stdout).toMatch(/severity: error\n[^]*path: .*capabilities\.drop/);
  });

  it('reads flags in a ConfigMap', async () => {
    const { stdout } = await harden(['-'], LIST('{kind: ConfigMap, data: {profile: pss-baseline, overrideUnsafe: "true"}}'));
    expect(stdout).not.toContain('allowPrivilegeEscalation');
  });

  it('replaces its results of an earlier run', async () => {
    const once = (await harden(['-'], LIST('{spec: {only: [seccomp-profile-restricted]}}'))).stdout;
    const twice = (await harden(['-'], once)).stdout;
    expect(twice.match(/^results:$/gm)).toHaveLength(1);
    expect((await harden(['-'], twice)).stdout).toBe(twice);
  });

  it('names waivers and entries of `workloads` in its own settings that match nothing', async () => {
    const waiver = '{control: host-namespaces, allow: [hostPID], reason: an agent of the node, target: {kind: Pod, name: none}}';
    const { stderr } = await harden(['-'], LIST(`{spec: {waivers: [${waiver}], workloads: [{match: {name: none}, runAs: 1}]}}`));
    expect(stderr).toContain('cdk8s-hardened: the waiver of "host-namespaces" is for Pod none, which is not in the input');
    expect(stderr).toContain('cdk8s-hardened: no workload in the input matches {"name":"none"}: correct or remove this entry of `workloads`');
  });

  it('refuses settings that are invalid', async () => {
    const { status, stderr } = await harden(['-'], LIST('{spec: {profle: hardened}}'));
    expect([status, stderr]).toEqual([2, ['cdk8s-hardened: functionConfig: the settings file has no key `profle`: did you mean `profile`?']]);
  });

  it.each([
    ['"{spec: {profile: hardened}}"', 'functionConfig is not an object: write an object with the settings in its `spec`'],
    ['|\n  spec:\n    profile: hardened', 'functionConfig is not an object: write an object with the settings in its `spec`'],
    ['7', 'functionConfig is not an object: write an object with the settings in its `spec`'],
    ['[{spec: {profile: hardened}}]', 'functionConfig is a list: write an object with the settings in its `spec`'],
    ['{kind: Hardening, profile: hardened}', 'functionConfig has the field `profile`, which is not read: move the settings into its `spec`'],
    ['{specs: {profile: hardened}}', 'functionConfig has the field `specs`, which is not read: move the settings into its `spec`'],
    ['{spec: {profile: hardened}, data: {profile: pss-baseline}}', 'functionConfig has `spec` and `data`: keep one of them'],
    ['{kind: ConfigMap, data: "profile: hardened"}', 'functionConfig: `data` is not an object: write one with a text for each setting'],
    ['{spec: "profile: hardened"}', 'functionConfig: the settings file is a text: write an object'],
    ['{spec: {overrides: [{files: [a], profile: hardened}]}}', 'functionConfig: `overrides` applies to files, which a function cannot see: remove it, or write it in the settings file'],
    ['{spec: {excludeFiles: [a]}}', 'functionConfig: `excludeFiles` applies to files, which a function cannot see: remove it, or write it in the settings file'],
  ])('refuses what it would ignore: %s', async (config, message) => {
    const { status, stdout, stderr } = await harden(['-'], LIST(config));
    expect([status, stdout, stderr]).toEqual([2, '', [`cdk8s-hardened: ${message}`]]);
  });

  it.each(['null', '{}', '{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}', '{kind: ConfigMap, data: {}}'])('needs no settings: %s', async (config) => {
    const { status, stdout } = await harden(['-'], LIST(config));
    expect([status, stdout.includes('allowPrivilegeEscalation')]).toEqual([0, true]);
  });
});

test('a Redis that is hardened to restricted first gets its fsGroup later, and then has no error of ids', async () => {
  const redis = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: cache, namespace: shop }\nspec: { template: { spec: { containers: [{ name: redis, image: "redis:8.0" }] } } }\n';
  const meeting = async (profile: string, input: string) => (await run(['harden', '-', '--profile', profile], { input })).stdout;
  const inSteps = await meeting('hardened', await meeting('pss-restricted', redis));
  expect(parse(inSteps).spec.template.spec.securityContext).toMatchObject({ fsGroup: 999, fsGroupChangePolicy: 'OnRootMismatch' });
  const { stdout } = await run(['audit', '-', '--format', 'json', '--only', 'fs-group', '--only', 'group-id', '--only', 'user-id'], { input: inSteps });
  expect(JSON.parse(stdout).findings).toEqual([]);
});

test.each([['--write'], ['--diff']])('with %s, findings have the lines of the file that the reader has then', async (option) => {
  const pod = (name: string) => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop}
spec:
  containers:
  - name: a
    image: ghcr.io/shop/web:1
  volumes:
  - name: host
    hostPath: {path: /etc} # of ${name}
`;
  workspace.write({ 'pods.yaml': `${pod('one')}---\n${pod('two')}` });
  const { stderr } = await harden(['pods.yaml', option]);
  const text = fileAt('pods.yaml').split('\n');
  const lines = [...stderr.join('\n').matchAll(/^ +(\d+):\d+: critical/gm)].map(([, line]) => text[Number(line) - 1]);
  expect(lines).toEqual(['one', 'two'].map((name) => `    hostPath: {path: /etc} # of ${name}`));
});
