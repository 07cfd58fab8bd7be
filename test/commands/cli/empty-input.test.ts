import { existsSync, readdirSync } from 'fs';
import { join } from 'path';
import { gitIn, GOOD, PRIVILEGED, run, workspaces } from './support';
import { DIGEST, lockText } from '../../knowledge/image-lock/support';

// `false | cdk8s-hardened audit -` must not pass: the command before the pipe may have failed.

const workspace = workspaces();
const HINT = 'did the command that writes the input fail? If empty input is normal, add --allow-empty';
const STDIN_IS_EMPTY = `cdk8s-hardened: stdin is empty: ${HINT}`;
const EMPTY: readonly (string | Buffer)[] = [
  '', '\n', ' \n\t\n', '\uFEFF', Buffer.from([0xFF, 0xFE]), '# a comment\n', '---\n', '---\n---\n# a comment\n---\n', 'null\n', '---\nnull\n---\n~\n',
];
const LOCK = lockText([`nginx:1.29@${DIGEST}`]);
const on = (command: string, input: string | Buffer, ...args: string[]) => run([command, '-', ...args], { cwd: workspace().folder, input });

describe('empty standard input', () => {
  test.each(['audit', 'harden', 'lock'].flatMap((command) => EMPTY.map((input) => [command, input] as const)))('fails %s: %j', async (command, input) => {
    workspace().write({ 'images.lock.yaml': LOCK });
    expect(await on(command, input)).toEqual({ status: 2, stdout: '', stderr: [STDIN_IS_EMPTY] });
    expect(workspace().read('images.lock.yaml')).toBe(LOCK);
    expect(readdirSync(workspace().folder)).toEqual(['images.lock.yaml']);
  });

  test('fails also beside files that are not empty', async () => {
    workspace().write({ 'pod.yaml': PRIVILEGED });
    for (const command of ['audit', 'harden', 'lock']) {
      const { status, stderr } = await on(command, '', 'pod.yaml');
      expect({ status, last: stderr.at(-1) }).toEqual({ status: 2, last: STDIN_IS_EMPTY });
    }
    expect(readdirSync(workspace().folder)).toEqual(['pod.yaml']);
  });

  test('leaves the baseline as it is', async () => {
    workspace().write({ 'pod.yaml': PRIVILEGED });
    await workspace().writeBaseline('pod.yaml');
    const before = workspace().read('baseline.json');
    expect(before).toContain('privileged');
    expect(await on('write-baseline', '---\n', '--output', 'baseline.json')).toEqual({ status: 2, stdout: '', stderr: [STDIN_IS_EMPTY] });
    expect(workspace().read('baseline.json')).toBe(before);
  });

  test('leaves every file of audit unwritten', async () => {
    const files = ['--output', 'out.txt', '--report', 'sarif=out.sarif'];
    expect((await on('audit', '', ...files)).status).toBe(2);
    expect((await on('suggest-waivers', '', '--output', 'waivers.yaml')).status).toBe(2);
    expect((await on('export-waivers', '', '--output-dir', 'exceptions')).status).toBe(2);
    expect(readdirSync(workspace().folder)).toEqual([]);
  });

  test.each([[['--check']], [['--diff']], [['--output-dir', 'out']]])('leaves nothing of harden %j', async (args) => {
    expect(await on('harden', '# nothing\n', ...args)).toEqual({ status: 2, stdout: '', stderr: [STDIN_IS_EMPTY] });
    expect(readdirSync(workspace().folder).filter((name) => name !== 'out')).toEqual([]);
  });

  test('fails lock --check', async () => {
    workspace().write({ 'images.lock.yaml': LOCK });
    expect(await on('lock', '', '--check')).toEqual({ status: 2, stdout: '', stderr: [STDIN_IS_EMPTY] });
  });

  test('a list without items is not empty: the command that wrote it has not failed', async () => {
    const list = '{"apiVersion":"v1","kind":"List","items":[]}';
    expect((await on('audit', list)).status).toBe(0);
    expect(await on('harden', list)).toMatchObject({ status: 0, stdout: list });
  });
});

describe('--allow-empty', () => {
  test('passes audit', async () => {
    expect(await on('audit', '---\n', '--allow-empty')).toEqual({
      status: 0, stdout: '', stderr: ['cdk8s-hardened: stdin: is empty, so there is nothing to evaluate in it'],
    });
  });

  test.each(['', '\n', '---\n', '# only a comment\n'])('passes harden, which prints what it got: %j', async (input) => {
    expect(await on('harden', input, '--allow-empty')).toEqual({ status: 0, stdout: input, stderr: ['cdk8s-hardened: 0 workloads, 0 documents changed'] });
  });

  test('lets lock remove every entry', async () => {
    workspace().write({ 'images.lock.yaml': LOCK });
    expect(await on('lock', '', '--allow-empty')).toMatchObject({ status: 0, stderr: ['cdk8s-hardened: images.lock.yaml: 0 images; 1 removed'] });
  });

  test('passes a folder without files, and one whose files are empty', async () => {
    workspace().write({ 'empty/a.yaml': '# nothing\n', 'others/values.yaml': 'a: 1\n' });
    expect((await workspace().audit('empty', '--allow-empty')).status).toBe(0);
    const { status, stderr } = await workspace().audit('others', '--allow-empty');
    expect({ status, last: stderr.at(-1) }).toEqual({ status: 2, last: 'cdk8s-hardened: no Kubernetes object and no Dockerfile found' });
  });
});

describe('files that are empty', () => {
  test.each([['a file', 'rendered/a.yaml'], ['a folder', 'rendered']])('fail all commands if nothing else is there: %s', async (_, path) => {
    workspace().write({ 'rendered/a.yaml': '---\n# Source: a\n', 'images.lock.yaml': LOCK });
    const { status, stderr } = await workspace().audit(path);
    expect({ status, last: stderr.at(-1) }).toEqual({ status: 2, last: `cdk8s-hardened: no Kubernetes object and no Dockerfile found: ${HINT}` });
    for (const command of ['harden', 'lock']) {
      expect(await run([command, path], { cwd: workspace().folder }))
        .toEqual({ status: 2, stdout: '', stderr: [`cdk8s-hardened: no Kubernetes object found: ${HINT}`] });
    }
    expect(workspace().read('images.lock.yaml')).toBe(LOCK);
  });

  test('are skipped beside others', async () => {
    const { status, stderr } = await workspace().write({ 'a.yaml': '---\n', 'pod.yaml': GOOD }).audit('a.yaml', 'pod.yaml');
    expect({ status, stderr }).toEqual({ status: 0, stderr: ['cdk8s-hardened: a.yaml: is empty, so there is nothing to evaluate in it'] });
    expect((await run(['harden', 'a.yaml', 'pod.yaml'], { cwd: workspace().folder })).status).toBe(0);
  });

  test('pass where only files that others select are read', async () => {
    workspace().write({ 'a.yaml': '---\n' });
    expect((await workspace().audit('a.yaml', '--allow-empty')).status).toBe(0);
    expect((await workspace().audit('a.yaml', '--exclude-files', 'a.yaml')).status).toBe(0);
    expect(existsSync(join(workspace().folder, 'a.yaml'))).toBe(true);
  });

  test('pass audit --changed-since if nothing else changed, but standard input does not', async () => {
    const git = gitIn(workspace().folder);
    workspace().write({ 'a.yaml': '---\n', 'pod.yaml': PRIVILEGED });
    git('init', '--quiet', '--initial-branch=main');
    git('add', '.');
    git('commit', '--quiet', '--message=one');
    const since = (...args: string[]) => workspace().audit(...args, '--changed-since', 'main');
    expect((await since('.')).status).toBe(0);
    workspace().write({ 'a.yaml': '# still nothing\n' });
    expect((await since('.')).status).toBe(0);
    expect((await since('a.yaml')).status).toBe(0);
    expect(await since('-', '.')).toMatchObject({ status: 2, stderr: expect.arrayContaining([STDIN_IS_EMPTY]) });
  });

  test('lock fails for a folder whose manifests are all excluded: it would remove every entry', async () => {
    workspace().write({ 'old/pod.yaml': GOOD, 'cdk8s-hardened.yaml': 'excludeFiles: [old]\n', 'images.lock.yaml': LOCK });
    const { status, stderr } = await run(['lock', 'old'], { cwd: workspace().folder });
    expect({ status, last: stderr.at(-1) }).toEqual({ status: 2, last: `cdk8s-hardened: no Kubernetes object found: ${HINT}` });
    expect(workspace().read('images.lock.yaml')).toBe(LOCK);
  });
});
