import { Cause } from '../../cause';
import { isFile, isOnRoot, isRead, READ_FILE } from '../../log-facts';
import { pathOf } from '../../log-path';
import { userFix } from '../../remedies/user';
import { DENIED, NOT_PERMITTED } from '../../words';

export const imageFilePermission: Cause = {
  id: 'image-file-permission',
  title: 'the user may not read a file of the image',
  why: 'The file belongs to another user, often root, and is closed to others: the container runs as a user that the image was not made for.',
  signs: [
    { in: 'log', text: DENIED, when: (found) => isFile(found) && isOnRoot(found) && isRead(found) },
    // Knot and others say EPERM of a file that they may not open.
    { in: 'log', text: NOT_PERMITTED, weight: 66, when: (found) => isOnRoot(found) && READ_FILE.test(pathOf(found) ?? '') && /\b(?:load|open|read|pars)\w*\b/i.test(found.line.text) },
  ],
  fix: (found) => ({ ...userFix(found), do: `${userFix(found).do}; or open ${pathOf(found)} to everybody when you build the image: \`chmod -R a+rX\`` }),
  example: { source: 'log', text: 'Unable to open primary script: /var/www/html/index.php (Permission denied)' },
};
