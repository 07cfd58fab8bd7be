import { Cause } from '../../cause';
import { DENIED, isFile, isOnRoot, isUnsaidWrite, isWrite, pathOf } from '../../log-facts';
import { rootFix } from '../../remedies/root';

export const notWritable: Cause = {
  id: 'path-not-writable',
  title: 'the program cannot write a file in its image',
  why: 'The root filesystem is read-only, or the file belongs to another user; a VOLUME of the image that nothing mounts says "Permission denied".',
  signs: [
    { in: 'log', text: DENIED, when: (found) => isFile(found) && isOnRoot(found) && pathOf(found) !== undefined && isWrite(found) },
    { in: 'log', text: /(?:unable|failed|failure|cannot|can not|can't|could not|couldn't|error)\b.*\b(?:open|opening|creat\w+|writ\w+|lock\w*|mkdir|save|saving)\b|not (?:writable|writeable)/i, weight: 66, when: (found) => isUnsaidWrite(found) },
    { in: 'log', text: /attempt to write a readonly database|SQLITE_READONLY/, weight: 66 },
  ],
  fix: rootFix,
  example: { source: 'log', text: 'Error: Unable to open log file /mosquitto/log/mosquitto.log for writing.' },
};
