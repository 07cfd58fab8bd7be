import { Cause } from '../../cause';
import { containerYaml } from '../../fixes';

export const terminalPermission: Cause = {
  id: 'terminal-permission',
  title: 'the user may not open the terminal of the container',
  why: 'The output of a container is a pipe or, with `tty: true`, a terminal, which may belong to another user. A program can write to its open output, but cannot open /dev/stdout, /dev/stderr or /dev/pts/0 by name.',
  signs: [{ in: 'log', text: /(?<path>\/dev\/(?:pts\/\d+|console|tty\d*|std(?:out|err)|fd\/[12])|\/proc\/(?:self|1)\/fd\/[12])\b.*(?:permission denied|EACCES)|(?:permission denied|EACCES).*(?<other>\/dev\/(?:pts\/\d+|console|tty\d*|std(?:out|err)|fd\/[12])|\/proc\/(?:self|1)\/fd\/[12])\b/i, weight: 79 }],
  fix: (found) => {
    const log = `let the program log to its standard output instead of to ${found.facts.path ?? found.facts.other}`;
    return found.evidence.tty === false ? { do: `${log}: a setting of it, or a start script that does not open the file by its name` } : {
      do: `remove \`tty: true\` from the container, which only a person at its terminal needs; or ${log}`,
      typescript: '// of the container: remove tty',
      yaml: containerYaml(found, 'tty: false', 'stdin: false'),
    };
  },
  example: { source: 'log', text: '/entry.sh: line 2: /dev/pts/0: Permission denied' },
};
