import { asArray, asObject, isAbsent, isObject, JsonObject } from '../../../formats/manifest/json';
import { mayMount, mountsOf } from '../../../formats/manifest/mounts';
import { ContainerView, PodView } from '../../../formats/manifest/pod';
import { assignsIds } from '../../settings/target';
import { STARTUP } from '../admission';
import { always, PodControl } from '../control';
import { at } from '../violations';

export const tokenReadable: PodControl = {
  id: 'token-readable',
  title: 'A projected token that the pod can read',
  level: 'hardened',
  risk: 'broken',
  why: 'Without fsGroup, only root may be able to read the token file, and the application fails when it opens the file.',
  remedy: 'write `fsGroup` for the pod, or the same `runAsUser` for all of its containers, or remove `defaultMode` of the volume',
  remedyInCode: 'set `fsGroup` for the pod, or the same `user` for all of its containers',
  spec: {
    os: 'linux',
    rules: [{
      fields: ['spec.securityContext.fsGroup, if a projected volume has a serviceAccountToken, and a defaultMode without read permission '
        + 'for others'],
      allowed: 'anything but undefined; undefined if all init containers and containers have the same explicit runAsUser, if every '
        + 'container that mounts the volume may be root (or, if the group 0 can read the file, in the group 0), or on OpenShift, which '
        + 'sets an fsGroup',
    }],
    notes: ['The kubelet sets the owner of the file to the pod\'s fsGroup, or to the user if all containers have the same user. Otherwise, '
      + 'it belongs to root and the group 0, with the mode `defaultMode`. With the default, 0644, every user can read it.'],
    sources: [
      'https://github.com/kubernetes/kubernetes/blob/master/pkg/volume/projected/projected.go, function collectData',
      'https://github.com/kubernetes/kubernetes/blob/master/pkg/volume/util/util.go, function FsUserFrom',
    ],
  },
  admission: STARTUP,
  reads: {
    needs: ['spec.volumes[*].projected'],
    fields: [
      'containers[*].securityContext.runAsGroup', 'containers[*].securityContext.runAsNonRoot', 'containers[*].securityContext.runAsUser',
      'containers[*].volumeMounts', 'spec.securityContext.fsGroup', 'spec.securityContext.runAsGroup', 'spec.securityContext.runAsNonRoot',
      'spec.securityContext.runAsUser', 'spec.securityContext.supplementalGroups',
    ],
  },
  checks: always((pod, context) =>
    isAbsent(pod.securityContext.fsGroup) && !assignsIds(context.target) && pod.volumes.some(isForRoot) && !hasOneUser(pod)
      && pod.containers.some((container) => isCertainlyNonRoot(container) && mountsTokenForRoot(container, mayHaveGroup0(container, pod)))
      ? at(pod, ['securityContext', 'fsGroup'])
      : undefined),
};

/** Whether a volume is a projected volume with a service account token. */
export function holdsToken(volume: unknown): boolean {
  return asArray(asObject(asObject(volume).projected).sources).some((source) => isObject(asObject(source).serviceAccountToken));
}

/** Whether a volume has a token that only root and its group may read, unless the kubelet changes its owner. */
function isForRoot(volume: unknown): volume is JsonObject {
  const { defaultMode } = asObject(asObject(volume).projected);
  // The default mode is 0644, which everyone may read.
  return holdsToken(volume) && typeof defaultMode === 'number' && !othersMayRead(defaultMode);
}

/** @param isInGroup whether the container is in group 0, which owns the token */
function mountsTokenForRoot(container: ContainerView, isInGroup: boolean): boolean {
  const isClosed = (volume: unknown) => isForRoot(volume) && !(isInGroup && groupMayRead(volume));
  return mayMount(container, isClosed) && mountsOf(container).some(({ volume }) => isClosed(volume));
}

/**
 * Whether a container may be in group 0. Without `runAsGroup`, it has the group of its user in the image, which is 0 for a user that the
 * image does not know.
 */
function mayHaveGroup0(container: ContainerView, { securityContext }: PodView): boolean {
  const group = container.effective('runAsGroup');
  return isAbsent(group) || group === 0 || asArray(securityContext.supplementalGroups).includes(0);
}

function groupMayRead({ projected }: JsonObject): boolean {
  return Math.floor(asObject(projected).defaultMode as number / 32) % 2 === 1;
}

function othersMayRead(mode: number): boolean {
  return Math.floor(mode / 4) % 2 === 1;
}

/** Whether a container certainly does not run as root, which can read every file. */
function isCertainlyNonRoot(container: ContainerView): boolean {
  const user = container.effective('runAsUser');
  return !container.isEphemeral && (isAbsent(user) ? container.effective('runAsNonRoot') === true : user !== 0);
}

/** Whether all containers have the same user, to which the kubelet then gives the file. It ignores ephemeral containers. */
function hasOneUser({ part, containers }: PodView): boolean {
  const [first, ...others] = containers.filter(({ isEphemeral }) => !isEphemeral).map((container) => container.effective('runAsUser'));
  return !part && !isAbsent(first) && others.every((uid) => uid === first);
}
