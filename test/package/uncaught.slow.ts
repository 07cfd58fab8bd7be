import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync, mkdirSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ROOT } from './support';

// What Node.js prints if nobody catches an error: the compiled library is one of minified lines.

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-uncaught-'));
const MODULES = join(folder, 'node_modules');

beforeAll(() => {
  mkdirSync(MODULES);
  ['cdk8s', 'cdk8s-plus-28', 'constructs'].forEach((name) => symlinkSync(join(ROOT, 'node_modules', name), join(MODULES, name)));
  symlinkSync(ROOT, join(MODULES, 'cdk8s-hardened'));
});

afterAll(() => rmSync(folder, { recursive: true }));

const HEAD = `const { ApiObject, App, Chart, Lazy } = require('cdk8s');
const { Deployment } = require('cdk8s-plus-28');
const { Hardening, HardenedDeployment, HardenedJob, HardenedStatefulSet, RunAs, WritablePath } = require('cdk8s-hardened');
const app = new App();
const chart = new Chart(app, 'shop');
const containers = [{ image: 'app:1', securityContext: { privileged: true, allowPrivilegeEscalation: true } }];
`;

/** What a program prints to stderr, without warnings. */
function printed(lines: readonly string[], options: readonly string[] = []): readonly string[] {
  const file = join(folder, 'main.js');
  writeFileSync(file, HEAD + lines.join('\n'));
  const { status, stderr } = spawnSync(process.execPath, [...options, file], { cwd: folder, encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).not.toContain('lib/bundle');
  return stderr.replaceAll(folder, '.').split('\n').filter((line) => !/^cdk8s-hardened: warning:|^$|^Node\.js v/.test(line));
}

/** The line of a program, counted from the first one below the head. */
const line = (number: number) => HEAD.split('\n').length - 1 + number;

const framesOf = (lines: readonly string[]) => lines.filter((each) => /^ +at /.test(each));

describe('a synthesis that fails', () => {
  const PROGRAM = ["const web = () => new HardenedDeployment(chart, 'web', { containers });", 'web();'];
  const CREATED = `    at shop/web (./main.js:${line(1)}:19)`;

  test.each(['app.synth()', 'app.synthYaml()', 'chart.toJson()'])('prints its message first, and then where the program created the construct: %s', (wayOut) => {
    const [first, ...others] = printed([...PROGRAM, wayOut]);
    expect(first).toBe('Error: 2 validation errors in 1 construct: shop/web');
    expect(others[0]).toBe('shop/web (Deployment): 2 errors');
    expect(framesOf(others)).toEqual([CREATED, expect.stringMatching(new RegExp(`^ +at .*\\(\\./main\\.js:${line(3)}:\\d+\\)$`))]);
    expect(others.slice(-2)).toEqual(framesOf(others));
  });

  test('shows the calls of the program, however deep those of libraries are', () => {
    const lines = printed([...PROGRAM, 'function emit(depth) { return depth === 0 ? app.synth() : [0].map(() => emit(depth - 1)); }', 'emit(3);']);
    expect(lines[0]).toBe('Error: 2 validation errors in 1 construct: shop/web');
    expect(framesOf(lines)[0]).toBe(CREATED);
    expect(framesOf(lines).slice(1).every((frame) => frame.includes('./main.js:'))).toBe(true);
  });

  test('shows the calls of the program, if workloads are of cdk8s-plus', () => {
    const lines = printed(["new Deployment(chart, 'web', { containers });", 'Hardening.of(app).enforce();', 'app.synth();']);
    expect(lines[0]).toBe('Error: 4 validation errors in 1 construct: shop/web');
    expect(framesOf(lines)).toEqual([expect.stringContaining(`./main.js:${line(3)}:`)]);
  });

  test('shows as many frames as Node.js may', () => {
    expect(framesOf(printed([...PROGRAM, 'app.synth();'], ['--stack-trace-limit=1']))).toEqual([CREATED]);
  });

  test('shows the line of the source with --enable-source-maps', () => {
    expect(framesOf(printed([...PROGRAM, 'app.synth();'], ['--enable-source-maps']))[0]).toBe(CREATED);
  });
});

describe('an error of a constructor', () => {
  test.each([
    ["new HardenedDeployment(chart, 'web', { containers, runAs: 5 });", 'OptionError: [shop/web] runAs is 5: write RunAs.user(5)'],
    ["new HardenedJob(chart, 'web', { containers, podFailurePolicy: 1 });", /^OptionError: \[shop\/web\] podFailurePolicy is 1: /],
    ["new HardenedDeployment(chart, 'web', { containers, waivers: [{ control: 'nope', reason: 'no one knows it yet' }] });", /^FieldError: \[shop\/web\] unknown control "nope": /],
    ["new HardenedDeployment(chart, 'web', { containers }).addWritablePath(1);", /^OptionError: \[shop\/web\] /],
    ['RunAs.user(0);', /^OptionError: uid 0 is root: /],
  ])('names the construct, and has only the calls of the program: %s', (code, message) => {
    const lines = printed([code]);
    expect(lines).toEqual([message instanceof RegExp ? expect.stringMatching(message) : message, expect.stringMatching(new RegExp(`^ +at .*\\./main\\.js:${line(1)}:\\d+\\)$`))]);
  });
});

describe('an error while the app synthesizes', () => {
  const data = (produce: string) => `new ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'ConfigMap', data: Lazy.any({ produce: () => ${produce} }) });`;

  test('of the program is shown with the line that throws it', () => {
    const lines = printed([data('{ throw new Error(\'mine\'); }'), 'Hardening.of(app).enforce();', 'app.synth();']);
    expect(lines.find((each) => each.startsWith('Error: '))).toBe("Error: Failed serializing construct at path 'shop/a' with name 'shop-a-c825727c': Error: mine");
    expect(framesOf(lines)).toEqual([expect.stringContaining(`./main.js:${line(3)}:`)]);
  });
});
