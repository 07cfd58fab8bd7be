import { failedPod, propsIn } from './support';
import { examine } from '../../../src/tasks/doctor/examine';
import { APP, directoryOf, lockWith } from '../../knowledge/image-lock/support';

// What an image says of itself, in the advice for its log.

const LOCK = lockWith({
  user: 'app',
  uid: 1000,
  gid: 1000,
  workdir: '/rails',
  directories: [directoryOf('/rails/tmp', ['user'], 'files', { size: 4096 }), directoryOf('/rails/log', ['user'], 'nothing')],
});

function fixFor(log: string, lock: typeof LOCK | 'none' = LOCK) {
  const { diagnoses: [{ causes: [{ cause, found }] }] } = examine([failedPod(log, { container: { image: APP } })], lock === 'none' ? undefined : lock);
  return cause.fix(found);
}

const pathsIn = ({ typescript = '' }: { typescript?: string }) =>
  propsIn(typescript).writablePaths.map((path: any) => `${path.path}${path._toSettings().seed ? ' with files' : ''}`);

test('a directory that has files in the image is copied', () => {
  const log = 'Read-only file system @ dir_s_mkdir - /rails/tmp/sockets (Errno::EROFS)';
  expect(pathsIn(fixFor(log))).toEqual(['/rails/tmp with files']);
  expect(pathsIn(fixFor(log, 'none'))).toEqual(['/rails/tmp']);
});

test('a relative path starts in the working directory of the image', () => {
  const log = '/usr/local/bin/php: 5: cannot create cache/config.php: Read-only file system';
  expect(pathsIn(fixFor(log))).toEqual(['/rails/cache']);
  expect(fixFor(log, 'none').do).toContain('starts in the WORKDIR of the image');
});

test('a program that removes a part of its application needs a copy of all of it', () => {
  const log = "rm: cannot remove '/rails/storage-init/logs/.gitignore': Read-only file system\nrm: cannot remove '/rails/storage-init/app/.gitignore': Read-only file system";
  expect(pathsIn(fixFor(log))).toEqual(['/rails with files']);
  expect(pathsIn(fixFor(log, 'none'))).not.toContain('/rails with files');
  expect(pathsIn(fixFor("rm: cannot remove '/var/cache/app/x': Read-only file system"))).toEqual(['/var/cache/app']);
});

test('what the image declares is no known path of a program: nobody has seen it write there', () => {
  expect(fixFor("can't create /rails/log/x: Read-only file system").do).toBe('mount a volume at /rails/log');
});
