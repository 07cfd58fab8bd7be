import { inCommandsOf } from './violations';
import { givesCapabilities } from '../../../formats/dockerfile/model/image';
import { ShellCommand } from '../../../formats/shell/command';
import { DockerfileControl } from '../control';

export const dockerfileCapabilities: DockerfileControl = {
  id: 'dockerfile-capabilities',
  title: 'No file capabilities',
  level: 'hardened',
  risk: 'medium',
  why: 'Each user who starts the file gets privileges of root, and with `drop: [ALL]` the container does not start: "operation not '
    + 'permitted".',
  remedy: 'remove setcap, and let the program listen on port 1024 or above, or set the pod\'s sysctl '
    + '`net.ipv4.ip_unprivileged_port_start`; if the program needs the capability, waive this finding and add the capability to '
    + '`capabilities.add` of the container',
  spec: {
    rules: [{
      fields: ['RUN in every stage and in ONBUILD (COPY from an earlier stage keeps file capabilities)'],
      allowed: 'no setcap, except `setcap -r`, which removes capabilities',
    }],
    notes: ['In a pod that drops ALL, the kernel does not start a program whose file has capabilities with the effective bit (`+ep`, '
      + '`+eip`, `=ep`), unless the container adds them again: "operation not permitted", exit code 255. With `+p` alone it starts, '
      + 'and has them only if they are added. Measured with Kubernetes 1.34, containerd 2.1 and runc 1.3.'],
  },
  checkDockerfile: ({ instructions }) => inCommandsOf(instructions, givenCapabilities),
};

const EFFECTIVE = /[+=][ip]*e/i;

function givenCapabilities(command: ShellCommand): string | undefined {
  if (!givesCapabilities(command)) {
    return undefined;
  }
  return command.some((word) => EFFECTIVE.test(word))
    ? whatHappens(command)
    : 'it gives privileges of root to each user who starts the file';
}

/** The names in `cap_net_bind_service,cap_net_raw+ep`. */
const NAME = /\bcap_(\w+?)(?=[,+=-])/gi;

function whatHappens(command: ShellCommand): string {
  const names = command.flatMap((word) => [...word.matchAll(NAME)].map(([, name]) => name.toUpperCase()));
  const added = names.length === 0 ? 'the capabilities in `capabilities.add`' : `\`add: [${names.join(', ')}]\``;
  return `in a pod that drops ALL the file does not start without ${added}: "exec ${command[command.length - 1]}: operation not permitted"`;
}
