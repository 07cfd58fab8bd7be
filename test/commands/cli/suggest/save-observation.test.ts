import { suggestFor } from './support';
import { SuggestPathsOptions } from '../../../../src/commands/cli/suggest/options';
import { contentOf, lockEntryFor, lockFor, saveObservation } from '../../../../src/commands/cli/suggest/save-observation';
import { readLock } from '../../../../src/knowledge/image-lock/read-lock';
import { APP, DIGEST, HEX, lockText, OTHER } from '../../../knowledge/image-lock/support';
import { workspaces } from '../support';

const workspace = workspaces();
const PINNED = `${APP}@${DIGEST}`;
const options = (more: Partial<SuggestPathsOptions> = {}): SuggestPathsOptions => ({
  image: APP, command: [], for: '1s', env: [], runOption: [], format: 'text', save: true, lock: fileOf(), ...more,
});
const fileOf = () => `${workspace().folder}/images.lock.yaml`;
const log: string[] = [];
const io: any = { stderr: { write: (line: string) => log.push(line) } };
const { paths } = suggestFor(['/etc/', '/etc/app/', '/etc/app/app.conf', '/data/'], ['C /etc/app/app.conf', 'A /data/f']);

beforeEach(() => workspace().write({ 'images.lock.yaml': lockText([PINNED, `nginx:1.29@${DIGEST}`]) }));

test('what runs is the content that the file pins', () => {
  expect(contentOf(lockEntryFor(options(), lockFor(options())!))).toBe(`registry.example/app@${DIGEST}`);
  expect(contentOf(lockEntryFor(options({ image: 'nginx:1.29' }), lockFor(options())!))).toBe(`docker.io/library/nginx@${DIGEST}`);
  expect(lockEntryFor(options({ image: PINNED }), lockFor(options())!).name).toBe(APP);
});

test('no lock file is read that nobody asks for', () => expect(lockFor({})).toBeUndefined());

test.each<[string, Partial<SuggestPathsOptions>, RegExp]>([
  ['an image without an entry', { image: 'registry.example/other:1' }, /has no entry for registry\.example\/other:1: run `cdk8s-hardened lock --file .*images\.lock\.yaml`/],
  ['another digest', { image: `${APP}@sha256:${OTHER}` }, new RegExp(`has ${DIGEST} for ${APP}, and not sha256:${OTHER}: leave out the digest`)],
  ['no verification', { skipVerification: true }, /--save writes only verified results: remove --skip-verification/],
  ['another command', { command: ['sh'] }, /--save records the default program of the image: remove the command after --/],
])('refuses %s', (_, more, message) => expect(() => lockEntryFor(options(more), lockFor(options())!)).toThrow(message));

test('writes ids, paths, the day and the digest, and leaves the rest as it was', () => {
  saveObservation(fileOf(), lockEntryFor(options(), lockFor(options())!), { uid: 10001, gid: 10002 }, paths, io);
  const { images } = readLock({ path: fileOf() });
  expect(images.get(APP)!.observation).toEqual({
    digest: DIGEST,
    date: new Date().toISOString().slice(0, 10),
    uid: 10001,
    gid: 10002,
    writablePaths: [{ path: '/data', kind: 'empty' }, { path: '/etc/app', kind: 'seeded' }],
  });
  expect(images.get('docker.io/library/nginx:1.29')).toEqual({ name: 'docker.io/library/nginx:1.29', digest: DIGEST, resolved: '2026-11-28' });
  expect(log).toEqual([expect.stringContaining('was updated with the results for registry.example/app:1')]);
});

test('one of another digest is replaced', () => {
  const entry = lockEntryFor(options(), lockFor(options())!);
  saveObservation(fileOf(), entry, { uid: 1, gid: 1 }, [], io);
  workspace().write({ 'images.lock.yaml': workspace().read('images.lock.yaml').replace(`      digest: ${DIGEST}`, `      digest: sha256:${OTHER}`) });
  expect(readLock({ path: fileOf() }).images.get(APP)!.staleObservation).toBeDefined();
  saveObservation(fileOf(), entry, { uid: 2, gid: 2 }, [], io);
  expect(readLock({ path: fileOf() }).images.get(APP)).toMatchObject({ observation: { uid: 2 } });
  expect(workspace().read('images.lock.yaml')).not.toContain(OTHER);
});

test('refuses a file that has another digest after the run', () => {
  const entry = lockEntryFor(options(), lockFor(options())!);
  workspace().write({ 'images.lock.yaml': lockText([`${APP}@sha256:${OTHER}`]) });
  expect(() => saveObservation(fileOf(), entry, { uid: 1, gid: 1 }, [], io)).toThrow(/got another digest for registry\.example\/app:1 during the run: run the command again/);
  expect(HEX).not.toBe(OTHER);
});
