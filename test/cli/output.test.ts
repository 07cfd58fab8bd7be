import { spawnSync } from 'child_process';
import fs from 'fs';
import { join } from 'path';
import { GOOD, PRIVILEGED, run, workspaces, NOTHING_ELSE } from './support';
import { InputError } from '../../src/audit/input-error';
import { Output } from '../../src/cli/output';
import { Progress } from '../../src/cli/progress';

const workspace = workspaces();
const MAIN = join(__dirname, '..', '..', 'lib', 'cli', 'main.js');
const BASELINE = ['--profile', 'pss-baseline'];

function shell(command: string) {
  const env = { ...process.env, NODE: process.execPath, MAIN };
  const { status, stdout, stderr } = spawnSync('bash', ['-c', `set -o pipefail; ${command}`], { cwd: workspace().folder, env, encoding: 'utf8' });
  return { status, stdout, stderr };
}

function read(path: string): string {
  return fs.readFileSync(join(workspace().folder, path), 'utf8');
}

describe('--output', () => {
  test('never writes to a file that is there, or follows a link, under the name that it writes to first', () => {
    const { folder } = workspace().write({ victim: 'mine' });
    const opened: string[] = [];
    const { openSync } = fs;
    jest.spyOn(fs, 'openSync').mockImplementation((path, flags, mode) => {
      opened.push(`${String(path)} ${flags}`);
      return openSync(path, flags, mode);
    });
    for (let time = 0; time < 2; time++) {
      const output = new Output(join(folder, 'report'), () => {});
      output.write('text');
      output.finish();
      output.close();
    }
    expect(opened[0]).toMatch(/report\.partial-[0-9a-f]{16} wx$/);
    expect(opened[1]).not.toBe(opened[0]);
    jest.spyOn(fs, 'openSync').mockImplementation((path, flags, mode) => {
      fs.symlinkSync('victim', String(path));
      return openSync(path, flags, mode);
    });
    expect(() => new Output(join(folder, 'report'), () => {})).toThrow(InputError);
    jest.restoreAllMocks();
    expect(read('victim')).toBe('mine');
  });

  test.each([['text'], ['json']])('holds in %s what would go to standard output', (format) => {
    workspace().write({ 'pod.yaml': PRIVILEGED });
    const shown = workspace().audit('pod.yaml', '--format', format, ...BASELINE);
    const written = workspace().audit('pod.yaml', '--format', format, '--output', 'report', ...BASELINE);
    expect(written).toEqual({ status: 1, stdout: '', stderr: [] });
    expect(read('report')).toBe(shown.stdout);
    expect(fs.readdirSync(workspace().folder).sort()).toEqual(['pod.yaml', 'report']);
  });

  test('replaces a file as a whole, and keeps its mode and the link that leads to it', () => {
    workspace().write({ 'pod.yaml': GOOD, 'real/report': 'old'.repeat(1000) });
    fs.chmodSync(join(workspace().folder, 'real/report'), 0o600);
    fs.symlinkSync('real/report', join(workspace().folder, 'link'));
    expect(workspace().audit('pod.yaml', '--output', 'link').status).toBe(0);
    expect(read('real/report')).toBe('0 errors, 0 warnings, 0 waived in 1 workload of 1 document in 1 file\n');
    expect(fs.lstatSync(join(workspace().folder, 'link')).isSymbolicLink()).toBe(true);
    expect(fs.statSync(join(workspace().folder, 'real/report')).mode % 0o1000).toBe(0o600);
  });

  test.each([
    ['an input cannot be read', ['pod.yaml', 'nope.yaml']],
    ['an input does not parse', ['pod.yaml', 'bad.yaml']],
    ['there is no object', ['empty']],
    ['the version is none', ['pod.yaml', '--kubernetes-version', 'x']],
    ['the waiver file is not there', ['pod.yaml', '--waiver-file', 'nope.yaml']],
  ])('stays as it was where %s', (_, args) => {
    workspace().write({ 'pod.yaml': PRIVILEGED, 'bad.yaml': 'a: [', 'empty/values.yaml': 'a: 1', 'report': 'old' });
    const before = fs.readdirSync(workspace().folder);
    expect(workspace().audit(...args, '--output', 'report')).toMatchObject({ status: 2, stdout: '' });
    expect(read('report')).toBe('old');
    expect(fs.readdirSync(workspace().folder)).toEqual(before);
  });

  test.each([
    ['a folder that is not there', 'nowhere/report', 'cdk8s-hardened: nowhere/report: there is no such file or folder'],
    ['a folder', '.', 'cdk8s-hardened: .: it is a folder'],
  ])('in %s is 2', (_, output, expected) => {
    expect(workspace().write({ 'pod.yaml': GOOD }).audit('pod.yaml', '--output', output)).toEqual({ status: 2, stdout: '', stderr: [expected] });
  });

  test('into a pipe leaves the pipe', () => {
    workspace().write({ 'pod.yaml': GOOD });
    expect(shell('mkfifo pipe; cat pipe & "$NODE" "$MAIN" audit pod.yaml --output pipe; wait; test -p pipe')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^0 errors/) });
  });

  test('of which a write fails is 2, and leaves nothing', () => {
    const path = join(workspace().folder, 'report');
    const output = new Output(path, () => {});
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

describe('whoever reads can stop reading', () => {
  test.each([['text'], ['json']])('%s', (format) => {
    workspace().write({ 'pods.yaml': Array(3000).fill(PRIVILEGED).join('---\n') });
    const { status, stdout, stderr } = shell(`"$NODE" "$MAIN" audit pods.yaml --profile pss-baseline --format ${format} | head -c 10`);
    expect({ status, length: stdout.length, stderr }).toEqual({ status: 1, length: 10, stderr: '' });
  });

  test('explain', () => {
    expect(shell('"$NODE" "$MAIN" explain | head -c 10')).toMatchObject({ status: 0, stderr: '' });
  });

  test('stderr', () => {
    workspace().write({ 'pod.yaml': GOOD, 'values.yaml': 'a: 1' });
    expect(shell('"$NODE" "$MAIN" audit . 2> >(exec 0<&-; exit)').stdout).toMatch(/^0 errors/);
  });
});

test('standard output that is full is 2', () => {
  workspace().write({ 'pod.yaml': GOOD });
  expect(shell('"$NODE" "$MAIN" audit pod.yaml > /dev/full')).toMatchObject({ status: 2, stderr: expect.stringMatching(/^cdk8s-hardened: the output cannot be written: ENOSPC/) });
});

describe('memory grows with findings only', () => {
  /** MiB that an audit of so many documents of 6 kB each needs at most. */
  function peakOf(documents: number, change: (yaml: string) => string): number {
    const yaml = change(GOOD.replace('metadata:', `metadata:\n  annotations: { long: ${'x'.repeat(4000)} }`));
    const file = fs.openSync(join(workspace().folder, 'pods.yaml'), 'w');
    for (let written = 0; written < documents; written += 1000) {
      fs.writeSync(file, `---\n${yaml}`.repeat(1000));
    }
    fs.closeSync(file);
    workspace().write({ 'peak.js': 'process.on("exit", () => process.stderr.write(`${process.resourceUsage().maxRSS / 1024}\\n`))' });
    const { stdout, stderr } = run(['audit', 'pods.yaml', '--fail-on', 'never'], {
      cwd: workspace().folder, nodeOptions: ['--require', './peak.js'],
    });
    expect(stdout).toContain(` in ${documents} workloads of ${documents} documents in 1 file\n`);
    return Number(stderr[0]);
  }

  test.each<[string, (yaml: string) => string]>([
    ['nothing wrong', (yaml) => yaml],
    ['a warning', (yaml) => yaml.replace('enableServiceLinks: false', 'enableServiceLinks: true')],
  ])('of documents with %s', (_, change) => {
    // The larger file has 78 MiB more, and the garbage collector its moods.
    expect(peakOf(15_000, change) - peakOf(2000, change)).toBeLessThan(60);
  }, 120_000);
});

describe('progress', () => {
  /** Makes time fly, so that a short audit is a long one. */
  const FAST = 'let now = Date.now(); Date.now = () => now += 400;';

  function stderrWith(preload: string, ...args: string[]) {
    workspace().write({ 'pods/a.yaml': Array(10).fill(PRIVILEGED).join('---\n'), 'pods/b.yaml': GOOD, 'preload.js': `${FAST}${preload}` });
    const nodeOptions = ['--require', join(workspace().folder, 'preload.js')];
    return run(['audit', 'pods', ...BASELINE, ...args], { cwd: workspace().folder, nodeOptions }).stderr.join('\n');
  }

  test('is shown on a terminal, and taken away', () => {
    const stderr = stderrWith('process.stderr.isTTY = true');
    expect(stderr).toMatch(/\r6 documents in 0 files/);
    expect(stderr).toMatch(/\r\x1B\[K$/);
  });

  test('is shown nowhere else', () => {
    expect(stderrWith('')).toBe('');
  });

  test('is not shown before there is something to wait for, and gone before a report is', () => {
    const written: string[] = [];
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => (written.push(String(text)), true));
    const clock = jest.spyOn(Date, 'now').mockReturnValue(0);
    const isTTY = process.stderr.isTTY;
    process.stderr.isTTY = true;
    const progress = new Progress();
    const show = (time: number) => {
      clock.mockReturnValue(time);
      progress.show({ dockerfiles: 0, documents: time, files: 1, workloads: 0, errors: 0, warnings: 0, waived: 0, ...NOTHING_ELSE });
    };
    [0, 499].forEach(show);
    progress.clear();
    expect(written).toEqual([]);
    [500, 501, 1000].forEach(show);
    progress.clear();
    progress.clear();
    process.stderr.isTTY = isTTY;
    jest.restoreAllMocks();
    expect(written).toEqual(['\r500 documents in 1 files', '\r1000 documents in 1 files', '\r\x1B[K']);
  });
});

test('starts without cdk8s', () => {
  workspace().write({
    'pod.yaml': GOOD,
    'preload.js': `
      const Module = require('module');
      const load = Module._load;
      Module._load = (name, ...rest) => {
        if (/^(cdk8s|constructs)/.test(name)) throw new Error('loaded ' + name);
        return load(name, ...rest);
      };`,
  });
  const surroundings = { cwd: workspace().folder, nodeOptions: ['--require', './preload.js'] };
  expect(run(['audit', 'pod.yaml'], surroundings)).toMatchObject({ status: 0, stderr: [] });
  expect(run(['explain'], surroundings)).toMatchObject({ status: 0, stderr: [] });
});

test('an error of our own shows no stack trace, and is 2', () => {
  workspace().write({ 'pod.yaml': GOOD, 'preload.js': 'JSON.stringify = () => { throw new TypeError("oh no") }' });
  expect(run(['audit', 'pod.yaml', '--format', 'json'], { cwd: workspace().folder, nodeOptions: ['--require', './preload.js'] }))
    .toEqual({ status: 2, stdout: '', stderr: ['cdk8s-hardened: this should not happen, please report it: oh no'] });
});
