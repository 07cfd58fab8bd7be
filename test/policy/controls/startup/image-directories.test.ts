import { PlatformFacts } from '../../../../src/knowledge/image-lock/facts/image-facts';
import { imageDirectories } from '../../../../src/policy/controls/startup/image-directories';
import { imageHome } from '../../../../src/policy/controls/startup/image-home';
import { APP, APP_SOURCE, directoryOf, lockWith } from '../../../knowledge/image-lock/support';
import { goodPod, violations } from '../support';

// Directories with content, HOME and others: a read-only root, and no volume that would hide their files.

const FACTS: Partial<PlatformFacts> = {
  user: 'app', uid: 1000, gid: 1000, home: '/home/app',
  directories: [
    directoryOf('/data', ['volume'], 'files', { size: 2 ** 20 }), directoryOf('/home/app', ['home', 'user'], 'files', { size: 4096 }), directoryOf('/run/app', ['user'], 'nothing'),
  ],
};

const foundBy = (control: typeof imageHome, more: object = {}, context: object = {}, facts = FACTS) => violations(control, goodPod((spec) => {
  delete spec.initContainers;
  spec.securityContext = {};
  spec.volumes = [{ name: 'v', emptyDir: {} }, { name: 'c', configMap: { name: 'c' } }];
  spec.containers = [{ name: 'main', image: APP, securityContext: { readOnlyRootFilesystem: true, ...context }, ...more }];
}), undefined, { imageLock: { lock: lockWith(facts) } });
const mounting = (...paths: readonly string[]) => ({ volumeMounts: paths.map((mountPath) => ({ name: 'v', mountPath })) });

test('each is found, with the size of its files', () => {
  expect(foundBy(imageDirectories)).toMatchObject([
    { detail: `known of ${APP} (${APP_SOURCE}): it declares as writable /data (which has files, up to 1Mi)`, allowKey: '/data' },
  ]);
  expect(foundBy(imageHome)).toMatchObject([
    { detail: `known of ${APP} (${APP_SOURCE}): its HOME /home/app has files (up to 4Ki), and nothing writable is mounted there`, allowKey: '/home/app' },
  ]);
});

test.each<[string, object, object?]>([
  ['with volumes there', mounting('/data', '/home')],
  ['with a writable root', {}, { readOnlyRootFilesystem: false }],
  ['with another command', { command: ['x'] }],
])('none %s', (_, more, context = {}) => expect([imageDirectories, imageHome].flatMap((control) => foundBy(control, more, context))).toEqual([]));

test('a read-only mount is none', () => {
  expect(foundBy(imageDirectories, { volumeMounts: [{ name: 'c', mountPath: '/data' }] })).toHaveLength(1);
});

test.each<[string, object, object, Partial<PlatformFacts>]>([
  ['the author names another one', { env: [{ name: 'HOME', value: '/tmp' }] }, {}, {}],
  ['the container has another user', {}, { runAsUser: 65532 }, {}],
  ['it belongs to root', {}, {}, { directories: [directoryOf('/home/app', ['home'], 'files', { uid: 0 })] }],
  ['it does not exist', {}, {}, { directories: [directoryOf('/home/app', ['home'])] }],
  ['it is empty, so that a volume is filled in', {}, {}, { directories: [directoryOf('/home/app', ['home', 'user'], 'nothing')] }],
])('HOME is not found if %s', (_, more, context, facts) => expect(foundBy(imageHome, more, context, { ...FACTS, ...facts })).toEqual([]));

test('of many directories the first are shown, and a waiver names all', () => {
  const directories = Array.from({ length: 12 }, (_, index) => directoryOf(`/d${index}`, ['user'], 'nothing'));
  const [{ detail, allowKey }] = foundBy(imageDirectories, {}, {}, { ...FACTS, directories });
  expect(detail).toContain('/d0 (one of many), /d1 (one of many), ');
  expect(detail).toMatch(/, and 4 more$/);
  expect(String(allowKey).split(', ')).toHaveLength(12);
});
