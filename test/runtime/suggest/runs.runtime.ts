import { ChildProcess, spawn } from 'child_process';
import { chmodSync, writeFileSync } from 'fs';
import { join } from 'path';
import { buildImage, leftovers, MAIN, suggestPaths } from './support';
import { runProcess } from '../../commands/cli/process';
import { podman } from '../support/podman';
import { environment, newFolder } from '../support/storage';

// How the first run ends, and that nothing of it stays behind, however it ends.

const IMAGE = 'localhost/runs:1';
const WRITES = 'mkdir /srv/made && echo written > /srv/made/file; echo output; ';
/** Ends on SIGTERM, as servers do: the first process of a container that does not is killed after five seconds. */
const SERVES = 'trap exit TERM; sleep 1000 & wait';

beforeAll(() => {
  buildImage(IMAGE, { 'opt/tool/VERSION': '1\n', 'etc/passwd': 'root:x:0:0:root:/:/bin/sh\n' },
    ['RUN mkdir -p /srv/open && chmod 1777 /srv/open && touch /srv/kept', `CMD ["/bin/sh", "-c", "${SERVES}"]`]);
});

function json(args: readonly string[]): { status: number | null; stderr: string[]; report: any } {
  const { status, stdout, stderr } = suggestPaths(['--format=json', '--skip-verification', ...args]);
  return { status, stderr, report: JSON.parse(stdout) };
}

const pathsOf = ({ paths }: any) => paths.map(({ path }: any) => path);

test('observes a successful command to its end', () => {
  const { status, stderr, report } = json([IMAGE, '--', 'sh', '-c', WRITES]);
  expect({ status, stderr, ending: report.ending.kind, paths: pathsOf(report) }).toEqual({ status: 0, stderr: [], ending: 'exit', paths: ['/srv/made'] });
});

test('reports the end of the log and the changes of a failing command', () => {
  const { status, stderr, report } = json([IMAGE, '--', 'sh', '-c', `${WRITES} echo broken >&2; exit 3`]);
  expect({ status, paths: pathsOf(report), exitCode: report.ending.exitCode }).toEqual({ status: 2, paths: ['/srv/made'], exitCode: 3 });
  expect(stderr).toEqual([
    expect.stringMatching(/^cdk8s-hardened: the container exited after [\d.]+ s with code 3: it may write to more paths than reported$/),
    'cdk8s-hardened: the end of its log:',
    'cdk8s-hardened:   output',
    'cdk8s-hardened:   broken',
  ]);
});

test('reports changes during shutdown too', () => {
  const script = 'trap "mkdir /srv/late; exit" TERM; touch /ready; while :; do sleep 0.1; done';
  expect(pathsOf(json([IMAGE, '--for=20s', '--until=test -e /ready', '--', 'sh', '-c', script]).report)).toEqual(['/srv/late']);
});

test('reports a directory that is filled and emptied again', () => {
  const { report } = json([IMAGE, '--', 'sh', '-c', 'touch /opt/tool/lock; rm /opt/tool/lock']);
  expect(report.paths).toEqual([expect.objectContaining({ path: '/opt/tool', isSeeded: true, changes: ['/opt/tool'] })]);
});

test('has a remark for a command that an ENTRYPOINT gets as arguments', () => {
  const image = 'localhost/runs:entrypoint';
  buildImage(image, { 'srv/kept': '' }, ['ENTRYPOINT ["/bin/sh", "-c", "mkdir /srv/$1", "sh"]']);
  const own = json([image, '--', 'given']);
  const replaced = json([image, '--run-option=--entrypoint=', '--', 'mkdir', '/srv/instead']);
  expect([own, replaced].map(({ status, report }) => [status, pathsOf(report)])).toEqual([[0, ['/srv/given']], [0, ['/srv/instead']]]);
  expect(own.report.remarks).toContain('the image\'s ENTRYPOINT ["/bin/sh","-c","mkdir /srv/$1","sh"] got ["given"] as its arguments; '
    + 'to run the command instead of it, add --run-option=--entrypoint=');
  expect(replaced.report.remarks.join()).not.toContain('ENTRYPOINT');
});

test('stops a command after the given time', () => {
  const { report } = json([IMAGE, '--for', '2s', '--', 'sleep', '1000']);
  expect(report.ending.kind).toBe('time');
  expect(report.ending.seconds).toBeGreaterThanOrEqual(2);
});

test('passes on user, environment and options of the runtime', () => {
  const script = 'echo "$(id -u) $(id -g) $A $B $(cat /proc/sys/kernel/hostname)"; exit 4';
  const options = ['--user=7:8', '--env=A=x y', '--env', 'B', '--run-option=--hostname=named', '--run-option=--volume=/mnt/deep/data'];
  const { stdout, stderr } = suggestPaths([IMAGE, '--format=json', ...options, '--', 'sh', '-c', script], { B: 'here' });
  expect(stderr[2]).toBe('cdk8s-hardened:   7 8 x y here named');
  // What is mounted is not written by the program.
  expect(JSON.parse(stdout)).toMatchObject({ user: '7:8', paths: [] });
});

test('/tmp is a volume that everyone can write, and the line of the user in /etc/passwd is not a change', () => {
  const { status, report } = json([IMAGE, '--user=10001', '--', 'sh', '-c', 'grep 10001 /etc/passwd && echo x > /tmp/x && ! ln /tmp/x /srv/open/x']);
  expect({ status, paths: report.paths }).toEqual({ status: 0, paths: [] });
  expect(report).toMatchObject({ user: '10001:10001', runAs: { uid: 10001, gid: 10001 } });
  expect(report.remarks).toEqual([expect.any(String), expect.stringMatching(/^it exited after /)]);
});

test('reports a temporary file', () => {
  const script = 'echo > /etc/lock; sleep 3; rm /etc/lock';
  expect(pathsOf(json([IMAGE, '--', 'sh', '-c', script]).report)).toEqual(['/etc']);
});

test('reports changes of the program in /etc/passwd', () => {
  const { report } = json([IMAGE, '--user=10001:10001', '--run-option=--cap-add=DAC_OVERRIDE', '--', 'sh', '-c', 'echo more >> /etc/passwd']);
  expect(report.paths).toEqual([expect.objectContaining({ path: '/etc', isSeeded: true, changes: ['/etc/passwd'] })]);
});

test('the user can mount something at /tmp', () => {
  const { status } = json([IMAGE, '--run-option=--tmpfs=/tmp:size=1m', '--', 'true']);
  expect(status).toBe(0);
});

test('reports that --until never succeeded, with the changes', () => {
  const { status, stderr, report } = json([IMAGE, '--for=2s', '--until=echo not yet; false', '--', 'sh', '-c', `${WRITES} ${SERVES}`]);
  expect({ status, paths: pathsOf(report) }).toEqual({ status: 2, paths: ['/srv/made'] });
  expect(stderr[0]).toMatch(/^cdk8s-hardened: --until echo not yet; false did not succeed within 2(\.\d)? s: it may write to more paths than reported$/);
});

test('--until as a list of words needs no shell', () => {
  expect(json([IMAGE, '--for=20s', '--until=["test", "-e", "/srv"]']).report.ending.kind).toBe('until');
});

test.each<[string, string[], RegExp]>([
  ['a missing image', ['localhost/absent:1', '--run-option=--pull=never'], /^cdk8s-hardened: podman create failed: Error: localhost\/absent:1: image not known/],
  ['a missing command', [IMAGE, '--', '/absent'], /^cdk8s-hardened: podman init failed: .*\/absent/],
  ['a missing --until command', [IMAGE, '--until=["/absent"]'], /^cdk8s-hardened: the image has no program "\/absent" for --until: use a program of the image/],
  ['a missing user', [IMAGE, '--user=nobody'], /^cdk8s-hardened: podman \w+ failed: .*nobody/],
  ['an unknown option of podman', [IMAGE, '--run-option=--absent'], /^cdk8s-hardened: podman create failed: Error: unknown flag: --absent/],
])('%s is reported in the words of the runtime', (_, args, message) => {
  expect(suggestPaths(args)).toEqual({ status: 2, stdout: '', stderr: [expect.stringMatching(message)] });
});

describe('on a signal', () => {
  let child: ChildProcess;
  const output = { stdout: '', stderr: '' };

  async function interrupted(signals: readonly NodeJS.Signals[]): Promise<number | null> {
    Object.assign(output, { stdout: '', stderr: '' });
    const before = leftovers();
    child = spawn(process.execPath, [MAIN, 'suggest-paths', IMAGE, '--run-option=--network=none', '--for=1h', '--', 'sh', '-c', `${WRITES} ${SERVES}`],
      { env: environment(), stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout!.on('data', (data) => (output.stdout += data));
    child.stderr!.on('data', (data) => (output.stderr += data));
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    const deadline = Date.now() + 30_000;
    while (podman(['ps', '--quiet']) === '' && Date.now() < deadline) await pause(100);
    await pause(1000);
    signals.forEach((signal) => child.kill(signal));
    const status = await ended;
    expect(leftovers()).toEqual(before);
    return status;
  }
  const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  test('Ctrl-C ends the run and reports the changes', async () => {
    expect(await interrupted(['SIGINT'])).toBe(0);
    expect(output.stdout).toMatch(/until it was interrupted\.\n/);
    expect(output.stdout).toContain('  /srv/made: 1 change');
  });

  test.each(['SIGTERM', 'SIGHUP'] as const)('%s stops the command', async (signal) => {
    expect(await interrupted([signal])).toBe(2);
    expect(output).toEqual({ stdout: '', stderr: `cdk8s-hardened: interrupted by ${signal}; the container was removed\n` });
  });
});

test('reads the text diff of the Docker command line', () => {
  // podman takes the commands of Docker, and answers in its form.
  const folder = newFolder('docker');
  writeFileSync(join(folder, 'docker'), '#!/bin/sh\nexec podman "$@"\n');
  chmodSync(join(folder, 'docker'), 0o755);
  const { stdout, status } = suggestPaths([IMAGE, '--runtime=docker', '--skip-verification', '--format=json', '--', 'sh', '-c', WRITES], { PATH: `${folder}:${process.env.PATH}` });
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ runtime: 'docker', paths: [{ path: '/srv/made', changes: ['/srv/made/file'] }] });
});

test('names a container that cannot be removed', () => {
  buildImage('localhost/stubborn:1', { 'tmp/file': '' }, []);
  const folder = newFolder('stubborn');
  writeFileSync(join(folder, 'podman'), '#!/bin/sh\n[ "$1" != rm ] || { echo "Error: still in use" >&2; exit 125; }\nexec /usr/bin/podman "$@"\n');
  chmodSync(join(folder, 'podman'), 0o755);
  const env = { ...environment(), PATH: `${folder}:${process.env.PATH}` };
  const { status, stderr } = runProcess(['suggest-paths', 'localhost/stubborn:1', '--run-option=--network=none', '--', '/bin/true'], { env });
  // One to look into the image, and one for each run.
  expect({ status, lines: stderr.length }).toEqual({ status: 0, lines: 3 });
  const names = stderr.map((line) => /^cdk8s-hardened: podman could not remove the container (cdk8s-hardened-[-0-9a-f]+): Error: still in use$/.exec(line)![1]);
  podman(['rm', '--force', '--time=0', ...names]);
});
