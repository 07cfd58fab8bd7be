import { APP, APP_SOURCE, DIGEST, directoryOf, lockWith, lockWithFacts, OTHER } from './support';
import { allKnown, isObserved, isOwn, nameOfFact } from '../../../src/knowledge/image-lock/all-known';
import { PlatformFacts } from '../../../src/knowledge/image-lock/facts/image-facts';
import { ImageFamily } from '../../../src/knowledge/images/known-image';

// Order: built-in families, the image itself, what runs of it showed, the user. Paths add up.

const POSTGRES = 'docker.io/library/postgres:17';

function families(facts: object): readonly ImageFamily[] {
  return [{ name: 'app', repositories: ['registry.example/app'], variants: [facts] }];
}

const ofApp = (...facts: readonly Partial<PlatformFacts>[]) => allKnown(APP, lockWith(...facts))!.facts;

test('an image that no family has is known by its facts alone', () => {
  expect(allKnown(APP, lockWith({ user: '10001', uid: 10001, gid: 0, workdir: '/app', ports: [8080] }))).toMatchObject({
    name: APP, facts: { uid: 10001, imageUser: 'numeric', workingDir: '/app', ports: [8080], writablePaths: [] }, own: { source: APP_SOURCE },
  });
  expect(allKnown(APP, lockWithFacts({ digest: DIGEST, read: 'files', platforms: [] }, POSTGRES))).toBeUndefined();
});

test.each<[string, Partial<PlatformFacts>, object]>([
  ['a number', { user: '10001', uid: 10001, gid: 10002 }, { imageUser: 'numeric', uid: 10001, gid: 10002 }],
  ['a number with zeros', { user: '0010', uid: 10, gid: 0 }, { imageUser: 'numeric', uid: 10, gid: undefined }],
  ['a name', { user: 'app:web', uid: 1000, gid: 33 }, { imageUser: 'name', uid: 1000, gid: 33 }],
  ['a name that nobody looked up', { user: 'app' }, { imageUser: 'name', uid: undefined }],
  ['a number that is not a valid uid', { user: '4294967296' }, { uid: undefined }],
  ['root by a name', { user: 'root', uid: 0, gid: 0 }, { imageUser: 'root', uid: undefined }],
  ['root', { uid: 0, gid: 0 }, { imageUser: 'root', uid: undefined, stepsDownWith: undefined }],
  ['root, which the start script leaves', { uid: 0, gid: 0, leavesRoot: { with: 'gosu', uid: 999, gid: 998 } }, { imageUser: 'root', uid: 999, gid: 998, stepsDownWith: 'gosu' }],
])('USER is %s', (_, facts, expected) => expect({ uid: undefined, gid: undefined, stepsDownWith: undefined, ...ofApp(facts) }).toMatchObject(expected));

test('a number that is not a valid uid does not say which user starts it', () => expect(ofApp({ user: '4294967296' })).not.toHaveProperty('imageUser'));

test('never has an id of root', () => {
  for (const facts of [{ uid: 0, gid: 0 }, { user: '0', uid: 0, gid: 0 }, { uid: 0, leavesRoot: { with: 'su', uid: 0, gid: 0 } }, { user: '5', uid: 5, gid: 0 }]) {
    expect(Object.values(ofApp(facts))).not.toContain(0);
  }
});

test('says what a person can choose from, if nothing leaves root', () => {
  const facts: Partial<PlatformFacts> = {
    uid: 0, gid: 0, accounts: [{ name: 'app', uid: 1000, gid: 1001 }], directories: [directoryOf('/data', ['volume'], 'files', { uid: 70, gid: 71 })],
  };
  expect(ofApp(facts).hint).toBe('It starts as root, and its start script changes to no other user that is certain; its users are app (1000:1001); /data belongs to 70:71');
  expect(ofApp({ ...facts, leavesRoot: { with: 'gosu', uid: 999, gid: 999 } }).hint).toBeUndefined();
  const prosody = { name: 'prosody', uid: 100, gid: 102, owns: '/var/lib/prosody' };
  expect(ofApp({ uid: 0, gid: 0, accounts: [prosody] })).toMatchObject({ hint: expect.stringMatching(/; its users are prosody \(100:102, owns \/var\/lib\/prosody\)$/) });
  expect(ofApp({ uid: 0, gid: 0, accounts: [prosody] })).not.toHaveProperty('uid');
});

test.each(['fails', 'unknown'] as const)('a start that %s as the user itself proves no user', (asUser) => {
  const facts = ofApp({ uid: 0, gid: 0, leavesRoot: { with: 'gosu', uid: 999, gid: 998, asUser } });
  expect([facts.uid, facts.stepsDownWith]).toEqual([undefined, undefined]);
  expect(facts.needsRoot).toBe(asUser === 'fails' ? 'its start script switches to the user 999 with gosu, which needs root even for the same user' : undefined);
  expect(facts.hint).toContain(asUser === 'fails' ? 'Write the program as `command`, without its start script or gosu, with `runAsUser: 999` and `runAsGroup: 998`' : 'As that user its start script may fail');
});

test('a user may be certain for the arguments of the image alone', () => {
  const leavesRoot = { with: 'gosu', uid: 999, gid: 998 };
  expect(ofApp({ uid: 0, gid: 0, leavesRoot: { ...leavesRoot, otherArgs: 'unknown' } })).toMatchObject({ uid: 999, isForOwnArgs: true });
  expect(ofApp({ uid: 0, gid: 0, leavesRoot })).not.toHaveProperty('isForOwnArgs');
});

test('what differs by platform is not certain, and the rest is', () => {
  const facts = ofApp({ user: 'app', uid: 1000, gid: 1000, workdir: '/app', ports: [80] }, { user: 'app', uid: 2000, gid: 1000, workdir: '/app', ports: [81] });
  expect(facts).toMatchObject({ imageUser: 'name', workingDir: '/app' });
  expect([facts.uid, facts.ports]).toEqual([undefined, undefined]);
});

describe('file capabilities', () => {
  const capabilities = { '/usr/bin/caddy': ['NET_BIND_SERVICE'], '/bin/ping': ['NET_RAW'] };
  const program = { path: '/usr/bin/caddy', uid: 0, gid: 0, mode: 0o755 };
  test.each<[string, Partial<PlatformFacts>, readonly string[] | undefined]>([
    ['are those of the program', { program, capabilities }, ['NET_BIND_SERVICE']],
    ['are not those of another one', { program: { ...program, path: '/app' }, capabilities }, undefined],
    ['of a start script are those of the program in CMD', { program: { ...program, path: '/start', interpreter: '/bin/sh' }, cmd: ['caddy', 'run'], capabilities }, ['NET_BIND_SERVICE']],
    ['of the programs that a start script starts', { program: { ...program, path: '/start', interpreter: '/bin/sh' }, capabilities, starts: ['/usr/bin/caddy'] }, ['NET_BIND_SERVICE']],
    ['of several programs count together', { program, capabilities, starts: ['/usr/bin/caddy', '/bin/ping'] }, ['NET_BIND_SERVICE', 'NET_RAW']],
    ['of a start script without CMD are unknown', { program: { ...program, path: '/start', interpreter: '/bin/sh' }, capabilities }, undefined],
  ])('%s', (_, facts, expected) => expect(ofApp(facts).fileCapabilities).toEqual(expected));
});

describe('beside a family', () => {
  const own: Partial<PlatformFacts> = {
    user: '7000', uid: 7000, gid: 7001, directories: [directoryOf('/var/lib/postgresql/data', ['volume'], 'nothing'), directoryOf('/extra', ['user'], 'nothing')],
  };
  const locked = (facts: Partial<PlatformFacts>, image = 'postgres:17') =>
    allKnown(image, lockWithFacts({ digest: DIGEST, read: 'files', platforms: [{ platforms: ['linux/amd64'], ...facts }] }, POSTGRES))!;

  test('the image itself wins, paths add up, and both keep their names', () => {
    const known = locked(own);
    expect(known.facts).toMatchObject({ uid: 7000, gid: 7001, imageUser: 'numeric' });
    expect(known.facts.writablePaths!.map(({ path }) => path)).toEqual(['/var/lib/postgresql/data', '/var/run/postgresql', '/extra']);
    expect([nameOfFact(known, 'uid'), nameOfFact(known, 'stepsDownWith')]).toEqual([`postgres:17 (${APP_SOURCE})`, 'postgres 17']);
    expect([isOwn(known, 'uid'), isOwn(known, 'environment')]).toEqual([true, false]);
  });

  test('the family says what the image does not', () => {
    const { facts } = locked({ uid: 0, gid: 0 });
    expect(facts).toMatchObject({ uid: 999, imageUser: 'root', stepsDownWith: 'gosu' });
    expect(facts.hint ?? '').not.toContain('no other user');
  });

  test('facts of another digest do not count', () => {
    expect(locked(own, `postgres:17@${DIGEST}`).own).toBeDefined();
    expect(locked(own, `postgres@${DIGEST}`).own).toBeDefined();
    expect(locked(own, `postgres:17@sha256:${OTHER}`).own).toBeUndefined();
    expect(locked(own, 'postgres:16').own).toBeUndefined();
  });
});

test('what the user says wins over the image, and paths add up', () => {
  const lock = lockWith({ user: 'app', uid: 1000, gid: 1000, ports: [80], directories: [directoryOf('/data', ['volume'], 'nothing')] });
  const own = families({ uid: 5000, writablePaths: [{ path: '/mine', kind: 'seeded' }] });
  expect(allKnown(APP, lock, { families: own })!.facts).toMatchObject({ uid: 5000, imageUser: 'name', ports: [80], writablePaths: [{ path: '/mine' }, { path: '/data' }] });
  expect(allKnown(APP, lock)!.facts.uid).toBe(1000);
});

test('is found by the name of a mirror, and once', () => {
  const lock = lockWith({ user: '5', uid: 5, gid: 5 });
  const options = { mirrors: { 'mirror.example': 'registry.example' } };
  expect(allKnown('mirror.example/app:1', lock, options)!.facts.uid).toBe(5);
  expect(allKnown('mirror.example/app:1', lock, options)).toBe(allKnown('mirror.example/app:1', lock, options));
});

describe('what runs showed', () => {
  const SEEN_SOURCE = 'images.lock.yaml, run on 2026-11-29, sha256:0123456789ab';
  const seen = (writablePaths: readonly any[], facts: Partial<PlatformFacts> | undefined, name = APP) => {
    const observation = { digest: DIGEST, date: '2026-11-29', uid: 4000, gid: 4001, writablePaths };
    const { facts: own } = facts ? lockWith(facts).images.get(APP)! : { facts: undefined };
    return { file: 'images.lock.yaml', images: new Map([[name, { name, digest: DIGEST, resolved: '2026-11-28', facts: own, observation }]]) };
  };

  test('counts alone', () => {
    expect(allKnown(APP, seen([{ path: '/app/logs', kind: 'empty' }], undefined))).toMatchObject({
      name: APP, facts: { uid: 4000, gid: 4001, writablePaths: [{ path: '/app/logs', kind: 'empty' }] }, observed: { source: SEEN_SOURCE },
    });
  });

  test('wins over the image, and paths add up', () => {
    const known = allKnown(APP, seen([{ path: '/app', kind: 'seeded' }], {
      user: 'app', uid: 1000, gid: 1000, ports: [80], directories: [directoryOf('/app/logs', ['user'], 'nothing'), directoryOf('/data', ['volume'], 'nothing')],
    }))!;
    expect(known.facts).toMatchObject({ uid: 4000, gid: 4001, imageUser: 'name', ports: [80] });
    expect(known.facts.writablePaths).toEqual([{ path: '/data', kind: 'empty', isDeclared: true }, { path: '/app', kind: 'seeded' }]);
    expect([nameOfFact(known, 'uid'), nameOfFact(known, 'ports')]).toEqual([`${APP} (${SEEN_SOURCE})`, `${APP} (${APP_SOURCE})`]);
    expect([isObserved(known, 'uid'), isOwn(known, 'uid'), isObserved(known, 'ports')]).toEqual([true, false, false]);
  });

  test('wins over a family, but data stays data', () => {
    const { facts } = allKnown('mongo:8.0', seen([{ path: '/data', kind: 'empty' }, { path: '/data/configdb', kind: 'seeded' }], undefined, 'docker.io/library/mongo:8.0'))!;
    expect(facts).toMatchObject({ uid: 4000, stepsDownWith: 'gosu' });
    expect(facts.writablePaths).toEqual([{ path: '/data/db', kind: 'empty', isData: true }, { path: '/data', kind: 'empty' }, { path: '/data/configdb', kind: 'seeded' }]);
    const { facts: postgres } = allKnown('postgres:17', seen([{ path: '/var/lib/postgresql/data', kind: 'empty' }], undefined, POSTGRES))!;
    expect(postgres.writablePaths!.at(-1)).toMatchObject({ path: '/var/lib/postgresql/data', kind: 'self-initializing', isData: true });
  });

  test('and the user wins over it', () => {
    const own = families({ uid: 5000, writablePaths: [{ path: '/mine', kind: 'seeded' }] });
    expect(allKnown(APP, seen([{ path: '/mine/x', kind: 'empty' }, { path: '/data', kind: 'empty' }], undefined), { families: own })!.facts)
      .toMatchObject({ uid: 5000, writablePaths: [{ path: '/mine' }, { path: '/data' }] });
  });
});
