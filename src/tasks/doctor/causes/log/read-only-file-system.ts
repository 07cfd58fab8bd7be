import { Cause } from '../../cause';
import { isOnRoot } from '../../log-facts';
import { rootFix } from '../../remedies/root';
import { EROFS } from '../../words';

export const readOnlyFileSystem: Cause = {
  id: 'read-only-file-system',
  title: 'the program writes where nothing is writable',
  why: 'The root filesystem is read-only: only mounted volumes can be written.',
  isAboutPaths: true,
  standsBeside: true,
  signs: [{ in: 'log', text: EROFS, when: (found) => isOnRoot(found) }],
  fix: rootFix,
  example: { source: 'log', text: "/bin/sh: can't create /var/cache/web/index: Read-only file system" },
};
