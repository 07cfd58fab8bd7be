import { DockerfileControl } from '../control';
import { inInstruction, keptInstructions } from './violations';
import { isRuntimeSocket } from '../host-paths';

export const dockerfileVolumeSocket: DockerfileControl = {
  id: 'dockerfile-volume-socket',
  title: 'No VOLUME for a runtime socket',
  level: 'hardened',
  risk: 'medium',
  why: 'Whoever can write to the runtime\'s socket is root on the node, and this image is made to use it.',
  remedy: 'remove the VOLUME; build images without a daemon (BuildKit, buildah), and ask the API server about pods',
  spec: {
    rules: [{
      fields: ['VOLUME in the instructions of the final image, and in its ONBUILD'],
      allowed: 'no path of a socket of Docker, containerd, CRI-O or Podman',
    }],
    notes: ['A warning: VOLUME alone mounts nothing. It shows that the program is made to use the socket.'],
  },
  checkDockerfile: (view) => keptInstructions(view).filter(({ keyword }) => keyword === 'VOLUME').flatMap((instruction) => instruction.words
    .filter(isRuntimeSocket).map((path) => inInstruction(instruction, path, 'it is a runtime\'s socket'))),
};
