import { listing, suggestFor } from './support';
import { ObservedFacts, foundImage } from '../../../../src/commands/cli/suggest/found-image';
import { knowledgeOf } from '../../../../src/knowledge/images/knowledge-of';
import { toSettings } from '../../../../src/tasks/settings-file/to-settings';

const { paths } = suggestFor(['/etc/', '/etc/app/', '/etc/app/app.conf', '/data/'], ['C /etc/app/app.conf', 'A /data/f']);
const CONFIG = { volumes: [], entrypoint: [], ports: [] };
const found = (change: Partial<ObservedFacts> = {}, user: string | undefined = '10001') => foundImage({
  image: 'shop/web:1.4', ids: { uid: 10001, gid: 10002 }, paths, env: [], run: { config: { ...CONFIG, user }, before: new Map(), words: [] }, ...change,
});

test('the entry has the user and the paths with their kinds', () => {
  expect(found()).toEqual({
    entry: {
      repository: 'docker.io/shop/web',
      uid: 10001,
      gid: 10002,
      imageUser: 'numeric',
      writablePaths: [{ path: '/data', kind: 'empty' }, { path: '/etc/app', kind: 'seeded' }],
    },
    leftOut: [],
  });
});

test('the size of a large path is in it', () => {
  const [data, etc] = paths;
  expect(found({ paths: [{ ...data, sizeLimit: 3 * 2 ** 30 }, etc] }).entry.writablePaths![0]).toEqual({ path: '/data', kind: 'empty', size: '3Gi' });
});

test.each([['', 'root'], ['0:5', 'root'], ['root', 'root'], ['10001:5', 'numeric'], ['app:app', 'name']])('USER %j is %s', (user, kind) => {
  expect(found({}, user).entry.imageUser).toBe(kind);
});

test('variables are in it, but no secrets and no values of this machine', () => {
  const { entry, leftOut } = found({ env: ['HOME=/tmp', 'EMPTY=', 'A=b=c', 'HERE', 'DB_PASSWORD=x', 'API_KEY=y', 'AUTH_TOKEN=z', 'DATABASE_URL=postgres://a:b@c/'] });
  expect(entry.environment).toEqual({ HOME: '/tmp', EMPTY: '', A: 'b=c' });
  expect(leftOut).toEqual(['HERE', 'DB_PASSWORD', 'API_KEY', 'AUTH_TOKEN', 'DATABASE_URL']);
});

test('what is a secret by its value stays out, and what names its file does not', () => {
  const { entry, leftOut } = found({ env: ['DB=postgres://a:secret@c/', 'SETTING=ghp_0123456789abcdefghijklmnopqrstuvwxyz', 'DB_PASSWORD_FILE=/run/secrets/db'] });
  expect(entry.environment).toEqual({ DB_PASSWORD_FILE: '/run/secrets/db' });
  expect(leftOut).toEqual(['DB', 'SETTING']);
});

test('the capabilities in the file of its program are in it', () => {
  const before = listing(['/app/server', '/bin/ping'], { '/app/server': { capabilities: ['NET_BIND_SERVICE'] }, '/bin/ping': { capabilities: ['NET_RAW'] } });
  expect(found({ run: { config: CONFIG, before, words: ['/app/server', '/bin/ping'] } }).entry.fileCapabilities).toEqual(['NET_BIND_SERVICE']);
});

test('what was known stays, for the same versions', () => {
  const knowledge = knowledgeOf('postgres:17')!;
  const data = { ...paths[0], path: '/var/lib/postgresql/data' };
  const { entry } = found({ image: 'postgres:17', knowledge, paths: [data], ids: { uid: 999, gid: 999 } }, '');
  expect(entry).toMatchObject({
    versions: { from: '10', below: '18' },
    stepsDownWith: 'gosu',
    environment: knowledge.facts.environment,
    imageUser: 'root',
    writablePaths: [{ path: '/var/lib/postgresql/data', kind: 'self-initializing', isData: true }],
  });
  expect(found({ image: 'postgres:99', knowledge: knowledgeOf('postgres:99')!, paths: [] }).entry).not.toHaveProperty('versions');
});

test.each(['postgres:17', 'nginx:1.29', 'shop/web:1', 'ghcr.io/dexidp/dex:2'])('the entry of %s is valid in a settings file', (image) => {
  expect(() => toSettings({ images: [found({ image, knowledge: knowledgeOf(image) }).entry] })).not.toThrow();
});
