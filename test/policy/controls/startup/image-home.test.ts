import { FACTS, foundBy, mounting } from './image-directories';
import { PlatformFacts } from '../../../../src/knowledge/image-lock/facts/image-facts';
import { imageHome } from '../../../../src/policy/controls/startup/image-home';
import { APP, APP_SOURCE, directoryOf } from '../../../knowledge/image-lock/support';

test('a HOME with files is found, with their size', () => {
  expect(foundBy(imageHome)).toMatchObject([
    { detail: `/home/app, the HOME of ${APP} (${APP_SOURCE}), has files (up to 4Ki), but does not have a writable mount`, allowKey: '/home/app' },
  ]);
});

test.each<[string, object, object, Partial<PlatformFacts>]>([
  ['a volume is mounted above it', mounting('/home'), {}, {}],
  ['the root is writable', {}, { readOnlyRootFilesystem: false }, {}],
  ['the container has another command', { command: ['x'] }, {}, {}],
  ['the author names another one', { env: [{ name: 'HOME', value: '/tmp' }] }, {}, {}],
  ['the container has another user', {}, { runAsUser: 65532 }, {}],
  ['it belongs to root', {}, {}, { directories: [directoryOf('/home/app', ['home'], 'files', { uid: 0 })] }],
  ['it does not exist', {}, {}, { directories: [directoryOf('/home/app', ['home'])] }],
  ['it is empty, so that a volume is filled in', {}, {}, { directories: [directoryOf('/home/app', ['home', 'user'], 'nothing')] }],
])('HOME is not found if %s', (_, more, context, facts) => expect(foundBy(imageHome, more, context, { ...FACTS, ...facts })).toEqual([]));
