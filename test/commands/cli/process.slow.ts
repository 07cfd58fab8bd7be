import { execFileSync, spawnSync } from 'child_process';
import fs from 'fs';
import { join } from 'path';
import { MAIN, runProcess } from './process';
import { GOOD, PRIVILEGED, workspaces } from './support';

// What only a process has: pipes, devices, memory, and the modules that it loads.

const workspace = workspaces();
const ENV = { ...process.env, NODE: process.execPath, MAIN };

function shell(command: string) {
  const { status, stdout, stderr } = spawnSync('bash', ['-c', `set -o pipefail; ${command}`], { cwd: workspace().folder, env: ENV, encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('standard input', () => {
  test('can arrive slowly', () => {
    workspace().write({ 'pod.yaml': PRIVILEGED });
    const { stdout } = shell('(head -c 300 pod.yaml; sleep 0.3; tail -c +301 pod.yaml) | "$NODE" "$MAIN" audit - --profile pss-baseline');
    expect(stdout).toContain('stdin:');
    expect(stdout).toContain('1 error, 0 warnings, 0 waived (1 workload, 2 documents, 1 file)');
  });

  test('exits with 2 if it is a folder', () => {
    expect(shell('"$NODE" "$MAIN" audit - < .')).toEqual({ status: 2, stdout: '', stderr: 'cdk8s-hardened: stdin: is a folder\n' });
  });
});

test('a Dockerfile can be a pipe', () => {
  workspace().write({ real: 'FROM alpine:3.22\nRUN a\nUSER root\nCMD ["app"]\n' });
  const command = 'mkfifo Dockerfile; cat real > Dockerfile & "$NODE" "$MAIN" audit Dockerfile --fail-on never';
  expect(execFileSync('sh', ['-c', command], { cwd: workspace().folder, env: ENV, encoding: 'utf8' })).toContain('Dockerfile\n  3: high: ');
});

test('--output into a pipe keeps the pipe', () => {
  workspace().write({ 'pod.yaml': GOOD });
  expect(shell('mkfifo pipe; cat pipe & "$NODE" "$MAIN" audit pod.yaml --output pipe; wait; test -p pipe')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^0 errors/) });
});

describe('a reader that stops early', () => {
  test.each(['text', 'json'])('does not change the exit code of a report as %s', (format) => {
    workspace().write({ 'pods.yaml': Array(3000).fill(PRIVILEGED).join('---\n') });
    const { status, stdout, stderr } = shell(`"$NODE" "$MAIN" audit pods.yaml --profile pss-baseline --format ${format} | head -c 10`);
    expect({ status, length: stdout.length, stderr }).toEqual({ status: 1, length: 10, stderr: '' });
  });

  test('does not change the exit code of explain', () => {
    expect(shell('"$NODE" "$MAIN" explain | head -c 10')).toMatchObject({ status: 0, stderr: '' });
  });

  test('does not change the exit code if it reads stderr', () => {
    workspace().write({ 'pod.yaml': GOOD, 'values.yaml': 'a: 1' });
    expect(shell('"$NODE" "$MAIN" audit . 2> >(exec 0<&-; exit)').stdout).toMatch(/^0 errors/);
  });
});

test('exits with 2 if standard output is full', () => {
  workspace().write({ 'pod.yaml': GOOD });
  expect(shell('"$NODE" "$MAIN" audit pod.yaml > /dev/full')).toMatchObject({ status: 2, stderr: expect.stringMatching(/^cdk8s-hardened: the output cannot be written: ENOSPC/) });
});

describe('memory grows only with findings', () => {
  /** MiB that an audit of so many documents of 6 kB each needs at most. */
  function peakOf(documents: number, change: (yaml: string) => string): number {
    const yaml = change(GOOD.replace('metadata:', `metadata:\n  annotations: { long: ${'x'.repeat(4000)} }`));
    const file = fs.openSync(join(workspace().folder, 'pods.yaml'), 'w');
    for (let written = 0; written < documents; written += 1000) {
      fs.writeSync(file, `---\n${yaml}`.repeat(1000));
    }
    fs.closeSync(file);
    // The resource usage of a process begins with the memory of its parent.
    const peak = String.raw`require("fs").readFileSync("/proc/self/status", "latin1").match(/VmHWM:\s*(\d+) kB/)[1] / 1024`;
    workspace().write({ 'peak.js': `process.on("exit", () => process.stderr.write(${peak} + "\\n"))` });
    const { stdout, stderr } = runProcess(['audit', 'pods.yaml', '--fail-on', 'never'], {
      // With a heap that is smaller than the file, garbage is collected in time, also on a busy machine.
      cwd: workspace().folder, nodeOptions: ['--max-old-space-size=64', '--max-semi-space-size=4', '--require', './peak.js'],
    });
    expect(stdout).toContain(`(${documents} workloads, ${2 * documents} documents, 1 file)`);
    return Number(stderr[0]);
  }

  test.each<[string, (yaml: string) => string]>([
    ['no findings', (yaml) => yaml],
    ['a warning', (yaml) => yaml.replace('enableServiceLinks: false', 'enableServiceLinks: true')],
  ])('and not with documents that have %s', (_, change) => {
    // The larger file has 78 MiB more, and garbage collection varies.
    expect(peakOf(15_000, change) - peakOf(2000, change)).toBeLessThan(40);
  }, 120_000);
});

test('the command line starts without cdk8s', () => {
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
  expect(runProcess(['audit', 'pod.yaml'], surroundings)).toMatchObject({ status: 0, stderr: [] });
  expect(runProcess(['explain'], surroundings)).toMatchObject({ status: 0, stderr: [] });
});
