import { Cause } from '../../cause';
import { containerYaml } from '../../fixes';
import { pathOf } from '../../log-path';
import { PID_FILE_OFF } from '../../remedies/root';
import { IN_USE } from '../../words';

export const staleLock: Cause = {
  id: 'stale-lock-file',
  title: 'a lock file, pid file or socket of an earlier run is left',
  why: 'An emptyDir survives a restart of its container, unlike the root filesystem: after a hard kill, the pid file of the earlier run is still there. Its number is also the pid of the new process, since the first process of every container has pid 1.',
  signs: [
    { in: 'log', text: /already running\b.*\bpid\b|\(pid \d+\) already running|\bpid ?file\b.*\b(?:running|stale|in use)|another (?:instance|copy|process)\b.*\brunning.*\b(?:pid|lock)|(?:pid|lock) ?file.*(?:already )?exists|(?:lock|pid)\S* already exists|server is already running\b.*\.pid|already running\? ?(?:\(pid|remove|delete)|\.(?:pid|lock)\b.*\b(?:exists|already)/i, weight: 74 },
    // A socket of a program that was killed.
    { in: 'log', text: IN_USE, weight: 74, when: (found) => /\.sock(?:et)?$|^\/(?:var\/)?run\//.test(pathOf(found) ?? '') },
  ],
  fix: (found) => ({
    do: `${IN_USE.test(found.line.text) ? '' : `turn the pid or lock file off, if the program can do without (${PID_FILE_OFF}); else `}remove ${pathOf(found) ?? 'it'} before the program starts. Deleting the pod helps once`,
    typescript: `// of the container: command: ['sh', '-c', 'rm -f ${pathOf(found) ?? 'FILE'} && exec PROGRAM']`,
    yaml: containerYaml(found, `command: [sh, -c, 'rm -f ${pathOf(found) ?? 'FILE'} && exec PROGRAM']`),
  }),
  example: { source: 'log', text: 'A server is already running. Check /app/tmp/pids/server.pid.' },
};
