import { FACTS, foundBy, mounting } from './image-directories';
import { LockedImages } from '../../../../src/knowledge/image-lock/locked-images';
import { imageDirectories } from '../../../../src/policy/controls/startup/image-directories';
import { APP, APP_SOURCE, directoryOf, lockWith } from '../../../knowledge/image-lock/support';
import { goodPod, violations } from '../support';

test('a directory with files is found, with their size', () => {
  expect(foundBy(imageDirectories)).toMatchObject([
    { detail: `${APP} (${APP_SOURCE}) declares as writable /data (which has files, up to 1Mi)`, allowKey: '/data' },
  ]);
});

test.each<[string, object, object?]>([
  ['with a volume there', mounting('/data')],
  ['with a writable root', {}, { readOnlyRootFilesystem: false }],
  ['with another command', { command: ['x'] }],
])('none %s', (_, more, context = {}) => expect(foundBy(imageDirectories, more, context)).toEqual([]));

test('what runs showed decides: then none is reported', () => {
  const lock = lockWith(FACTS);
  const [entry] = lock.images.values();
  const observation = { digest: entry.digest, date: '2026-11-29', uid: 1000, gid: 1000, writablePaths: [] };
  const pod = goodPod((spec) => {
    spec.containers[0].image = APP;
    delete spec.initContainers;
  });
  const findings = (images: LockedImages['images']) => violations(imageDirectories, pod, undefined, { choices: { imageLock: { lock: { ...lock, images } } } });
  expect(findings(lock.images)).toHaveLength(1);
  expect(findings(new Map([[APP, { ...entry, observation }]]))).toEqual([]);
});

test('a read-only mount is none', () => {
  expect(foundBy(imageDirectories, { volumeMounts: [{ name: 'c', mountPath: '/data' }] })).toHaveLength(1);
});

test('of many directories the first are shown, and a waiver names all', () => {
  const directories = Array.from({ length: 12 }, (_, index) => directoryOf(`/d${index}`, ['user'], 'nothing'));
  const [{ detail, allowKey }] = foundBy(imageDirectories, {}, {}, { ...FACTS, directories });
  expect(detail).toContain('/d0 (one of many directories), /d1 (one of many directories), ');
  expect(detail).toMatch(/, and 4 more$/);
  expect(String(allowKey).split(', ')).toHaveLength(12);
});

test('the file that keeps a directory from being copied is named, with the line to paste', () => {
  const directories = [
    directoryOf('/app/db', ['volume'], 'files', { size: 4096, notData: { path: '/app/db/schema.rb', why: 'source' } }),
    directoryOf('/models', ['volume'], 'files', { size: 2 ** 30, isData: true }),
    directoryOf('/secrets', ['volume'], 'files', { notData: { path: '/secrets/key', why: 'unreadable' } }),
  ];
  const [{ detail, remedyInCode }] = foundBy(imageDirectories, {}, {}, { ...FACTS, directories, shells: ['/bin/sh'] });
  expect(detail).toBe(`${APP} (${APP_SOURCE}) declares as writable /app/db (which has files, up to 4Ki; the program could change the source /app/db/schema.rb), `
    + '/models (whose files are too large to copy at each start, up to 1Gi), /secrets (which has files; its user cannot read /secrets/key)');
  expect(remedyInCode).toEqual({
    hardened: 'run `cdk8s-hardened suggest-paths IMAGE`, and declare each directory that the program writes to in `writablePaths`: '
    + '`WritablePath.fromImage(\'/app/db\')`, `WritablePath.fromImage(\'/models\')`, `WritablePath.fromImage(\'/secrets\')`; '
    + 'the program can then change the files in it; waive this for the other directories',
  });
});

test('data of an image without a shell is reported, with an image that can copy it', () => {
  const directories = [directoryOf('/data', ['volume'], 'files', { isData: true })];
  const [{ detail, remedyInCode }] = foundBy(imageDirectories, {}, {}, { ...FACTS, directories, shells: [] });
  expect(detail).toContain('/data (whose files cannot be copied, because the image does not have a shell)');
  expect(remedyInCode).toMatchObject({ hardened: expect.stringContaining('`WritablePath.fromImage(\'/data\', { seedImage: \'busybox\' })`') });
  expect(foundBy(imageDirectories, {}, {}, { ...FACTS, directories, shells: ['/bin/sh'] })).toEqual([]);
});
