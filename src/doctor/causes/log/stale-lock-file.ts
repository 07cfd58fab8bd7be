import { Cause } from '../../cause';
import { containerYaml } from '../../fixes';
import { pathOf } from '../../log-facts';

export const staleLock: Cause = {
  id: 'stale-lock-file',
  title: 'a lock or pid file of an earlier run is left',
  why: 'An emptyDir survives a restart of its container, unlike the root filesystem: the file of the run before is still there.',
  signs: [{ in: 'log', text: /(?:pid|lock) ?file.*(?:already )?exists|(?:lock|pid)\S* already exists|server is already running\b.*\.pid|already running\? ?(?:\(pid|remove|delete)|\.(?:pid|lock)\b.*\b(?:exists|already)/i, weight: 74 }],
  fix: (found) => ({
    do: `remove ${pathOf(found) ?? 'the file'} before the program starts, and write it to a directory that is not kept; deleting the pod helps once`,
    typescript: `// of the container: command: ['sh', '-c', 'rm -f ${pathOf(found) ?? 'FILE'} && exec PROGRAM']`,
    yaml: containerYaml(found, `command: [sh, -c, 'rm -f ${pathOf(found) ?? 'FILE'} && exec PROGRAM']`),
  }),
  example: { source: 'log', text: 'A server is already running. Check /app/tmp/pids/server.pid.' },
};
