/*
 * The image's user is a number.
 *
 * Restricted fields: the last USER of the last stage, or of a stage that it is built on
 * Allowed values:    a number; a name with whatever group is no number, but root is another control's business; what depends on a
 *                    variable without a default
 *
 * A kubelet does not look into the image for what a name means.
 * Source: https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kuberuntime/security_context_others.go (verifyRunAsNonRoot)
 */
import { isUnknown } from '../../manifest/dockerfile';
import { idOf, isRoot, uidOfName, userOf } from '../../manifest/dockerfile-image';
import { DockerfileControl, NONE } from '../control';
import { inInstruction } from '../dockerfile-violations';

export const dockerfileUserName: DockerfileControl = {
  id: 'dockerfile-user-name',
  title: 'A USER that is a number',
  level: 'hardened',
  severity: 'error',
  why: 'A kubelet cannot tell whether a name is root, and under `runAsNonRoot` does not start the image unless the pod gives a uid.',
  remedy: 'write the number that the name has in the image, as `USER 10001`',
  knownAs: { hadolint: ['DL3066'] },
  checkDockerfile: (view) => {
    const last = userOf(view);
    if (!last || isRoot(last.user) || isUnknown(last.user) || idOf(last.user) !== undefined) {
      return NONE;
    }
    const uid = uidOfName(view, last.user);
    const detail = uid === undefined ? 'it is a name, and a kubelet wants a number' : `it is a name, and a kubelet wants its number, ${uid}`;
    return [inInstruction(last.instruction, last.instruction.words[0], detail)];
  },
};
