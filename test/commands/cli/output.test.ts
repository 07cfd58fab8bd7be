import fs from 'fs';
import { join } from 'path';
import { GOOD, PRIVILEGED, run, workspaces } from './support';
import { Output } from '../../../src/commands/cli/output';
import { Progress } from '../../../src/commands/cli/progress';
import { InputError } from '../../../src/formats/manifest/input-error';
import { onPosix } from '../../support/systems';

const workspace = workspaces();
const BASELINE = ['--profile', 'pss-baseline'];

function read(path: string): string {
  return fs.readFileSync(join(workspace().folder, path), 'utf8');
}

/** Standard output, to which nothing goes. */
function fail(): never {
  throw new Error('written to standard output');
}

describe('--output', () => {
  onPosix('never writes to an existing file or through a link under its temporary name', () => {
    const { folder } = workspace().write({ victim: 'mine' });
    const opened: string[] = [];
    const { openSync } = fs;
    jest.spyOn(fs, 'openSync').mockImplementation((path, flags, mode) => {
      opened.push(`${String(path)} ${flags}`);
      return openSync(path, flags, mode);
    });
    for (let time = 0; time < 2; time++) {
      const output = new Output({ path: join(folder, 'report') }, fail);
      output.write('text');
      output.finish();
      output.close();
    }
    expect(opened).toHaveLength(4); // Each time one that keeps what was written, and one that gets the name.
    opened.forEach((each) => expect(each).toMatch(/report\.partial-[0-9a-f]{16} wx\+?$/));
    expect(new Set(opened).size).toBe(4);
    jest.spyOn(fs, 'openSync').mockImplementation((path, flags, mode) => {
      fs.symlinkSync('victim', String(path));
      return openSync(path, flags, mode);
    });
    expect(() => new Output({ path: join(folder, 'report') }, fail)).toThrow(InputError);
    jest.restoreAllMocks();
    expect(read('victim')).toBe('mine');
  });

  test.each([['text'], ['json']])('writes in %s what would go to standard output', async (format) => {
    workspace().write({ 'pod.yaml': PRIVILEGED });
    const shown = await workspace().audit('pod.yaml', '--format', format, ...BASELINE);
    const written = await workspace().audit('pod.yaml', '--format', format, '--output', 'report', ...BASELINE);
    expect(written).toEqual({ status: 1, stdout: '', stderr: [] });
    expect(read('report')).toBe(shown.stdout);
    expect(fs.readdirSync(workspace().folder).sort()).toEqual(['pod.yaml', 'report']);
  });

  test('does not read its own incomplete report, even if the report is named like a Dockerfile', async () => {
    workspace().write({ 'pod.yaml': GOOD });
    expect((await workspace().audit('.', '--output', 'Dockerfile.report', ...BASELINE)).stderr).toEqual([]);
    expect(read('Dockerfile.report')).toBe('0 errors, 0 warnings, 0 waived (1 workload, 2 documents, 1 file)\n');
  });

  onPosix('replaces a file completely, and keeps its mode', async () => {
    workspace().write({ 'pod.yaml': GOOD, 'report': 'old'.repeat(1000) });
    fs.chmodSync(join(workspace().folder, 'report'), 0o600);
    expect((await workspace().audit('pod.yaml', '--output', 'report')).status).toBe(0);
    expect(read('report')).toBe('0 errors, 0 warnings, 0 waived (1 workload, 2 documents, 1 file)\n');
    expect(fs.statSync(join(workspace().folder, 'report')).mode % 0o1000).toBe(0o600);
  });

  describe('through a link', () => {
    const link = (path: string, target: string) => fs.symlinkSync(target, join(workspace().folder, path));
    const refused = (path: string, place: string, target: string) => ({
      status: 2, stderr: [`cdk8s-hardened: ${path}: ${place} a link to ${target}, and files are not written through links: remove the link, or name another path`],
    });
    beforeEach(() => workspace().write({ '.git/config': 'old', 'out/x': 'old', 'pods/pod.yaml': GOOD }));
    afterEach(() => expect([read('.git/config'), read('out/x'), fs.readdirSync(join(workspace().folder, 'out'))]).toEqual(['old', 'old', ['x']]));

    onPosix.each([
      ['a report', 'audit.sarif', ['audit', 'pods', '--report', 'sarif=audit.sarif']],
      ['the output', 'audit.txt', ['audit', 'pods', '-o', 'audit.txt']],
      ['a list of policies', 'policies.yaml', ['policies', '-o', 'policies.yaml']],
      ['new waivers', 'waivers.yaml', ['suggest-waivers', 'pods', '--output', 'waivers.yaml']],
      ['an exception', 'exceptions/.trivyignore.yaml', ['export-waivers', 'pods', '--output-dir', 'exceptions']],
      ['a hardened file', 'hardened/pod.yaml', ['harden', 'pods', '--output-dir', 'hardened']],
    ])('%s is refused', async (title, path, args) => {
      fs.mkdirSync(join(workspace().folder, 'exceptions'));
      fs.mkdirSync(join(workspace().folder, 'hardened'));
      const targets = ['none', ...title === 'new waivers' ? [] : [join(workspace().folder, '.git/config'), join(workspace().folder, 'out/x')]];
      for (const target of targets) {
        link(path, target);
        expect(await run(args, { cwd: workspace().folder })).toMatchObject(refused(path, 'is', target));
        fs.unlinkSync(join(workspace().folder, path));
      }
      expect(fs.existsSync(join(workspace().folder, 'none'))).toBe(false);
    });

    onPosix.each([
      ['a folder of exceptions', ['export-waivers', 'pods', '--output-dir', 'link'], 'link', 'is'],
      ['a folder for hardened files', ['harden', 'pods', '--output-dir', 'link'], 'link', 'is'],
      ['a folder in it', ['harden', 'pods', '--output-dir', 'link/deep/../more'], 'link/deep/../more', 'link is'],
      ['a report in a folder', ['audit', 'pods', '--report', 'json=./link/report.json'], './link/report.json', 'link is'],
    ])('%s is refused', async (_, args, path, place) => {
      link('link', 'out');
      expect(await run(args, { cwd: workspace().folder })).toMatchObject(refused(path, place, 'out'));
    });
  });

  onPosix('refuses a link in the folder of hardened files, wherever it is', async () => {
    workspace().write({ 'work/m/deep/pod.yaml': PRIVILEGED, 'out/x': '', 'other/x': '' });
    fs.symlinkSync('../other', join(workspace().folder, 'out/deep'));
    const { status, stderr } = await run(['harden', 'm', '--output-dir', '../out'], { cwd: join(workspace().folder, 'work') });
    expect({ status, stderr }).toEqual({ status: 2, stderr: [expect.stringContaining('../out/deep is a link to ../other, and files are not written through links')] });
    expect(fs.readdirSync(join(workspace().folder, 'other'))).toEqual(['x']);
  });

  onPosix('follows links of the machine above the repository, and devices', async () => {
    workspace().write({ 'real/repository/.git/HEAD': '', 'real/repository/pod.yaml': GOOD, 'elsewhere/x': '' });
    fs.symlinkSync('../real', join(workspace().folder, 'elsewhere/link'));
    const report = join(workspace().folder, 'elsewhere/link/repository/report');
    expect((await run(['audit', 'pod.yaml', '-o', report], { cwd: join(workspace().folder, 'real/repository') })).status).toBe(0);
    expect(read('real/repository/report')).toContain('0 errors');
    expect((await workspace().audit('real/repository/pod.yaml', '-o', '/dev/null')).status).toBe(0);
  });

  test('writes more than a buffer', async () => {
    workspace().write({ 'pods.yaml': Array(600).fill(PRIVILEGED).join('---\n') });
    expect((await workspace().audit('pods.yaml', '--output', 'report', '--detail', 'all', ...BASELINE)).status).toBe(1);
    expect(read('report')).toMatch(/^600 errors, 0 warnings, 0 waived \(600 workloads, 1200 documents, 1 file\): 600 critical\n/);
    expect(read('report').match(/: critical: /g)).toHaveLength(600);
  });

  test('makes the folder that it is for', async () => {
    await workspace().write({ 'pod.yaml': GOOD }).audit('pod.yaml', '--output', 'new/folder/report', '--report', 'json=new/report.json');
    expect(read('new/folder/report')).toContain('0 errors');
    expect(fs.readdirSync(join(workspace().folder, 'new')).sort()).toEqual(['folder', 'report.json']);
  });

  onPosix.each([
    [['--output', './report'], 'two reports would be written to report'],
    [['--report', 'json=link'], 'two reports would be written to report'],
    [['--output', './pod.yaml'], './pod.yaml: the report would overwrite an input file'],
    [['--output', 'waivers.yaml', '--waiver-file', 'waivers.yaml'], 'waivers.yaml: the report would overwrite an input file'],
    [['--report', 'json=baseline.json', '--baseline', 'baseline.json'], 'baseline.json: the report would overwrite an input file'],
  ])('with %j is refused, however the file is written', async (args, message) => {
    const before = { 'pod.yaml': PRIVILEGED, 'report': 'old', 'waivers.yaml': 'waivers: []\n', 'baseline.json': '{"schemaVersion":2,"findings":[]}' };
    workspace().write(before);
    fs.symlinkSync('report', join(workspace().folder, 'link'));
    const { status, stderr } = await workspace().audit('pod.yaml', ...args, '--report', 'sarif=report');
    expect({ status, stderr }).toEqual({ status: 2, stderr: [`cdk8s-hardened: ${message}: name another file`] });
    Object.entries(before).forEach(([name, text]) => expect(read(name)).toBe(text));
  });

  test.each([
    ['a manifest', { 'k8s/all.yaml': PRIVILEGED }, ['--output', 'k8s/all.yaml']],
    ['a Dockerfile', { 'k8s/Dockerfile': 'FROM scratch\n', 'k8s/pod.yaml': GOOD }, ['--report', 'json=k8s/Dockerfile']],
  ])('is refused if it would replace %s in a folder', async (_, files, args) => {
    workspace().write(files);
    const { status, stderr } = await workspace().audit('k8s', ...args);
    const file = args[1].replace('json=', '');
    expect({ status, first: stderr[0] }).toEqual({ status: 2, first: `cdk8s-hardened: ${file}: the report would overwrite an input file: name another file` });
    Object.entries(files).forEach(([name, text]) => expect(read(name)).toBe(text));
  });

  test('may replace the report of an earlier run in the folder', async () => {
    workspace().write({ 'dist/pod.yaml': GOOD });
    const args = ['dist', '--report', 'json=dist/report.json', '--report', 'html=dist/report.html'];
    expect((await workspace().audit(...args)).status).toBe(0);
    expect((await workspace().audit(...args)).status).toBe(0);
    expect(JSON.parse(read('dist/report.json')).summary).toMatchObject({ files: 1, errors: 0 });
  });

  test('can be a device', async () => {
    expect(await workspace().write({ 'pod.yaml': GOOD }).audit('pod.yaml', '--output', '/dev/null')).toEqual({ status: 0, stdout: '', stderr: [] });
  });

  test.each([
    ['an input cannot be read', ['pod.yaml', 'nope.yaml']],
    ['an input does not parse', ['pod.yaml', 'bad.yaml']],
    ['there is no object', ['empty']],
    ['the version is invalid', ['pod.yaml', '--kubernetes-version', 'x']],
    ['the waiver file does not exist', ['pod.yaml', '--waiver-file', 'nope.yaml']],
  ])('does not change if %s', async (_, args) => {
    workspace().write({ 'pod.yaml': PRIVILEGED, 'bad.yaml': 'a: [', 'empty/values.yaml': 'a: 1', 'report': 'old' });
    const before = fs.readdirSync(workspace().folder);
    expect(await workspace().audit(...args, '--output', 'report')).toMatchObject({ status: 2, stdout: '' });
    expect(read('report')).toBe('old');
    expect(fs.readdirSync(workspace().folder)).toEqual(before);
  });

  onPosix('exits with 2 for a path below a file', async () => {
    expect(await workspace().write({ 'pod.yaml': GOOD }).audit('pod.yaml', '--output', 'pod.yaml/report'))
      .toEqual({ status: 2, stdout: '', stderr: ['cdk8s-hardened: pod.yaml/report: a part of the path is not a folder'] });
  });

  test.each([
    ['that is a folder', '.', '.: is a folder: name a file in it'],
    ['that ends like a folder', 'new/', 'new/: is a folder: name a file in it'],
    ['that is empty', '', 'the name of a file or folder is empty: a variable of your shell may be unset'],
  ])('exits with 2 for a path %s', async (_, output, expected) => {
    const stderr = [`cdk8s-hardened: ${expected.replace('<folder>', workspace().folder)}`];
    expect(await workspace().write({ 'pod.yaml': GOOD }).audit('pod.yaml', '--output', output)).toEqual({ status: 2, stdout: '', stderr });
  });

  test('exits with 2 and leaves no file if a write fails', () => {
    const path = join(workspace().folder, 'report');
    const output = new Output({ path }, fail);
    jest.spyOn(fs, 'writeFileSync').mockImplementation(() => {
      throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    });
    output.write('x');
    expect(() => output.finish()).toThrow(new InputError(`${path}: no space left`));
    output.close();
    jest.restoreAllMocks();
    expect(fs.readdirSync(workspace().folder)).toEqual([]);
  });
});

describe('progress', () => {
  afterEach(() => jest.restoreAllMocks());

  async function stderrOf(isTTY: boolean, command = 'audit') {
    let now = Date.now();
    jest.spyOn(Date, 'now').mockImplementation(() => now += 400); // A short audit takes long.
    workspace().write({ 'pods/a.yaml': Array(10).fill(PRIVILEGED).join('---\n'), 'pods/b.yaml': Array(10).fill(GOOD).join('---\n'), 'pods/c.yaml': GOOD });
    return (await run([command, 'pods', ...BASELINE], { cwd: workspace().folder, isTTY })).stderr.join('\n');
  }

  test('is shown on a terminal and then removed', async () => {
    const stderr = await stderrOf(true);
    expect(stderr).toMatch(/\r0 of 3 files \(0 %\), \d documents/);
    expect(stderr).toMatch(/\r1 of 3 files \(33 %\), 2\d documents/);
    expect(stderr).toMatch(/\r\x1B\[K$/);
  });

  test('has a total and a percentage in harden, too', async () => {
    expect(await stderrOf(true, 'harden')).toMatch(/\r1 of 3 files \(33 %\)/);
  });

  test('of one file says how much of it was read', async () => {
    let now = Date.now();
    jest.spyOn(Date, 'now').mockImplementation(() => now += 400);
    workspace().write({ 'a.yaml': Array(10).fill(GOOD).join('---\n') });
    const { stderr } = await run(['audit', 'a.yaml'], { cwd: workspace().folder, isTTY: true });
    expect(stderr.join('')).toMatch(/\r\d+ documents/);
    expect(stderr.join('')).not.toContain('%');
  });

  test('is not shown without a terminal', async () => {
    expect(await stderrOf(false)).toBe('');
  });

  test('appears after half a second and is removed before the report', () => {
    const written: string[] = [];
    const clock = jest.spyOn(Date, 'now').mockReturnValue(0);
    const progress = new Progress({ isTTY: true, write: (text) => written.push(String(text)) });
    const show = (time: number) => {
      clock.mockReturnValue(time);
      progress.show(() => `${time} documents`);
    };
    [0, 499].forEach(show);
    progress.clear();
    expect(written).toEqual([]);
    [500, 501, 1000].forEach(show);
    progress.clear();
    progress.clear();
    expect(written).toEqual(['\r500 documents\x1B[K', '\r1000 documents\x1B[K', '\r\x1B[K']);
  });
});

test('an unexpected error exits with 2, without a stack trace', async () => {
  workspace().write({ 'pod.yaml': GOOD });
  jest.spyOn(JSON, 'stringify').mockImplementation(() => {
    throw new TypeError('oh no');
  });
  const result = await workspace().audit('pod.yaml', '--format', 'json');
  jest.restoreAllMocks();
  expect(result).toEqual({ status: 2, stdout: '', stderr: ['cdk8s-hardened: unexpected error, please report it: oh no'] });
});
