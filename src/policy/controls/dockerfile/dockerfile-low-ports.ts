import { portsOf } from '../../../formats/dockerfile/model/image';
import { DockerfileControl } from '../control';
import { inInstruction } from './violations';
import { FIRST_UNPRIVILEGED } from '../startup/low-ports';

export const dockerfileLowPorts: DockerfileControl = {
  id: 'dockerfile-low-ports',
  title: 'No EXPOSE of a port below 1024',
  level: 'hardened',
  risk: 'low',
  why: 'A non-root program gets "permission denied" for the port, unless the runtime or the pod lets every user open low ports.',
  remedy: 'let the program listen on 1024 or above (the Service in front of it can have any port), or declare the port in the '
    + 'pod and set its sysctl `net.ipv4.ip_unprivileged_port_start`',
  spec: {
    os: 'linux',
    rules: [{
      fields: ['EXPOSE, in the instructions of the final image'],
      allowed: '1024 and above; a port that depends on a variable without a default',
    }],
    notes: ['containerd 2 lets every user open all ports by default. Other runtimes need the pod\'s sysctl '
      + 'net.ipv4.ip_unprivileged_port_start, which hardened workloads set for the ports that they declare.'],
  },
  checkDockerfile: (view) => portsOf(view)
    .filter(({ first }) => first > 0 && first < FIRST_UNPRIVILEGED)
    .map(({ instruction, text }) => inInstruction(instruction, text, 'a non-root program can open it only if the runtime or the pod allows '
      + 'it')),
};
