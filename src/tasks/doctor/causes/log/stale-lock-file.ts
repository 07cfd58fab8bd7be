import { Cause, Found } from '../../cause';
import { containerYaml } from '../../fixes';
import { pathOf } from '../../log-path';
import { pathsIn, relativePathIn } from '../../paths';
import { PID_FILE_OFF } from '../../remedies/root';
import { DENIED, EROFS, IN_USE, NO_ENTRY } from '../../words';

/** A file that a program makes for its run alone. */
const OF_A_RUN = /\.(?:pid|lo?ck|sock(?:et)?)(?:\.\w+)?$|\/(?:pid|lock)$/;

/** That file, if the line names it: never a directory, and no file with data. */
function fileOfRun(found: Found): string | undefined {
  const { text } = found.line;
  return [pathOf(found), ...pathsIn(text), relativePathIn(text)].find((path) => path !== undefined && OF_A_RUN.test(path));
}

export const staleLock: Cause = {
  id: 'stale-lock-file',
  title: 'a lock file, pid file or socket of an earlier run is left',
  why: 'An emptyDir survives a restart of its container, unlike the root filesystem: after a hard kill, the pid file of the earlier run is still there. Its number is also the pid of the new process, since the first process of every container has pid 1.',
  signs: [
    { in: 'log', text: /already running\b.*\bpid\b|\(pid \d+\) already running|\bpid ?file\b.*\b(?:running|stale|in use)|another (?:instance|copy|process)\b.*\brunning.*\b(?:pid|lock)|(?:pid|lock) ?file.*(?:already )?exists|(?:lock|pid)\S* already exists|server is already running\b.*\.pid|already running\? ?(?:\(pid|remove|delete)|\.(?:pid|lock)\b.*\b(?:exists|already)/i, weight: 74, when: ({ line }) => !EROFS.test(line.text) && !DENIED.test(line.text) && !NO_ENTRY.test(line.text) },
    // A socket of a program that was killed.
    { in: 'log', text: IN_USE, weight: 74, when: (found) => /\.sock(?:et)?$|^\/(?:var\/)?run\//.test(pathOf(found) ?? '') },
  ],
  fix: (found) => {
    const isSocket = IN_USE.test(found.line.text);
    const file = fileOfRun(found);
    const remove = `remove ${file ?? `the ${isSocket ? 'socket' : 'pid or lock file'}, which the log does not name,`} before the program starts`;
    return {
      do: `${isSocket ? remove : `turn the pid or lock file off, if the program can do without (${PID_FILE_OFF}); else ${remove}`}. Deleting the pod helps once`,
      typescript: `// of the container: command: ['sh', '-c', 'rm -f ${file ?? 'FILE'} && exec PROGRAM']`,
      yaml: containerYaml(found, `command: [sh, -c, 'rm -f ${file ?? 'FILE'} && exec PROGRAM']`),
    };
  },
  example: { source: 'log', text: 'A server is already running. Check /app/tmp/pids/server.pid.' },
};
