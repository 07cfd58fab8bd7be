import fs from 'fs';
import { join } from 'path';
import { runHere } from './in-process';
import { GOOD, PRIVILEGED, settings, waivingPod, WAIVER, WARNING, workspaces, WRITABLE_ROOT, NOTHING_ELSE } from './support';
import { CATALOGUE } from '../../src/controls/catalogue';

// The other tests of this folder start the compiled bin. These ask the sources the same questions, in short.

const workspace = workspaces();
const PAST = { ...WAIVER, expires: '2020-01-31' };

/** Audits in the folder of the workspace; its path is left out of what is told. */
async function audit(files: { readonly [path: string]: string | Buffer }, ...args: string[]) {
  const { folder } = workspace().write(files);
  const cwd = process.cwd();
  process.chdir(folder);
  try {
    return await runHere(['audit', ...args]);
  } finally {
    process.chdir(cwd);
  }
}

describe('audit', () => {
  test('of what is good is 0', async () => {
    expect(await audit({ 'pod.yaml': GOOD }, 'pod.yaml'))
      .toEqual({ status: 0, stdout: '0 errors, 0 warnings, 0 waived in 1 workload of 1 document in 1 file\n', stderr: [] });
  });

  test.each([['error', PRIVILEGED, 1], ['error', WARNING, 0], ['warning', WARNING, 1], ['never', PRIVILEGED, 0]])(
    '--fail-on %s', async (failOn, yaml, status) => expect((await audit({ 'pod.yaml': yaml }, 'pod.yaml', '--fail-on', failOn)).status).toBe(status));

  test('tells in text where a finding is, what it is, and what to do', async () => {
    const { status, stdout } = await audit({ 'pod.yaml': PRIVILEGED }, 'pod.yaml', '--profile', 'pss-baseline');
    expect(status).toBe(1);
    expect(stdout).toMatch(/^pod\.yaml:\d+: error: Pod shop\/good: privileged: container "main": .* is true\n {4}instead: remove .*\n1 error, /);
  });

  test('tells in JSON each finding on a line of its own', async () => {
    const { status, stdout } = await audit({ 'pods.yaml': `${PRIVILEGED}---\n${PRIVILEGED}` }, 'pods.yaml', '--profile', 'pss-baseline', '--format', 'json');
    const { findings, summary } = JSON.parse(stdout);
    expect(status).toBe(1);
    expect(findings.map(({ document, path }: any) => [document, path])).toEqual([1, 2].map((document) =>
      [document, '/spec/containers/0/securityContext/privileged']));
    expect(summary).toEqual({ files: 1, documents: 2, workloads: 2, dockerfiles: 0, errors: 2, warnings: 0, waived: 0, ...NOTHING_ELSE });
    expect(stdout.split('\n')).toHaveLength(5);
  });

  test('names the item of a list, by a pointer in which / is escaped', async () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n- ${GOOD.replace(/\n/g, '\n  ').replace('metadata:', 'metadata:\n    annotations: { io.kubernetes.cri-o.a/b~c: x }')}`;
    const { stdout } = await audit({ 'list.yaml': list }, 'list.yaml', '--format', 'json');
    expect(JSON.parse(stdout).findings.map(({ path }: any) => path)).toEqual(['/items/0/metadata/annotations/io.kubernetes.cri-o.a~1b~0c']);
  });

  test('cannot be told to by text in a manifest', async () => {
    const { stdout } = await audit({ 'pod.yaml': PRIVILEGED.replace('name: good', 'name: "a\\n0 errors"') }, 'pod.yaml', '--profile', 'pss-baseline');
    expect(stdout).toContain('Pod shop/a\\u000a0 errors: privileged');
  });

  test('goes through folders, passes over what is no object, and follows no link to a folder', async () => {
    workspace().write({ 'all/b/pod.yml': PRIVILEGED, 'all/a.json': JSON.stringify({ a: 1 }), 'all/notes.txt': 'x', 'elsewhere/pod.yaml': PRIVILEGED });
    fs.symlinkSync('../elsewhere', join(workspace().folder, 'all/link.yaml'));
    fs.symlinkSync('../elsewhere/pod.yaml', join(workspace().folder, 'all/pod-link.yaml'));
    const { status, stdout, stderr } = await audit({}, 'all', '--profile', 'pss-baseline');
    expect(status).toBe(1);
    expect(stdout.match(/^\S+(?=:\d+: error)/gm)).toEqual(['all/b/pod.yml', 'all/pod-link.yaml']);
    expect(stderr).toEqual([
      'cdk8s-hardened: passed over, since they hold no Kubernetes object: 1 file',
      'cdk8s-hardened: all/link.yaml: is a link to a folder and was not followed: name it to evaluate what is in it',
    ]);
  });

  test('reads a file that is longer than one piece', async () => {
    const long = `${GOOD}# ${'x'.repeat(100_000)}\n---\n${PRIVILEGED}`;
    expect((await audit({ 'pods.yaml': long }, 'pods.yaml', '--profile', 'pss-baseline')).stdout).toContain('1 error, 0 warnings, 0 waived in 2 workloads');
  });

  test.each<[string, string[], string]>([
    ['nothing is named', [], 'nothing to audit: name files or folders, or - for standard input'],
    ['a file is not there', ['nope.yaml'], 'nope.yaml: there is no such file or folder'],
    ['a part of the path is a file', ['pod.yaml/x'], 'pod.yaml/x: a part of the path is no folder'],
    ['a file does not parse', ['bad.yaml'], 'bad.yaml:1:5: '],
    ['a named file holds something else', ['values.yaml'], 'values.yaml:1:1: document 1 is no Kubernetes object: it has no apiVersion and kind'],
    ['nothing in a folder is an object', ['none'], 'there is no Kubernetes object and no Dockerfile in what was named'],
    ['the version is none', ['pod.yaml', '--kubernetes-version', 'x'], '"x" is not a Kubernetes version'],
    ['the waiver file is missing', ['pod.yaml', '--waivers', 'file'], '--waivers file needs --waiver-file FILE'],
    ['the waiver file is not there', ['pod.yaml', '--waiver-file', 'nope.yaml'], 'nope.yaml: ENOENT'],
    ['the report has no place', ['pod.yaml', '--output', 'nowhere/report'], 'nowhere/report: there is no such file or folder'],
    ['an option is unknown', ['pod.yaml', '--colour'], 'error: unknown option \'--colour\''],
  ])('is 2 where %s', async (_, args, message) => {
    const { status, stderr } = await audit({ 'pod.yaml': GOOD, 'bad.yaml': 'a: [', 'values.yaml': 'a: 1', 'none/values.yaml': 'a: 1' }, ...args);
    expect(status).toBe(2);
    expect(stderr.join('\n')).toContain(message);
  });

  test('judges the others where one input cannot be read', async () => {
    const { status, stdout, stderr } = await audit({ 'pod.yaml': PRIVILEGED }, 'nope.yaml', 'pod.yaml', '--profile', 'pss-baseline');
    expect({ status, stderr }).toEqual({ status: 2, stderr: ['cdk8s-hardened: nope.yaml: there is no such file or folder'] });
    expect(stdout).toContain('1 error');
  });
});

describe('--output', () => {
  const report = () => fs.readFileSync(join(workspace().folder, 'report'), 'utf8');

  test.each(['text', 'json'])('holds the report as %s', async (format) => {
    const shown = await audit({ 'pod.yaml': PRIVILEGED }, 'pod.yaml', '--format', format);
    expect(await audit({}, 'pod.yaml', '--format', format, '--output', 'report')).toEqual({ status: 1, stdout: '', stderr: [] });
    expect(report()).toBe(shown.stdout);
  });

  test('replaces a file, in its mode', async () => {
    fs.writeFileSync(join(workspace().folder, 'report'), 'old', { mode: 0o600 });
    expect((await audit({ 'pod.yaml': GOOD }, 'pod.yaml', '--output', 'report')).status).toBe(0);
    expect(report()).toMatch(/^0 errors/);
    expect(fs.statSync(join(workspace().folder, 'report')).mode % 0o1000).toBe(0o600);
  });

  test('holds more than is kept back', async () => {
    const { status } = await audit({ 'pods.yaml': Array(600).fill(PRIVILEGED).join('---\n') }, 'pods.yaml', '--output', 'report', '--profile', 'pss-baseline');
    expect(status).toBe(1);
    expect(report()).toMatch(/\n600 errors, 0 warnings, 0 waived in 600 workloads of 600 documents in 1 file\n$/);
  });

  test('that is no file is written to', async () => {
    expect(await audit({ 'pod.yaml': GOOD }, 'pod.yaml', '--output', '/dev/null')).toEqual({ status: 0, stdout: '', stderr: [] });
  });

  test('stays as it was where the work cannot be done', async () => {
    expect((await audit({ 'bad.yaml': 'a: [', 'report': 'old' }, 'bad.yaml', '--output', 'report')).status).toBe(2);
    expect(report()).toBe('old');
    expect(fs.readdirSync(workspace().folder).sort()).toEqual(['bad.yaml', 'report']);
  });
});

describe('--waivers', () => {
  const FILES = { 'own.yaml': waivingPod([WAIVER]), 'plain.yaml': WRITABLE_ROOT, 'policy.yaml': settings([WAIVER]) };
  const FROM_FILE = ['--waivers', 'file', '--waiver-file', 'policy.yaml'];

  test.each<[string, string[], number]>([
    ['in the object count', ['own.yaml'], 0],
    ['of nobody count', ['own.yaml', '--waivers', 'none'], 1],
    ['of the waiver file count', ['plain.yaml', ...FROM_FILE], 0],
    ['in the object count where the waiver file has them too', ['own.yaml', ...FROM_FILE], 0],
    ['of the waiver file do not count unasked', ['plain.yaml', '--waiver-file', 'policy.yaml'], 1],
  ])('%s', async (_, args, status) => {
    const { stdout, ...run } = await audit(FILES, ...args);
    expect(run.status).toBe(status);
    expect(stdout).toContain(status === 0 ? '0 errors, 0 warnings, 1 waived' : '1 error, 0 warnings, 0 waived');
  });

  test.each<[string, string, string[], number]>([
    ['it expired', waivingPod([PAST]), [], 1],
    ['it expired, and that is a warning', waivingPod([PAST]), ['--expired', 'warn'], 0],
    ['it is self-declared', waivingPod([{ ...WAIVER, containers: ['main', 'setup'] }]), FROM_FILE, 1],
    ['it covers nothing', waivingPod([WAIVER], () => {}), [], 1],
    ['cannot be read', waivingPod([]).replace('"[]"', '"["'), [], 1],
  ])('%s', async (text, yaml, args, status) => {
    const { stdout, ...run } = await audit({ ...FILES, 'pod.yaml': yaml }, 'pod.yaml', ...args);
    expect(stdout).toContain(text.split(',')[0]);
    expect(run.status).toBe(status);
  });

  test('may go beyond what the waiver file allows', async () => {
    const limited = settings([WAIVER], { maxWaiverDays: 30, neverWaive: [WAIVER.control] });
    const { status, stdout } = await audit({ ...FILES, 'policy.yaml': limited }, 'plain.yaml', ...FROM_FILE);
    expect(status).toBe(1);
    expect(stdout).toMatch(/cannot be waived here[^]*must expire within 30 days/);
  });

  test('of a control that the profile does not have are no problem', async () => {
    expect((await audit(FILES, 'own.yaml', '--profile', 'pss-baseline')).status).toBe(0);
  });

  test('of the waiver file are remarked on where they do nothing', async () => {
    expect((await audit(FILES, 'plain.yaml', '--waiver-file', 'policy.yaml')).stderr)
      .toEqual(['cdk8s-hardened: the waivers of the waiver file do not count: they do with --waivers file']);
    const other = GOOD.replace('name: good', 'name: other');
    expect((await audit({ ...FILES, 'other.yaml': other }, 'other.yaml', ...FROM_FILE)).stderr)
      .toEqual([expect.stringMatching(/waiver of "read-only-root-filesystem" is for .*good.*, which is not among what was audited/)]);
    expect((await audit(FILES, 'plain.yaml', '--waiver-file', 'policy.yaml', '--waivers', 'none')).stderr).toEqual([]);
  });
});

describe('explain', () => {
  test('lists all', async () => {
    const { status, stdout } = await runHere(['explain']);
    expect(status).toBe(0);
    expect(stdout.match(/^ {2}\S+/gm)).toHaveLength(CATALOGUE.length);
  });

  test('names the nearest', async () => {
    expect(await runHere(['explain', 'privilged'])).toEqual({
      status: 2, stdout: '', stderr: ['cdk8s-hardened: there is no control "privilged": did you mean "privileged"?'],
    });
  });
});

test.each([['--help', 0], ['--version', 0], ['audti', 2]])('%s is %i', async (argument, status) => {
  expect((await runHere([argument])).status).toBe(status);
});

test('an error of our own is told without its stack, and is 2', async () => {
  jest.spyOn(JSON, 'stringify').mockImplementation(() => {
    throw new TypeError('oh no');
  });
  const run = await audit({ 'pod.yaml': 'x' }, 'pod.yaml', '--format', 'json');
  jest.restoreAllMocks();
  expect(run).toEqual({ status: 2, stdout: '', stderr: ['cdk8s-hardened: this should not happen, please report it: oh no'] });
});

test.each([
  ['that nobody reads any more keeps the exit code', 'EPIPE', undefined, []],
  ['that is full is 2', 'ENOSPC', 2, ['cdk8s-hardened: the output cannot be written: oh no']],
])('standard output %s', async (_, code, status, told) => {
  const exit = jest.spyOn(process, 'exit').mockImplementation(() => undefined as never);
  const { stderr } = await runHere(['explain', 'privileged'], () => process.stdout.emit('error', Object.assign(new Error('oh no'), { code })));
  expect(exit.mock.calls[0]).toEqual([status]);
  expect(stderr.slice(0, told.length)).toEqual(told);
  exit.mockRestore();
});
