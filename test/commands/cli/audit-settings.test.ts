import { join } from 'path';
import { GOOD, podYaml, PRIVILEGED, run, WARNING, WRITABLE_ROOT, workspaces } from './support';

const workspace = workspaces();
const controlsOf = (findings: readonly any[]) => findings.map(({ control }) => control);

describe('the settings file of an audit', () => {
  test('is the nearest one from the working directory upwards', async () => {
    workspace().write({ 'cdk8s-hardened.yaml': 'profile: pss-baseline\n', 'apps/pod.yaml': WRITABLE_ROOT });
    expect((await run(['audit', 'pod.yaml'], { cwd: `${workspace().folder}/apps` })).status).toBe(0);
    expect((await run(['audit', 'pod.yaml', '--config', 'none', '--fail-on', 'medium'], { cwd: `${workspace().folder}/apps` })).status).toBe(1);
  });

  test('gives profile, version, platform and threshold, which options override', async () => {
    workspace().write({ 'cdk8s-hardened.yaml': 'profile: hardened\nkubernetesVersion: "1.30"\nplatform: gke-autopilot\nfailOn: warning\n', 'pod.yaml': WARNING });
    const { status, report } = await workspace().json('pod.yaml');
    expect(report).toMatchObject({ profile: 'hardened', kubernetesVersion: '1.30', platform: 'gke-autopilot' });
    expect(status).toBe(1);
    expect((await workspace().audit('pod.yaml', '--fail-on', 'error', '--platform', 'kubernetes')).status).toBe(0);
  });

  test('changes severities, with a reason', async () => {
    const controls = (severity: string) => `controls: { read-only-root-filesystem: { severity: ${severity}, reason: the plugins are not ready } }\n`;
    workspace().write({ 'cdk8s-hardened.yaml': controls('error'), 'pod.yaml': WRITABLE_ROOT });
    expect((await workspace().json('pod.yaml')).report.summary).toMatchObject({ errors: 1, warnings: 0 });
    workspace().write({ 'cdk8s-hardened.yaml': controls('"off"') });
    expect((await workspace().json('pod.yaml')).findings).toEqual([]);
  });

  test.each(['off', 'Off', 'false', '"off"'])('takes %s as it is written, for all files and for some', async (off) => {
    const controls = `controls: { read-only-root-filesystem: { severity: ${off}, reason: the plugins are not ready } }`;
    workspace().write({ 'cdk8s-hardened.yaml': `${controls}\nimageFacts: ${off}\n`, 'pod.yaml': WRITABLE_ROOT, 'other/pod.yaml': WRITABLE_ROOT });
    expect((await workspace().json('pod.yaml')).findings).toEqual([]);
    workspace().write({ 'cdk8s-hardened.yaml': `overrides: [{ files: [other], imageFacts: ${off}, ${controls} }]\n` });
    expect((await workspace().json('pod.yaml', 'other')).findings.map(({ file }) => file)).toEqual(['pod.yaml']);
  });

  test('excludes files, and says how many', async () => {
    workspace().write({ 'cdk8s-hardened.yaml': 'excludeFiles: [tests, "*.tmp.yaml"]\n', 'a.yaml': GOOD, 'x/tests/b.yaml': PRIVILEGED, 'c.tmp.yaml': PRIVILEGED });
    const { status, stderr } = await workspace().audit('a.yaml', 'x', 'c.tmp.yaml');
    expect(status).toBe(0);
    expect(stderr).toEqual(['cdk8s-hardened: skipped 2 excluded files: x/tests/b.yaml, c.tmp.yaml']);
  });

  test('overrides settings by path, the last entry first', async () => {
    workspace().write({
      'cdk8s-hardened.yaml': `
overrides:
  - { files: [legacy], profile: pss-baseline }
  - { files: ["legacy/new/**"], profile: hardened }
`,
      'legacy/old.yaml': WRITABLE_ROOT,
      'legacy/new/pod.yaml': WRITABLE_ROOT,
      'pod.yaml': WRITABLE_ROOT,
    });
    const { findings } = await workspace().json('legacy', 'pod.yaml');
    expect(findings.map(({ file }) => file)).toEqual(['legacy/new/pod.yaml', 'pod.yaml']);
    expect((await workspace().audit('legacy', 'pod.yaml', '--profile', 'pss-baseline')).status).toBe(0);
  });

  test('has waivers, and names those whose object is not there', async () => {
    const waiver = (name: string) => `  - { control: read-only-root-filesystem, containers: [main], reason: writes its plugins there, target: { kind: Pod, namespace: shop, name: ${name} } }\n`;
    workspace().write({ 'cdk8s-hardened.yaml': `waivers:\n${waiver('good')}${waiver('other')}`, 'pod.yaml': WRITABLE_ROOT });
    const { status, report, stderr } = await workspace().json('pod.yaml');
    expect({ status, waived: report.summary.waived }).toEqual({ status: 0, waived: 1 });
    expect(stderr).toEqual(['cdk8s-hardened: the waiver of "read-only-root-filesystem" is for Pod shop/other, which is not in the audited files']);
    expect((await workspace().audit('pod.yaml', '--waivers', 'none', '--fail-on', 'medium')).status).toBe(1);
  });

  test.each(['cdk8s-hardened.yml', '.cdk8s-hardened.yaml'])('is not passed over if it is named %s', async (name) => {
    workspace().write({ [name]: 'profile: pss-baseline\n', 'apps/pod.yaml': WRITABLE_ROOT });
    const { status, stderr } = await run(['audit', 'pod.yaml'], { cwd: `${workspace().folder}/apps` });
    expect({ status, stderr }).toEqual({ status: 2, stderr: [`cdk8s-hardened: ../${name}: a settings file is named cdk8s-hardened.yaml: rename it, pass it with --config, or use --config none`] });
    expect((await run(['audit', 'pod.yaml', '--config', `../${name}`], { cwd: `${workspace().folder}/apps` })).status).toBe(0);
  });

  test('names reports, relative to its folder', async () => {
    workspace().write({ 'cdk8s-hardened.yaml': 'reports: [{ format: sarif, path: out.sarif }]\n', 'apps/pod.yaml': PRIVILEGED });
    await run(['audit', 'pod.yaml'], { cwd: `${workspace().folder}/apps` });
    expect(JSON.parse(workspace().read('out.sarif')).runs[0].results.length).toBeGreaterThan(0);
  });

  test.each([
    ['overrides: [{ files: [a], profle: hardened }]', 'has no key `profle`: did you mean `profile`?'],
    ['controls: { cpu-resorces: { severity: "off", reason: we set no limits } }', 'has no key `cpu-resorces`: did you mean `cpu-resources`?'],
    ['controls: { privileged: { severity: warning, reason: we need it there } }', 'the severity of "privileged" cannot be changed: it is a control of pss-baseline'],
    ['controls: { user-namespace-mapping: { severity: warning, reason: we need it there } }', 'cannot be changed: Kubernetes itself refuses such objects'],
    ['controls: { termination-message-policy: { severity: warning, reason: we need it there } }', 'cannot be changed: it only fills in a field, and reports nothing'],
    ['controls: { cpu-resources: { severity: on, reason: we set no limits } }', '`controls.cpu-resources.severity` is true: write one of error, warning, off'],
    ['controls: { cpu-resources: { severity: off } }', '`controls.cpu-resources` has no `reason`: add it'],
    ['controls: { cpu-resources: { severity: of, reason: we set no limits } }', 'is "of": write one of error, warning, off'],
    ['unknownUser: off', '`unknownUser` is false: write one of fill, skip'],
    ['reports: [{ format: sarf, path: x }]', '"sarf"'],
    ['failOn: errors', '"errors"'],
    ['exclude: [vendor]', 'the settings file has no key `exclude`'],
    ['excludeFiles: ["!a"]', 'the glob "!a" has "!", which is not supported'],
    ['overrides: [{ files: ["+(a)"], profile: hardened }]', 'the glob "+(a)" has "+(", which is not supported'],
  ])('with "%s" is refused with its place', async (text, message) => {
    workspace().write({ 'cdk8s-hardened.yaml': text, 'pod.yaml': GOOD });
    const { status, stderr } = await workspace().audit('pod.yaml');
    expect(status).toBe(2);
    expect(stderr.join()).toMatch(/^cdk8s-hardened: cdk8s-hardened\.yaml:1:\d+: /);
    expect(stderr.join()).toContain(message);
  });

  test.each(['off', '"off"'])('turns off what is known about images with %s', async (off) => {
    const redis = POD.replace('registry.example/app:1', 'redis:8');
    workspace().write({ 'cdk8s-hardened.yaml': `imageFacts: ${off}\n`, 'pod.yaml': redis });
    expect((await run(['harden', 'pod.yaml'], { cwd: workspace().folder })).stdout).not.toContain('runAsUser: 999');
    workspace().write({ 'cdk8s-hardened.yaml': `workloads: [{ match: { kind: Pod }, imageFacts: ${off} }]\n` });
    expect((await run(['harden', 'pod.yaml'], { cwd: workspace().folder })).stdout).not.toContain('runAsUser: 999');
    workspace().write({ 'cdk8s-hardened.yaml': '{}\n' });
    expect((await run(['harden', 'pod.yaml'], { cwd: workspace().folder })).stdout).toContain('runAsUser: 999');
  });

  test('is read by harden, too: overrides by path and excluded files', async () => {
    workspace().write({
      'cdk8s-hardened.yaml': 'excludeFiles: [skip.yaml]\noverrides: [{ files: [db], runAs: 1234 }]\n',
      'db/pod.yaml': POD,
      'web.yaml': POD,
      'skip.yaml': POD,
    });
    expect((await run(['harden', '.', '--write'], { cwd: workspace().folder })).status).toBe(0);
    expect(workspace().read('db/pod.yaml')).toContain('runAsUser: 1234');
    expect(workspace().read('web.yaml')).not.toContain('runAsUser');
    expect(workspace().read('skip.yaml')).toBe(POD);
  });
});

const POD = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\nspec:\n  containers:\n    - name: main\n      image: registry.example/app:1\n';

describe('a part of an audit', () => {
  test('--only evaluates the controls that it names, and no waiver of another is unused', async () => {
    workspace().write({ 'pod.yaml': POD });
    const { findings } = await workspace().json('pod.yaml', '--only', 'user-id', '--only', 'group-id');
    expect(controlsOf(findings)).toEqual(['user-id', 'group-id']);
    const { status, stderr } = await workspace().audit('pod.yaml', '--only', 'user-ids');
    expect(status).toBe(2);
    expect(stderr.join()).toContain('unknown control "user-ids": did you mean "user-id"?');
  });

  test.each([['waiver-unused', 'waivers'], ['unknown-container', 'declarations'], ['emitted-yaml', 'output']])(
    '--only refuses %s, which is always evaluated', async (control, group) => {
      workspace().write({ 'pod.yaml': POD });
      const { status, stderr } = await workspace().audit('pod.yaml', '--only', control);
      expect(status).toBe(2);
      expect(stderr.join()).toContain(`--only ${control}: controls in the group "${group}" are always evaluated: name a control of a profile`);
    });

  test('a file that several paths lead to is audited once', async () => {
    workspace().write({ 'apps/pod.yaml': PRIVILEGED, 'apps/values.yaml': 'a: 1\n' });
    const { report } = await workspace().json('apps', './apps/pod.yaml', '.', '--profile', 'pss-baseline');
    expect(report.summary).toMatchObject({ errors: 1, files: 1 });
    const named = await workspace().audit('apps', 'apps/values.yaml', '--profile', 'pss-baseline');
    expect(named).toMatchObject({ status: 2, stderr: [expect.stringContaining('apps/values.yaml:1:1: document 1 is not a Kubernetes object')] });
  });

  test('--exclude-files leaves out the files that match', async () => {
    workspace().write({ 'a.yaml': GOOD, 'charts/b.yaml': PRIVILEGED });
    const { status, stderr } = await workspace().audit('.', '--exclude-files', 'charts');
    expect({ status, stderr }).toEqual({ status: 0, stderr: ['cdk8s-hardened: skipped 1 excluded file: charts/b.yaml'] });
  });

  test('--exclude-files refuses a glob that it does not know', async () => {
    workspace().write({ 'a.yaml': GOOD });
    const { status, stderr } = await workspace().audit('.', '--exclude-files', '!a');
    expect({ status, stderr }).toEqual({ status: 2, stderr: [expect.stringContaining('cdk8s-hardened: --exclude-files: the glob "!a" has "!", which is not supported: use *')] });
  });

  test.each([
    ['b.yaml', ['../b.yaml', '../charts/b.yaml']],
    ['../charts', ['../charts/b.yaml', '../charts/c.yaml']],
    ['../charts/', ['../charts/b.yaml', '../charts/c.yaml']],
    ['../*/c.yaml', ['../charts/c.yaml']],
    ['<folder>/charts', ['../charts/b.yaml', '../charts/c.yaml']],
    ['charts', ['../charts/b.yaml', '../charts/c.yaml']],
    ['charts/b.yaml', []],
    ['./a.yaml', ['a.yaml']],
    ['.', ['a.yaml']],
  ])('--exclude-files %s is relative to the working directory, also for files outside of it', async (glob, expected) => {
    workspace().write({ 'in/a.yaml': GOOD, 'charts/b.yaml': GOOD, 'charts/c.yaml': GOOD, 'b.yaml': GOOD });
    const { stderr } = await run(['audit', '.', '../charts', '../b.yaml', '--exclude-files', glob.replace('<folder>', workspace().folder)], { cwd: join(workspace().folder, 'in') });
    const [, names = ''] = /^cdk8s-hardened: skipped \d excluded files?: (.*)$/.exec(stderr.join()) ?? [];
    expect(names.split(', ').filter((name) => name !== '').sort()).toEqual([...expected].sort());
  });
});

describe('the text', () => {
  const ESCAPE = '\u001b[';

  test.each<[string, object, boolean]>([
    ['a terminal', { isTTY: true, env: {} }, true],
    ['no terminal', { env: {} }, false],
    ['a terminal with NO_COLOR', { isTTY: true, env: { NO_COLOR: '1' } }, false],
    ['a terminal that cannot', { isTTY: true, env: { TERM: 'dumb' } }, false],
    ['no terminal with FORCE_COLOR', { env: { FORCE_COLOR: '1' } }, true],
    ['FORCE_COLOR=0 on a terminal', { isTTY: true, env: { FORCE_COLOR: '0' } }, false],
    ['NO_COLOR and FORCE_COLOR', { isTTY: true, env: { NO_COLOR: '1', FORCE_COLOR: '1' } }, false],
  ])('for %s is colored: %j, %s', async (_, surroundings, isColored) => {
    workspace().write({ 'pod.yaml': PRIVILEGED });
    const { stdout } = await run(['audit', 'pod.yaml'], { cwd: workspace().folder, ...surroundings });
    expect(stdout.includes(ESCAPE)).toBe(isColored);
  });

  test('--group-by control puts the findings of a control together, each with its object', async () => {
    workspace().write({ 'a.yaml': PRIVILEGED, 'b.yaml': PRIVILEGED });
    const { stdout } = await workspace().audit('.', '--profile', 'pss-baseline', '--group-by', 'control');
    expect(stdout).toMatch(/^privileged\n {2}a\.yaml:\d+:\d+: critical: Pod shop\/good: privileged: .*\n {6}fix: .*\n {2}b\.yaml:/m);
  });

  test('--group-by file has one heading a file', async () => {
    workspace().write({ 'a.yaml': `${POD}---\n${POD.replace('name: p', 'name: q')}` });
    const { stdout } = await workspace().audit('.', '--only', 'user-id', '--group-by', 'file', '--detail', 'all');
    expect(stdout).toMatch(/^a\.yaml\n {2}\d+:\d+: low: Pod p: user-id: .*\n {2}\d+:\d+: low: Pod q: user-id: /m);
  });

  test('--detail failing prints errors and the result only', async () => {
    workspace().write({ 'a.yaml': PRIVILEGED, 'b.yaml': WARNING });
    const { stdout } = await workspace().audit('.', '--detail', 'failing', '--profile', 'hardened', '--only', 'privileged', '--only', 'service-links');
    expect(stdout).toMatch(/^1 error, 1 warning, 0 waived \(2 workloads, 4 documents, 2 files\): 1 critical, 1 low\n\na\.yaml: Pod shop\/good\n {2}.*\n$/);
    const failing = await workspace().audit('b.yaml', '--detail', 'failing', '--fail-on', 'warning');
    expect(failing).toMatchObject({ status: 1, stdout: expect.stringMatching(/^b\.yaml: Pod shop\/good\n {2}\d+:\d+: low: service-links: /m) });
  });

  test.each([0, 20, undefined])('is not wrapped in a terminal of %p columns', async (columns) => {
    workspace().write({ 'pod.yaml': PRIVILEGED });
    const { stdout } = await run(['audit', 'pod.yaml'], { cwd: workspace().folder, isTTY: true, columns, env: { NO_COLOR: '1' } });
    expect(stdout).toMatch(/^ {2}\d+:\d+: critical: privileged: container "main": securityContext\.privileged is true$/m);
  });

  test('is wrapped to the width of a terminal', async () => {
    workspace().write({ 'pod.yaml': POD });
    const { stdout } = await run(['audit', 'pod.yaml'], { cwd: workspace().folder, isTTY: true, columns: 80, env: { NO_COLOR: '1' } });
    const long = stdout.split('\n').filter((line) => line.length > 80);
    expect(long.filter((line) => !/ \S{30,}$/.test(line) && !/^\d+ errors/.test(line))).toEqual([]);
  });
});

test('suggest-waivers writes what is found with empty reasons, which are invalid until someone fills them in', async () => {
  workspace().write({ 'pod.yaml': WRITABLE_ROOT });
  expect(await workspace().suggestWaivers('pod.yaml')).toEqual({ status: 0, stdout: '', stderr: [] });
  const args = ['pod.yaml', '--fail-on', 'medium', '--waiver-file', 'waivers.yaml'];
  const empty = await workspace().audit(...args);
  expect(empty.status).toBe(2);
  expect(empty.stderr.join()).toMatch(/waivers\.yaml: waivers\[0\]: waiver of "read-only-root-filesystem": reason is empty/);
  workspace().write({ 'waivers.yaml': workspace().read('waivers.yaml').replace('reason: ""', 'reason: it writes its plugins there') });
  expect((await workspace().audit(...args)).status).toBe(0);
  const again = await workspace().suggestWaivers('pod.yaml');
  expect(again.status).toBe(2);
  expect(again.stderr.join()).toContain('the file exists: write to a new file');
});

test('suggest-waivers names all controls of a joined finding, and the file is valid with reasons', async () => {
  workspace().write({ 'pod.yaml': podYaml((spec) => { spec.containers[0].image = 'nginx'; }) });
  const only = ['--only', 'image-tag', '--only', 'image-digest'];
  expect((await workspace().suggestWaivers('pod.yaml', ...only)).status).toBe(0);
  expect(workspace().read('waivers.yaml')).toMatch(/^ {2}- controls: \["image-tag","image-digest"\]$/m);
  expect(workspace().read('waivers.yaml')).not.toContain('undefined');
  workspace().write({ 'waivers.yaml': workspace().read('waivers.yaml').replaceAll('reason: ""', 'reason: the registry has no digests yet') });
  expect(await workspace().audit('pod.yaml', ...only, '--fail-on', 'low', '--waiver-file', 'waivers.yaml')).toMatchObject({ status: 0, stderr: [] });
});

test('suggest-waivers accepts a value and a missing field of one container', async () => {
  workspace().write({ 'pod.yaml': podYaml(({ containers }) => { containers[0].securityContext.capabilities = { add: ['SYS_ADMIN', 'NET_RAW'] }; }) });
  const only = ['--only', 'capabilities-restricted'];
  await workspace().suggestWaivers('pod.yaml', ...only);
  workspace().write({ 'waivers.yaml': workspace().read('waivers.yaml').replace(/reason: ""/g, 'reason: was seen by hand') });
  expect(await workspace().audit('pod.yaml', ...only, '--waiver-file', 'waivers.yaml')).toMatchObject({ status: 0, stdout: expect.stringContaining('3 waived') });
});

test('suggest-waivers says how many findings no waiver can accept', async () => {
  workspace().write({ 'pod.yaml': podYaml(({ containers, volumes }) => { delete containers[0].name; volumes.push({ name: 'A.B', emptyDir: {} }); containers[0].securityContext.privileged = true; }) });
  const { stderr } = await workspace().suggestWaivers('pod.yaml', '--only', 'privileged', '--only', 'volume-names');
  expect(stderr).toEqual(['cdk8s-hardened: no waiver is suggested for 2 findings: Kubernetes refuses what is found, a waiver cannot name its object or container, or what is wrong is a waiver']);
  expect(workspace().read('waivers.yaml')).toMatch(/\nwaivers: \[\]\n$/);
});
