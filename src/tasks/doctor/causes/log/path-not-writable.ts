import { Cause } from '../../cause';
import { isFile, isOnRoot, isUnsaidWrite, isWrite, READ_FILE } from '../../log-facts';
import { pathOf } from '../../log-path';
import { rootFix } from '../../remedies/root';
import { DENIED } from '../../words';

export const notWritable: Cause = {
  id: 'path-not-writable',
  title: 'the program cannot write a file in its image',
  why: 'The root filesystem is read-only, or the file belongs to another user; a VOLUME of the image that nothing mounts says "Permission denied".',
  isAboutPaths: true,
  signs: [
    { in: 'log', text: DENIED, when: (found) => isFile(found) && isOnRoot(found) && pathOf(found) !== undefined && isWrite(found) },
    { in: 'log', text: /(?:unable|failed|failure|cannot|can not|can't|could not|couldn't|error)\b.*\b(?:open|opening|creat\w+|writ\w+|lock\w*|mkdir|save|saving|log(?:ging)? to)\b|not (?:writable|writeable)|\bmkdir\b.*\bfailed\b|not accessible for user/i, weight: 66, when: (found) => isUnsaidWrite(found) },
    { in: 'log', text: /attempt to write a readonly database|SQLITE_READONLY|SQLITE_CANTOPEN|unable to open database file/, weight: 66 },
    { in: 'log', text: /unable to access log file\b.*? (?<path>\/\S+) exists and is writable/i, weight: 68 },
    { in: 'log', text: /(?<!\S)(?<path>\/\S+) belongs to uid \d+ instead of \d+/, weight: 72 },
    // Redis names the line of its configuration, and the reason below it.
    { in: 'log', text: /^>>> '(?:dir|logfile|pidfile|unixsocket) "?(?<path>\/[^"']+)"?'/, weight: 72, when: ({ line }) => /FATAL CONFIG FILE ERROR[^]*(?:Permission denied|No such file|Read-only)/.test(line.around ?? '') },
    // Tomcat starts without its directories, and warns only.
    { in: 'log', text: /(?:Failed to create work directory|scratchDir you specified:|Unable to create directory for deployment:) \[(?<path>\/[^\]]+)\]/, weight: 73, evenIfReady: true },
    // A file in the working directory.
    { in: 'log', text: /(?:\[Errno 13\]|\bEACCES\b)[^'"]*['"](?![/.][/.])\w[\w./-]*['"]/, weight: 64, when: (found) => !READ_FILE.test(pathOf(found) ?? '') },
  ],
  fix: rootFix,
  example: { source: 'log', text: 'Error: Unable to open log file /mosquitto/log/mosquitto.log for writing.' },
};
