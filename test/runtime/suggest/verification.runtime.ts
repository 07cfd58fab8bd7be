import { chmodSync, copyFileSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { buildImage, MAIN, suggestPaths } from './support';
import { UnprivilegedUser } from './unprivileged-user';
import { runProcess } from '../../commands/cli/process';
import { run } from '../support/command';
import { podman } from '../support/podman';
import { newFolder } from '../support/storage';

// The privileges of both runs, and what the second run, with the suggested paths and a read-only root filesystem, shows.

const IMAGE = 'localhost/verified:1';
const SERVE = 'trap exit TERM; httpd -f -p $PORT -h /www & wait';

/** Like Tomcat: unpacks an archive into a directory of its own unless that is there, and serves what it has then. */
const UNPACK = `set -e
cd /srv/app/webapps
[ -d ROOT ] || { mkdir ROOT && tar -xf ROOT.tar -C ROOT; }
trap exit TERM
httpd -f -p 8080 -h /srv/app/webapps/ROOT &
wait
`;

beforeAll(() => {
  buildImage(IMAGE, {
    'www/index.html': 'hello\n',
    'etc/passwd': 'root:x:0:0:root:/:/bin/sh\napp:x:10001:10002::/:/bin/sh\n',
    'etc/app/app.conf': 'original\n',
    'start/unpack.sh': UNPACK,
    'srv/app/webapps/unpack.sh': UNPACK,
    'a:b/keep': '',
    'capped/keep': '',
  }, [
    'RUN mkdir -p /var/cache/app /tmp && touch -d "2020-01-01 00:00" /etc/app /etc/app/app.conf && chown -R app:10002 /etc/app /a:b /var/cache/app',
    'RUN mkdir /srv/app/page && echo hello > /srv/app/page/index.html && tar -cf /srv/app/webapps/ROOT.tar -C /srv/app/page . && chown -R app:10002 /srv/app',
    'ENV PORT=8080',
    'EXPOSE 80',
    'USER app',
  ], (root) => {
    copyFileSync('/bin/busybox', join(root, 'capped', 'true'));
    run('setcap', ['cap_net_bind_service=+ep', join(root, 'capped', 'true')]);
  });
});

function json(...args: readonly string[]): { status: number | null; stderr: string[]; report: any } {
  const { status, stdout, stderr } = suggestPaths(['--format=json', '--for=10s', IMAGE, ...args]);
  return { status, stderr, report: JSON.parse(stdout) };
}

const pathsOf = ({ paths }: any) => paths.map(({ path, isSeeded }: any) => path + (isSeeded ? ' *' : ''));

test('both runs drop all capabilities and take no new privileges, as the number of the user', () => {
  const script = 'echo "$(id -u):$(id -g)"; grep -E "^(CapBnd|NoNewPrivs):" /proc/self/status; exit 3';
  const { stderr, report } = json('--', 'sh', '-c', script);
  expect(stderr.slice(2).map((line) => line.replace(/^cdk8s-hardened: +|\\u0009/g, ''))).toEqual(['10001:10002', 'CapBnd:0000000000000000', 'NoNewPrivs:1']);
  expect(report).toMatchObject({ user: '10001:10002', runAs: { uid: 10001, gid: 10002 }, verification: { outcome: 'none', why: 'the run failed' } });
  expect(report.typescript).toBe('runAs: RunAs.user(10001, 10002),');
});

test('a program on port 80 works, and the report says how a hardened workload opens it', () => {
  const { status, report } = json('--env=PORT=80', '--probe=http://:80/', '--', 'sh', '-c', SERVE);
  expect({ status, verification: report.verification }).toEqual({
    status: 0,
    verification: { outcome: 'same', user: '10001:10002', ending: expect.objectContaining({ answer: { status: 200, body: 'text/html' } }), differences: [], refusedWrites: [] },
  });
  expect(report.remarks.join()).toMatch(/declare 80 as a port of the container/);
  expect(report.podSpec.securityContext.sysctls).toEqual([{ name: 'net.ipv4.ip_unprivileged_port_start', value: '80' }]);
});

test('a program with file capabilities does not start, and the report says why and what to write', () => {
  const { status, stderr, report } = json('--', '/capped/true');
  expect(status).toBe(2);
  expect(stderr.join()).toMatch(/exec \/capped\/true: operation not permitted/);
  expect(report.remarks).toContainEqual(expect.stringMatching(/^\/capped\/true has the capabilities NET_BIND_SERVICE in its file.*setcap -r \/capped\/true.*--run-option=--cap-add=NET_BIND_SERVICE$/));
  expect(json('--run-option=--cap-add=NET_BIND_SERVICE', '--', '/capped/true').status).toBe(0);
});

test('an image that starts as root and steps down is observed, and verified as a hardened workload', () => {
  const script = 'if [ "$(id -u)" = 0 ]; then chown app /var/cache/app; exec su -s /bin/sh app -c "$0"; fi; sh -c "$0"';
  const work = 'echo data > /var/cache/app/file; sleep 3; grep -E "^CapEff:" /proc/self/status >&2';
  const { status, report } = json('--user=0', '--run-option=--entrypoint=', '--', 'sh', '-c', script, work);
  expect({ status, user: report.user, paths: pathsOf(report) }).toEqual({ status: 0, user: expect.stringMatching(/^0/), paths: ['/var/cache/app'] });
  expect(report.verification).toMatchObject({ outcome: 'same', user: '65532:65532' });
});

test('a change of the owner alone needs no path', () => {
  const { status, report } = json('--user=10001:10002', '--run-option=--cap-add=CHOWN', '--', 'sh', '-c', 'chown 10003 /etc/app /etc/app/app.conf; true');
  expect({ status, paths: report.paths }).toEqual({ status: 0, paths: [] });
  const { report: written } = json('--', 'sh', '-c', 'chown 10001:10002 /etc/app/app.conf; echo more >> /etc/app/app.conf; sleep 1');
  expect(pathsOf(written)).toEqual(['/etc/app *']);
});

describe('a program that fills a directory unless it exists', () => {
  const ARGS = ['--probe=http://:8080/', '--', 'sh', '/start/unpack.sh'];

  test('gets a seeded volume at the parent, and answers the same', () => {
    const { status, report } = json(...ARGS);
    expect({ status, paths: pathsOf(report), outcome: report.verification.outcome }).toEqual({ status: 0, paths: ['/srv/app/webapps *'], outcome: 'same' });
  });

  test('gets an empty volume in its place where the parent holds the program, and the report says that it answers differently', () => {
    const { status, stderr, report } = json(...ARGS.slice(0, -1), '/srv/app/webapps/unpack.sh');
    expect({ status, paths: pathsOf(report), outcome: report.verification.outcome }).toEqual({ status: 1, paths: ['/srv/app/webapps/ROOT'], outcome: 'different' });
    expect(stderr[0]).toBe('cdk8s-hardened: the suggestion does not work: http://:8080/ gave 404 text/html, and 200 text/html in the first run');
  });
});

test('an answer that differs is reported, with exit code 1', () => {
  // No volume can be mounted at a name with a colon.
  const script = 'mkdir -p /tmp/www; echo page > /a:b/page; cp /a:b/page /tmp/www/index.html; httpd -f -p 8080 -h /tmp/www & trap exit TERM; wait';
  const { status, stderr, report } = json('--for=4s', '--probe=http://:8080/', '--', 'sh', '-c', script);
  expect(status).toBe(1);
  const difference = 'http://:8080/ gave 404 text/html, and 200 text/html in the first run';
  expect(stderr[0]).toBe(`cdk8s-hardened: the suggestion does not work: ${difference}`);
  expect(report.impossible.map(({ path }: any) => path)).toEqual(['/a:b']);
  expect(report.verification).toMatchObject({ outcome: 'different', user: '10001:10002', differences: [difference] });
  expect(report.verification.refusedWrites).toEqual([expect.stringMatching(/\/a:b\/page: Read-only file system/)]);
});

test('a program that ends on a read-only root is reported, with exit code 1', () => {
  const { status, stderr, report } = json('--for=2s', '--', 'sh', '-c', 'echo x > /a:b/file || exit 5; trap exit TERM; sleep 100 & wait');
  expect({ status, difference: report.verification.differences }).toEqual({
    status: 1, difference: [expect.stringMatching(/^it exited after [\d.]+ s with code 5, which it did not in the first run$/)],
  });
  expect(stderr).toContainEqual(expect.stringMatching(/can't create \/a:b\/file: Read-only file system$/));
});

test('a directory that the program must make is looked for at its shared parent', () => {
  const { status, report } = json('--user=0', '--', 'sh', '-c', 'mkdir /srv/made && echo x > /srv/made/file');
  expect({ status, paths: pathsOf(report), outcome: report.verification.outcome }).toEqual({ status: 0, paths: ['/srv *'], outcome: 'same' });
  expect(report.verification.user).toBe('65532:65532');
});

test('nothing is suggested below a volume that the user mounts', () => {
  const { status, report } = json('--run-option=--volume=/etc:/var/cache/app:ro', '--', 'ls', '/var/cache/app/passwd');
  expect({ status, paths: report.paths }).toEqual({ status: 0, paths: [] });
});

describe('--write-knowledge', () => {
  const WRITES = 'echo x > /var/cache/app/file; echo more >> /etc/app/app.conf';

  test('writes the entry of the image, which harden then uses', () => {
    const file = join(newFolder('settings'), 'cdk8s-hardened.yaml');
    writeFileSync(file, '# ours\nprofile: pss-restricted # for now\n');
    const { status, stderr } = json(`--write-knowledge=${file}`, '--env=HOME=/tmp', '--env=PASSWORD=x', '--', 'sh', '-c', WRITES);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: [
        `cdk8s-hardened: ${file}: was updated with the results for localhost/verified`,
        expect.stringMatching(/: has no PASSWORD, which may be secret or only for this run/),
      ],
    });
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(/^# ours\n[^]*^profile: pss-restricted # for now\n/m);
    expect(parse(text).images).toEqual([{
      repository: 'localhost/verified',
      uid: 10001,
      gid: 10002,
      imageUser: 'name',
      writablePaths: [{ path: '/etc/app', kind: 'seeded' }, { path: '/var/cache/app', kind: 'empty' }],
      environment: { HOME: '/tmp' },
    }]);
    const pod = `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n    - name: main\n      image: ${IMAGE}\n`;
    expect(runProcess(['harden', '-', '--config', file], { input: pod }).stdout).toMatch(/runAsUser: 10001\n/);
  });

  test('writes nothing if the suggestion does not work', () => {
    const file = join(newFolder('settings'), 'cdk8s-hardened.yaml');
    writeFileSync(file, '');
    const { status, stderr } = json(`--write-knowledge=${file}`, '--for=2s', '--', 'sh', '-c', 'echo x > /a:b/file || exit 5');
    expect({ status, last: stderr.at(-1), text: readFileSync(file, 'utf8') }).toEqual({
      status: 1, last: `cdk8s-hardened: ${file}: was not changed, because the suggestion is not verified`, text: '',
    });
  });

  test('refuses a file with a mistake before it runs anything', () => {
    const file = join(newFolder('settings'), 'cdk8s-hardened.yaml');
    writeFileSync(file, 'profle: x\n');
    expect(suggestPaths([IMAGE, `--write-knowledge=${file}`])).toEqual({
      status: 2, stdout: '', stderr: [`cdk8s-hardened: ${file}:1:1: the settings file has no key \`profle\`: did you mean \`profile\`?`],
    });
  });
});

test('an ordinary user, whose podman runs without root, gets the same with a probe', () => {
  const user = new UnprivilegedUser();
  try {
    const archive = join(user.home, 'image.tar');
    podman(['save', '--quiet', `--output=${archive}`, IMAGE]);
    chmodSync(archive, 0o644);
    user.run(['podman', 'load', '--quiet', '--input', archive]);
    const { code, stdout, stderr } = user.attempt([process.execPath, MAIN, 'suggest-paths', IMAGE, '--run-option=--network=none', '--for=10s', '--format=json',
      '--env=PORT=80', '--probe=http://:80/', '--', 'sh', '-c', `echo more >> /etc/app/app.conf; ${SERVE}`]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ paths: [{ path: '/etc/app', isSeeded: true }], verification: { outcome: 'same', ending: { answer: { status: 200 } } } });
  } finally {
    user.remove();
  }
});
