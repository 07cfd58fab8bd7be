import { DockerfileImage } from './dockerfile-image';
import { JsonObject } from '../manifest/json';
import { podsOf } from '../manifest/workload';

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

/** What is wrong where a pod has several containers and a Dockerfile is for none of them: asked at synth, since they may come late. */
export function ambiguousDockerfiles(manifest: JsonObject, dockerfiles: readonly DockerfileImage[] = []): string[] {
  const open = dockerfiles.filter(({ container }) => container === undefined);
  const names = open.length === 0 ? [] : podsOf(manifest).flatMap(({ containers }) => containers)
    .filter(({ list }) => list === 'containers').map(({ name }) => `"${name}"`);
  return names.length < 2 ? [] : open.map(({ path }) =>
    `the Dockerfile ${path} is for one of the containers ${names.join(', ')}: say for which, with \`inContainer\``);
}
