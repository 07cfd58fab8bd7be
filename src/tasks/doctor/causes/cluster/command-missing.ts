import { Cause } from '../../cause';
import { containerYaml } from '../../fixes';

export const commandMissing: Cause = {
  id: 'command-missing',
  title: 'the image does not have the program',
  why: '`command` names a program that is not there: many images have no shell, and a script may name an interpreter that is missing.',
  signs: [
    { in: 'cluster', text: /exec: "(?<path>[^"]+)": (?:executable file not found in \$PATH|stat [^:]+: no such file or directory)/, when: ({ line }) => line.reason !== 'Unhealthy' },
    { in: 'cluster', text: /(?:exec|container_linux).*"(?<path>[^"]+)".*no such file or directory/, weight: 80, when: ({ line }) => !/ to rootfs /.test(line.text) && (line.reason === 'StartError' || line.reason === 'ContainerCannotRun' || line.reason === 'RunContainerError') },
    { in: 'log', text: /exec user process caused:? "?no such file or directory/ },
    // A script whose last command is not there ends with 127.
    { in: 'log', text: /^(?:\S+: )?(?:line )?\d+: (?:exec: )?(?<path>[\w./+-]+): (?:command )?not found$/, weight: 62, when: ({ evidence }) => evidence.exitCode === 127 },
    { in: 'log', text: /^exec (?<path>\/\S+): no such file or directory/ },
  ],
  fix: (found) => ({
    do: `correct the command${found.facts.path ? ` ${found.facts.path}` : ''}, remove it to use the command of the image, or add the program to the image`,
    typescript: '// of the container: command: [...], args: [...]; or neither',
    yaml: containerYaml(found, 'command: [PROGRAM]   # or remove it'),
  }),
  example: { source: 'cluster', reason: 'StartError', text: 'runc create failed: unable to start container process: error during container init: exec: "nosuchprogram": executable file not found in $PATH' },
};
