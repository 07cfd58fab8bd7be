import { chmodSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { UnprivilegedUser } from './unprivileged-user';
import { attempt } from '../support/command';

// examples/rootless-build, done: an ordinary user builds the images and plays what main.ts synthesizes. Nobody is root.

const EXAMPLE = join(__dirname, '..', '..', '..', 'examples', 'rootless-build');

let user: UnprivilegedUser;
let folder: string;
beforeAll(() => {
  user = new UnprivilegedUser();
  // As from a clone that was made under a closed umask.
  folder = user.receive(EXAMPLE, 'example');
  user.run(['chmod', '-R', 'go=', folder]);
});
afterAll(() => user.remove());

const WEB = 'shop-web-pod-web';
const inWeb = (...command: readonly string[]) => user.run(['podman', 'exec', WEB, ...command]);
const get = (path: string) => inWeb('wget', '-q', '-O-', `http://127.0.0.1:8080${path}`);

describe.each(['podman', 'buildah'])('built with %s', (builder) => {
  beforeAll(() => {
    user.attempt(['podman', 'rmi', '--all', '--force']);
    user.run(['./build.sh'], { cwd: folder, env: { BUILDER: builder } });
  });

  test('both images exist and run as a number', () => {
    const tags = ['web', 'migrate'].map((name) => `localhost/shop/${name}:1.4.2`);
    expect(JSON.parse(user.run(['podman', 'image', 'inspect', ...tags])).map(({ Config }: any) => Config.User)).toEqual(['1654', '1654']);
  });

  test('the hardened pods work', () => {
    const yaml = join(folder, 'dist', 'shop.k8s.yaml');
    user.run(['podman', 'kube', 'play', '--network=none', yaml]);
    try {
      inWeb('sh', '-c', 'for i in $(seq 100); do wget -q -O- http://127.0.0.1:8080/health/live && exit; sleep 0.1; done; exit 1');
      expect(get('/cgi-bin/ready')).toBe('ready\n');
      expect(get('/cgi-bin/uploads')).toBe('');
      const kept = inWeb('wget', '-q', '-O-', '--post-data=a photo', 'http://127.0.0.1:8080/cgi-bin/uploads').trim();
      expect(kept).toMatch(/^[0-9a-f]{64}$/);
      expect(inWeb('cat', `/app/uploads/${kept}`)).toBe('a photo');
      expect(inWeb('wc', '-c', '/home/app/.keys/key')).toMatch(/^[1-9]/);

      expect(inWeb('id', '-u')).toBe('1654\n');
      expect(inWeb('sh', '-c', 'touch /app/x 2>&1 || true')).toMatch(/Read-only file system/);
      expect(inWeb('grep', 'CapBnd', '/proc/self/status')).toMatch(/0{16}/);

      expect(user.run(['podman', 'wait', 'migrate-1-4-2-pod-migrate'])).toBe('0\n');
      expect(user.run(['podman', 'logs', 'migrate-1-4-2-pod-migrate'])).toMatch(/^migrated with [1-9]\d* bytes unpacked$/m);
    } finally {
      user.attempt(['podman', 'pod', 'rm', '--all', '--force', '--time=0']);
      user.attempt(['podman', 'kube', 'down', '--force', yaml]);
    }
  });
});

test('the pods run the built images', () => {
  const documents = parseAllDocuments(readFileSync(join(EXAMPLE, 'dist', 'shop.k8s.yaml'), 'utf8')).map((document) => document.toJS());
  const containers = documents.flatMap(({ spec }) => spec.template?.spec.containers ?? []);
  expect(containers.map(({ image }) => image)).toEqual(['localhost/shop/web:1.4.2', 'localhost/shop/migrate:1.4.2']);
});

describe('build.sh', () => {
  test.each<[string, { [name: string]: string }, RegExp]>([
    ['the builder', { BUILDER: 'absent' }, /^build\.sh: there is no absent\. .*apt-get install podman buildah uidmap\n$/],
    ['busybox', { BUSYBOX: '/absent' }, /^build\.sh: there is no busybox\. .*apt-get install busybox-static\n$/],
    ['a busybox without libraries', { BUSYBOX: '/bin/ls' }, /^build\.sh: \/bin\/ls needs libraries\./],
  ])('says that %s is missing', (_, env, message) => {
    expect(user.attempt(['./build.sh'], { cwd: folder, env })).toEqual({ code: 1, stdout: '', stderr: expect.stringMatching(message) });
  });

  test('refuses to run as root', () => {
    expect(attempt('./build.sh', [], { cwd: EXAMPLE })).toEqual({ code: 1, stdout: '', stderr: 'build.sh: run this as an ordinary user: it needs no root\n' });
  });

  test('says that subordinate ids are missing', () => {
    const bin = join(user.home, 'bin');
    user.run(['mkdir', bin]);
    writeFileSync(join(bin, 'id'), '#!/bin/sh\n[ "$1" = -u ] && echo 999999 || echo stranger\n');
    chmodSync(join(bin, 'id'), 0o755);
    const { code, stderr } = user.attempt(['./build.sh'], { cwd: folder, env: { PATH: `${bin}:/usr/bin:/bin` } });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^build\.sh: stranger has no ids in \/etc\/subuid\. As root: usermod --add-subuids/);
  });
});
