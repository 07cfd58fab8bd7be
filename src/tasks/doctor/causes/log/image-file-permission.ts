import { Cause } from '../../cause';
import { userFix } from '../../fixes';
import { isFile, isOnRoot, isRead } from '../../log-facts';
import { pathOf } from '../../log-path';
import { DENIED } from '../../words';

export const imageFilePermission: Cause = {
  id: 'image-file-permission',
  title: 'the user may not read a file of the image',
  why: 'The file belongs to another user, often root, and is closed to others: the container runs as a user that the image was not made for.',
  signs: [{ in: 'log', text: DENIED, when: (found) => isFile(found) && isOnRoot(found) && isRead(found) }],
  fix: (found) => ({ ...userFix(found), do: `${userFix(found).do}; or open ${pathOf(found)} to everybody when you build the image: \`chmod -R a+rX\`` }),
  example: { source: 'log', text: 'Unable to open primary script: /var/www/html/index.php (Permission denied)' },
};
