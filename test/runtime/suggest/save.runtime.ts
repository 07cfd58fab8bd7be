import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { buildImage, suggestPaths } from './support';
import { readLock } from '../../../src/knowledge/image-lock/read-lock';
import { run } from '../../commands/cli/support';
import { lockText } from '../../knowledge/image-lock/support';
import { podman } from '../support/podman';
import { newFolder } from '../support/storage';

// What `suggest-paths --save` writes into a lock file, from real runs, and what `harden` makes of it.

const IMAGE = 'localhost/saved:1';
const SERVE = `set -e
echo changed >> /srv/state/settings
echo x > /srv/spool/1
trap exit TERM
httpd -f -p 8080 -h /www & wait
`;

let folder: string;
let file: string;
let digest: string;

beforeAll(() => {
  buildImage(IMAGE, { 'www/index.html': 'hello\n', 'etc/passwd': 'app:x:10001:10002::/:/bin/sh\n', 'srv/state/settings': 'original\n', 'start.sh': SERVE }, [
    'RUN mkdir -p /srv/spool /tmp && chown -R 10001:10002 /srv',
    'USER app',
    'CMD ["sh", "/start.sh"]',
  ]);
  folder = newFolder('saved');
  file = join(folder, 'images.lock.yaml');
  digest = podman(['image', 'inspect', '--format', '{{.Digest}}', IMAGE]).trim();
});

const save = (...args: readonly string[]) => suggestPaths(['--for=20s', '--probe=http://:8080/', '--save', '--lock', file, ...args, IMAGE]);

test('writes the verified user and paths, which `harden` then fills in with their source', async () => {
  writeFileSync(file, lockText([`${IMAGE}@${digest}`]));
  const { status, stderr } = save();
  expect([status, stderr.at(-1)]).toEqual([0, `cdk8s-hardened: ${file}: was updated with the results for ${IMAGE}`]);
  const { observation } = readLock({ path: file }).images.get(IMAGE)!;
  expect(observation).toMatchObject({
    digest, uid: 10001, gid: 10002, writablePaths: [{ path: '/srv/spool', kind: 'empty' }, { path: '/srv/state', kind: 'seeded' }],
  });
  const pod = JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'saved', namespace: 'shop' }, spec: { containers: [{ name: 'main', image: IMAGE }] } });
  const hardened = await run(['harden', '-', '--lock', file, '--profile', 'hardened'], { input: pod });
  expect(JSON.parse(hardened.stdout).spec).toMatchObject({
    initContainers: [{ name: 'writable-seed-main' }],
    containers: [{ volumeMounts: expect.arrayContaining([expect.objectContaining({ mountPath: '/srv/spool' }), expect.objectContaining({ mountPath: '/srv/state' })]) }],
  });
  expect(hardened.stderr.join('\n')).toContain(`may write /srv/spool, /srv/state, according to the facts about ${IMAGE}: ${file}, run on ${observation!.date}, ${digest.slice(0, 19)}`);
});

test('what is not verified is not written', () => {
  writeFileSync(file, lockText([`${IMAGE}@${digest}`]));
  const before = readFileSync(file, 'utf8');
  const { status, stderr } = save('--user=10003:10003');
  expect(status).not.toBe(0);
  expect(stderr.at(-1)).toBe(`cdk8s-hardened: ${file}: was not changed, because the suggestion is not verified`);
  expect(readFileSync(file, 'utf8')).toBe(before);
});

test('the content that the file pins runs, whatever the tag names', () => {
  writeFileSync(file, lockText([`${IMAGE}@sha256:${'0'.repeat(64)}`]));
  const { status, stderr } = save();
  expect(status).toBe(2);
  expect(stderr.join('\n')).toMatch(/saved@sha256:0{64}/);
});
