/*
 * A program that is not root can open the ports that the image exposes.
 *
 * Restricted fields: EXPOSE, in what makes the final image
 * Allowed values:    1024 and above; what depends on a variable without a default
 */
import { portsOf } from '../../manifest/dockerfile-image';
import { DockerfileControl } from '../control';
import { inInstruction } from '../dockerfile-violations';

/** From here on Linux lets everybody open ports. */
const FIRST_UNPRIVILEGED = 1024;

export const dockerfileLowPorts: DockerfileControl = {
  id: 'dockerfile-low-ports',
  title: 'No EXPOSE of a port that only root may open',
  level: 'hardened',
  severity: 'warning',
  why: 'Unless the runtime opens them to everybody, as containerd 2 does, a non-root application gets "permission denied" for ports below 1024.',
  remedy: 'let the program listen on 1024 or above; the Service in front of it can have any port',
  knownAs: {},
  checkDockerfile: (view) => portsOf(view)
    .filter(({ first }) => first > 0 && first < FIRST_UNPRIVILEGED)
    .map(({ instruction, text }) => inInstruction(instruction, text, 'only root may open it')),
};
