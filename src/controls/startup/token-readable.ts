/*
 * The pod's user can read its projected token.
 *
 * Restricted fields: spec.securityContext.fsGroup, where spec.volumes[*].projected.sources[*].serviceAccountToken is set
 * Allowed values:    any but undefined; undefined where all init containers and containers have the same explicit runAsUser
 *
 * The kubelet gives the file to the pod's fsGroup. Without one it belongs to the user only where all containers have the
 * same, and to root alone otherwise. OpenShift sets an fsGroup of its own. To a part of a pod its operator may add containers.
 *
 * Source: https://github.com/kubernetes/kubernetes/blob/master/pkg/volume/util/util.go, function FsUserFrom
 */
import { asArray, asObject, isAbsent, isObject } from '../../manifest/json';
import { PodView } from '../../manifest/pod';
import { assignsIds } from '../../settings/platform';
import { always, at, NONE, PodControl } from '../control';

export const tokenReadable: PodControl = {
  id: 'token-readable',
  title: 'A projected token that the pod can read',
  level: 'hardened',
  severity: 'error',
  why: 'Without fsGroup the token file may belong to root alone, and the application fails when it opens it.',
  remedy: 'write `fsGroup` for the pod, or the same `runAsUser` for all of its containers',
  checks: always((pod, settings) =>
    isAbsent(pod.securityContext.fsGroup) && !assignsIds(settings) && pod.volumes.some(holdsToken) && !hasOneUser(pod)
      ? [at(pod, ['securityContext', 'fsGroup'])]
      : NONE),
};

/** Whether a volume is a projected one with a service account token in it. */
export function holdsToken(volume: unknown): boolean {
  return asArray(asObject(asObject(volume).projected).sources).some((source) => isObject(asObject(source).serviceAccountToken));
}

/** Whether the kubelet knows the one user of the pod, to whom it gives the file. It does not ask ephemeral containers. */
function hasOneUser({ part, containers }: PodView): boolean {
  const [first, ...others] = containers.filter(({ isEphemeral }) => !isEphemeral).map((container) => container.effective('runAsUser'));
  return !part && !isAbsent(first) && others.every((uid) => uid === first);
}
