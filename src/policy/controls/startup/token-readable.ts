import { asArray, asObject, isAbsent, isObject } from '../../../formats/manifest/json';
import { PodView } from '../../../formats/manifest/pod';
import { assignsIds } from '../../settings/platform';
import { STARTUP } from '../admission';
import { always, PodControl } from '../control';
import { at } from '../violations';

export const tokenReadable: PodControl = {
  id: 'token-readable',
  title: 'A projected token that the pod can read',
  level: 'hardened',
  risk: 'broken',
  why: 'Without fsGroup the token file may belong to root only, and the application fails when it opens the file.',
  remedy: 'write `fsGroup` for the pod, or the same `runAsUser` for all of its containers',
  remedyInCode: 'set `fsGroup` for the pod, or the same `user` for all of its containers',
  spec: {
    os: 'linux',
    rules: [{
      fields: ['spec.securityContext.fsGroup, if a projected volume has a serviceAccountToken'],
      allowed: 'anything but undefined; undefined if all init containers and containers have the same explicit runAsUser, or on OpenShift, which sets an fsGroup',
    }],
    notes: ['The kubelet gives the file to the pod\'s fsGroup. Without one the file belongs to the user if all containers have the same, and otherwise to root.'],
    sources: ['https://github.com/kubernetes/kubernetes/blob/master/pkg/volume/util/util.go, function FsUserFrom'],
  },
  admission: STARTUP,
  reads: {
    needs: ['spec.volumes[*].projected'],
    fields: ['containers[*].securityContext.runAsUser', 'spec.securityContext.fsGroup', 'spec.securityContext.runAsUser'],
  },
  checks: always((pod, settings) =>
    isAbsent(pod.securityContext.fsGroup) && !assignsIds(settings) && pod.volumes.some(holdsToken) && !hasOneUser(pod)
      ? at(pod, ['securityContext', 'fsGroup'])
      : undefined),
};

/** Whether a volume is a projected one with a service account token in it. */
export function holdsToken(volume: unknown): boolean {
  return asArray(asObject(asObject(volume).projected).sources).some((source) => isObject(asObject(source).serviceAccountToken));
}

/** Whether all containers have the same user. The kubelet then gives the file to this user. It ignores ephemeral containers. */
function hasOneUser({ part, containers }: PodView): boolean {
  const [first, ...others] = containers.filter(({ isEphemeral }) => !isEphemeral).map((container) => container.effective('runAsUser'));
  return !part && !isAbsent(first) && others.every((uid) => uid === first);
}
