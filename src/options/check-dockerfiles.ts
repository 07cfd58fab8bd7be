import { DockerfileImage } from './dockerfile-image';

/** @throws where two Dockerfiles are for the same container */
export function checkDockerfiles(dockerfiles: readonly DockerfileImage[] = []): void {
  dockerfiles.forEach(({ path, container }, index) => {
    const earlier = dockerfiles.slice(0, index).find((other) => other.container === container);
    if (earlier) {
      const owner = container === undefined ? 'the pod\'s only container' : `the container "${container}"`;
      throw new Error(`the Dockerfiles ${earlier.path} and ${path} are both for ${owner}: say which with \`inContainer\``);
    }
  });
}
