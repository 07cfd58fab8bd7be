/*
 * What `lock --observe` learns about images that no family has, from real runs, and what becomes of their workloads. Images are in a real
 * registry, and run by podman without a network.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parse } from 'yaml';
import { readLock } from '../../../src/knowledge/image-lock/read-lock';
import { Registry, requirePrograms } from '../../commands/cli/lock/registry';
import { run } from '../../commands/cli/support';
import { buildImage, leftovers } from '../suggest/support';
import { podman } from '../support/podman';
import { environment } from '../support/storage';

const PASSWD = { 'etc/passwd': 'app:x:10001:10002::/:/bin/sh\n' };
const SERVE = 'trap exit TERM\nsleep 1000 & wait\n';

let registry: Registry;
let folder: string;
let file: string;

/** Writes into a directory with code, which the lock file alone leaves read-only. */
const WRITES = `set -e\n[ "$MODE" = "$(cat /srv/app/mode)" ]\n[ -n "$PASSWORD" ] && [ "$PASSWORD" != hunter2 ]\necho x > /srv/app/state\n${SERVE}`;
const NEEDS_SERVER = 'echo "could not connect to server: Connection refused (db:5432)" >&2\nexit 1\n';

beforeAll(async () => {
  requirePrograms();
  registry = await Registry.start();
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-observe-'));
  file = join(folder, 'images.lock.yaml');
  const images: readonly (readonly [string, string])[] = [['writes', WRITES], ['server', NEEDS_SERVER], ['same', SERVE]];
  for (const [name, script] of images) {
    const image = `${registry.host}/observe/${name}:1`;
    buildImage(image, { ...PASSWD, 'srv/app/mode': 'fast\n', 'srv/app/main.py': 'print(1)\n', 'start.sh': script }, [
      'RUN mkdir -p /tmp && chown -R 10001:10002 /srv', 'USER app', 'CMD ["sh", "/start.sh"]',
    ]);
    podman(['push', '--quiet', '--tls-verify=false', image]);
    podman(['pull', '--quiet', '--tls-verify=false', image]);
  }
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await registry.stop();
});

function manifest(name: string, container: object = {}): string {
  return JSON.stringify({
    apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { containers: [{ name: 'main', image: `${registry.host}/observe/${name}:1`, ...container }] },
  });
}

const lock = (input: string, ...args: readonly string[]) => run(
  ['lock', '-', '--file', file, '--for', '5s', '--tool', 'skopeo', '--tool-option=--tls-verify=false', ...args],
  { input, cwd: folder, env: { ...process.env, ...environment(), XDG_CACHE_HOME: folder } },
);

test('an image that writes beside its code starts afterwards, and the runs get no secret', async () => {
  const env = [{ name: 'MODE', value: 'fast' }, { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }];
  const before = leftovers();
  const { status, stdout, stderr } = await lock(manifest('writes', { env }), '--observe');
  expect([status, stdout.split('\n').slice(1)]).toEqual([0, [`${registry.host}/observe/writes:1: starts`, '']]);
  expect(stderr.at(-1)).toBe('cdk8s-hardened: observed 1 image: 1 start');
  expect(readLock({ path: file }).images.get(`${registry.host}/observe/writes:1`)!.observation).toMatchObject({
    uid: 10001, gid: 10002, writablePaths: [{ path: '/srv/app', kind: 'seeded' }],
  });
  expect(leftovers()).toEqual(before);
  const again = await lock(manifest('writes', { env }), '--observe');
  expect([again.status, again.stderr.at(-1)]).toEqual([0, 'cdk8s-hardened: no image to run: what all others write is known']);
});

test('an image that misses a server is named, with the end of its log, and nothing is written about it', async () => {
  const { status, stdout, stderr } = await lock(`${manifest('server')}\n---\n${manifest('same')}`, '--observe');
  expect(status).toBe(1);
  expect(stdout).toContain(`${registry.host}/observe/server:1: does not start here: it ended after `);
  expect(stdout).toContain('could not connect to server: Connection refused (db:5432)');
  expect(stdout).toContain(`${registry.host}/observe/same:1: starts\n`);
  expect(stderr.at(-1)).toBe('cdk8s-hardened: observed 2 images: 1 start, 1 need their real surroundings, or a person');
  expect(parse(readFileSync(file, 'utf8')).images.map(({ image, observation }: any) => [image.split('@')[0], observation !== undefined])).toEqual(
    expect.arrayContaining([[`${registry.host}/observe/server:1`, false], [`${registry.host}/observe/same:1`, true]]));
});

test('nothing of the manifest but its command, environment and user counts', async () => {
  const secret = join(folder, 'secret');
  writeFileSync(secret, 'x');
  const pod = parse(manifest('same', {
    command: ['sh', '-c', `[ ! -e ${secret} ] && [ ! -e /dev/kmsg ] && ! ping -c 1 127.0.0.2 > /dev/null 2>&1; [ "$(id -u)" = 10009 ] || exit 3\n${SERVE}`],
    securityContext: { privileged: true, capabilities: { add: ['SYS_ADMIN'] }, runAsUser: 10009 },
    volumeMounts: [{ name: 'host', mountPath: folder }],
  }));
  pod.spec = { ...pod.spec, hostNetwork: true, hostPID: true, volumes: [{ name: 'host', hostPath: { path: folder } }] };
  rmSync(file);
  const { status, stdout } = await lock(JSON.stringify(pod), '--observe');
  expect([status, stdout.split('\n').slice(1)]).toEqual([0, [`${registry.host}/observe/same:1: starts`, '']]);
});
