/*
 * The image says who its program runs as.
 *
 * Restricted fields: USER of the last stage, or of a stage that it is built on
 * Allowed values:    any; none where the base image has `nonroot` in its tag, by which distroless and other images say that they have a
 *                    user of their own
 *
 * Where nobody says it, it is the base image's user, and nearly always root. What that is stands in no Dockerfile.
 * Source: https://github.com/GoogleContainerTools/distroless#why-should-i-use-distroless-images (the tags)
 */
import { finalStage, outerBase } from '../../manifest/dockerfile';
import { userOf } from '../../manifest/dockerfile-image';
import { parseImage } from '../../manifest/image';
import { DockerfileControl, NONE } from '../control';

const NON_ROOT_TAG = /(?:^|[-_.])nonroot(?:[-_.]|$)/;

export const dockerfileUserMissing: DockerfileControl = {
  id: 'dockerfile-user-missing',
  title: 'A USER in the last stage',
  level: 'hardened',
  severity: 'error',
  why: 'Without it the program is nearly always root, and under `runAsNonRoot` a kubelet does not start the image.',
  remedy: 'end the last stage with the number of a user that is not root, as `USER 10001`',
  knownAs: { trivy: ['DS-0002'], checkov: ['CKV_DOCKER_3'] },
  checkDockerfile: (view) => {
    if (userOf(view) || NON_ROOT_TAG.test(parseImage(outerBase(view)).tag ?? '')) {
      return NONE;
    }
    return [{ path: ['instructions', finalStage(view).from.index], value: undefined, detail: 'the last stage has no USER' }];
  },
};
