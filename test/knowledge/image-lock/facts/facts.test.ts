import { readFileSync } from 'fs';
import { join } from 'path';
import { LockedFacts } from '../../../../src/knowledge/image-lock/facts/image-facts';
import { LockedImage } from '../../../../src/knowledge/image-lock/locked-images';
import { parseLock } from '../../../../src/knowledge/image-lock/parse-lock';
import { printLock } from '../../../../src/knowledge/image-lock/print-lock';
import { DIGEST, HEX, OTHER } from '../support';

const FULL: LockedFacts = {
  digest: DIGEST,
  read: 'files',
  platforms: [{
    platforms: ['linux/amd64', 'linux/arm64'],
    user: 'app:web',
    uid: 1000,
    gid: 33,
    home: '/home/app',
    workdir: '/app',
    entrypoint: ['/bin/sh', '-c', 'exec "$0"\n# [x]: {y}'],
    cmd: ['serve', '--port=80', 'yes', '010', '1:30', ''],
    ports: [80, 443],
    volumes: ['/data'],
    program: {
      path: '/srv/app/run', uid: 5, gid: 0, mode: 0o500, behind: [{ path: '/srv', uid: 5, gid: 6, mode: 0o750 }], interpreter: '/bin/sh',
    },
    shells: ['/bin/sh'],
    setuid: ['/usr/bin/su'],
    capabilities: { '/coredns': ['NET_BIND_SERVICE'] },
    lacks: ['/bin/bash'],
    directories: [
      { path: '/app/logs', reasons: ['user'], found: { uid: 1000, gid: 33, mode: 0o755, has: 'nothing' } },
      { path: '/data', reasons: ['volume', 'user'], found: { uid: 1000, gid: 33, mode: 0o700, has: 'files', size: 4096, isData: true } },
      { path: '/plugins', reasons: ['user'], found: { uid: 1000, gid: 33, mode: 0o755, has: 'files', size: 4096, notData: { path: '/plugins/a.py', why: 'source' } } },
      { path: '/run/app', reasons: ['script'] },
    ],
    moreDirectories: 3,
  }, {
    platforms: ['linux/s390x'], uid: 0, gid: 0, leavesRoot: { with: 'gosu', uid: 999, gid: 999, variables: ['PGID', 'PUID'] }, shells: [], accounts: [{ name: 'app', uid: 1000, gid: 1000 }, { name: 'prosody', uid: 100, gid: 102, owns: '/var/lib/prosody' }],
  }],
};

/** Never change these files: facts of old versions stay readable. Another version gets another file. */
const VERSION_1 = readFileSync(join(__dirname, 'version-1.yaml'), 'utf8');
const VERSION_2 = readFileSync(join(__dirname, 'version-2.yaml'), 'utf8');

const entry = (facts?: LockedFacts): LockedImage => ({ name: 'docker.io/library/nginx:1.29', digest: DIGEST, platforms: undefined, resolved: '2026-11-28', ...facts && { facts } });
const parse = (text: string) => [...parseLock(Buffer.from(text), 'f.yaml').images.values()];

test('facts are printed in few lines, and read as they were', () => {
  const text = printLock([entry(FULL)]);
  expect(text).toBe(VERSION_2);
  expect(parse(text)).toEqual([entry(FULL)]);
  expect(printLock(parse(text))).toBe(text);
});

test.each<[string, LockedFacts]>([
  ['too large', { digest: DIGEST, read: 'config', notRead: 2 ** 31, platforms: [{ platforms: ['linux/amd64'], workdir: '/' }] }],
  ['foreign', { digest: DIGEST, read: 'config', notRead: 'foreign', platforms: [{ platforms: ['linux/amd64'] }] }],
])('facts of a configuration: %s', (_, facts) => expect(parse(printLock([entry(facts)]))).toEqual([entry(facts)]));

test('facts of version 1, which knew less, stay readable', () => {
  const [image, other] = parse(VERSION_1);
  const old: any = structuredClone(FULL);
  const [first, second] = old.platforms;
  delete second.leavesRoot.variables;
  delete first.directories[1].found.isData;
  first.directories.splice(2, 1);
  second.accounts.splice(1, 1);
  expect(image.facts).toEqual({ ...old, version: 1 });
  expect(printLock([image, other])).toBe(VERSION_1);
  expect(other.facts).toMatchObject({ read: 'config', notRead: 2_147_483_648 });
});

test('a bot that changes the digest leaves facts that do not count, and that are not lost', () => {
  const text = printLock([entry(FULL)]).replace(`nginx:1.29@sha256:${HEX}`, `nginx:1.30@sha256:${OTHER}`);
  const [image] = parse(text);
  expect(image.facts).toBeUndefined();
  expect(image.staleFacts).toEqual(FULL);
  expect(printLock([image])).toBe(text);
});

test.each(['\n  - image: evil:1@sha256:0', '"', "'", '\u202e', '\u0085\u2028', '# x', '&a', '*a', '!!x', '- a', '{}', '[', ']', ',', 'null', '~', '0x10', '1e3', '.inf', '=', '<<', '@', '`', 'é', '\0'])('the hostile text %j stays one text', (text) => {
  const facts: LockedFacts = {
    digest: DIGEST,
    read: 'files',
    platforms: [{
      platforms: ['linux/amd64'], user: text, home: text, entrypoint: [text, `a${text}`], volumes: [text], directories: [{ path: `/${text}`, reasons: ['volume'] }], capabilities: { [`/${text}`]: ['SYS_ADMIN'] },
    }],
  };
  const printed = printLock([entry(facts)]);
  expect(printed).toMatch(/^[\x20-\x7e\n]*$/);
  expect(printed.match(/^\s*-?\s*image:/gm)).toHaveLength(1);
  expect(parse(printed)).toEqual([entry(facts)]);
});

// As in print-lock.test.ts, with facts below the lines that bots look for.
test('Renovate and Dependabot find the one line that they change', () => {
  const text = printLock([entry(FULL)]);
  expect(text.split('\n').filter((line) => /^\s*-?\s*image:\s*['"]?\S+['"]?\s*$/.test(line))).toEqual([`  - image: nginx:1.29@${DIGEST}`]);
  expect(text.match(new RegExp(`^\\s*(?:-\\s)?image:\\s+nginx:1\\.29@sha256:${HEX}(?=\\s|$)`, 'gm'))).toHaveLength(1);
  expect(text).not.toMatch(/\b(?:repository|registry|tag):/);
});

const lines = printLock([entry(FULL)]);
test.each<[string, string, string, string]>([
  ['a newer version', 'version: 2', 'version: 3', 'these facts are of version 3, which a newer cdk8s-hardened wrote: update it, or remove these facts, and run `cdk8s-hardened lock`'],
  ['an unknown key', 'moreDirectories', 'moreDirectory', 'facts have no key `moreDirectory` here: '],
  ['a text as an id', 'uid: 1000', 'uid: "1000"', '"1000" is not a fact that `lock` writes here, which is an id: remove these facts, and run `cdk8s-hardened lock`'],
  ['an id that is too large', 'uid: 1000', 'uid: 4294967296', '4294967296 is not a fact'],
  ['a negative id', 'uid: 1000', 'uid: -1', '-1 is not a fact'],
  ['a mode that is a number', 'mode: "0500"', 'mode: 500', '500 is not a fact that `lock` writes here, which is a mode such as "0755"'],
  ['an owner by name', 'owner: "5:0"', 'owner: root', '"root" is not a fact that `lock` writes here, which is an owner such as "0:0"'],
  ['a relative path', 'path: /srv/app/run', 'path: run', '"run" is not a fact that `lock` writes here, which is an absolute path'],
  ['a reason', 'reasons: [script]', 'reasons: [because]', '"because" is not a fact that `lock` writes here, which is volume or user or'],
  ['no digest', `digest: sha256:${HEX}`, 'digest: sha256:0', '"sha256:0" is not a fact that `lock` writes here, which is a digest'],
  ['no version', '      version: 2\n', '', 'a value is missing here, which is a number'],
  ['a list that is none', 'ports: [80, 443]', 'ports: 80', '80 is not a fact that `lock` writes here, which is a list'],
  ['capabilities that are a list', 'capabilities: { /coredns: [NET_BIND_SERVICE] }', 'capabilities: [a]', '["a"] is not a fact'],
  ['facts that are none', lines.slice(lines.indexOf('facts:')), 'facts: []\n', '[] is not a fact that `lock` writes here, which is an object'],
])('%s is refused with its place', (_, before, after, message) => {
  expect(lines).toContain(before);
  expect(() => parse(lines.replace(before, after))).toThrow(new RegExp(`^f\\.yaml:\\d+:\\d+: ${message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`));
});
