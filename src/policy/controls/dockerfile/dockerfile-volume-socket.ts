import { DockerfileControl } from '../control';
import { inInstruction, keptInstructions } from './violations';
import { isRuntimeSocket } from '../host-paths';

export const dockerfileVolumeSocket: DockerfileControl = {
  id: 'dockerfile-volume-socket',
  title: 'No VOLUME for a runtime socket',
  level: 'hardened',
  risk: 'medium',
  why: 'Anyone who can write to the socket of the container runtime is root on the node, and this image is built to use it.',
  remedy: 'remove the VOLUME; build images without a daemon (BuildKit, buildah), and ask the API server about pods',
  spec: {
    rules: [{
      fields: ['VOLUME in the instructions of the final image, and in its ONBUILD'],
      allowed: 'no path of a socket of Docker, containerd, CRI-O or Podman',
    }],
    notes: ['This is a warning, because VOLUME alone does not mount the socket. It shows that the program uses it.'],
  },
  checkDockerfile: (view) => keptInstructions(view).filter(({ keyword }) => keyword === 'VOLUME').flatMap((instruction) => instruction.words
    .filter(isRuntimeSocket).map((path) => inInstruction(instruction, path, 'it is a runtime\'s socket'))),
};
