/*
 * The image does not ask for a container runtime's socket.
 *
 * Restricted fields: VOLUME in what makes the final image, and in its ONBUILD
 * Allowed values:    no path of a socket of Docker, containerd, CRI-O or Podman
 *
 * A warning: VOLUME alone mounts nothing. It says that the program is made to be given the socket.
 */
import { DockerfileControl } from '../control';
import { inInstruction, keptInstructions } from './violations';
import { isRuntimeSocket } from '../host-paths';

export const dockerfileVolumeSocket: DockerfileControl = {
  id: 'dockerfile-volume-socket',
  title: 'No VOLUME for a runtime socket',
  level: 'hardened',
  severity: 'warning',
  why: 'Whoever can write to the runtime\'s socket is root on the node, and this image is made to be given it.',
  remedy: 'remove the VOLUME; build images without a daemon (BuildKit, buildah), and ask the API server about pods',
  checkDockerfile: (view) => keptInstructions(view).filter(({ keyword }) => keyword === 'VOLUME').flatMap((instruction) => instruction.words
    .filter(isRuntimeSocket).map((path) => inInstruction(instruction, path, 'it is a runtime\'s socket'))),
};
