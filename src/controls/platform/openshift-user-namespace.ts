/*
 * A pod has a user namespace of its own where OpenShift's constraint wants one, and none where its ids do not fit into it.
 *
 * Restricted fields: spec.hostUsers
 * Allowed values:    with "restricted-v2" anything but false: the uids that it assigns, about 1,000,000,000, are beyond the 65536 of
 *                    a user namespace
 *                    with "restricted-v3" false
 * Platforms:         openshift, openshift-v3
 */
import { always, at, NONE, PodControl } from '../control';

export const openshiftUserNamespace: PodControl = {
  id: 'openshift-user-namespace',
  title: 'A user namespace where OpenShift wants one',
  level: 'hardened',
  severity: 'error',
  why: 'OpenShift\'s "restricted-v3" refuses a pod without a user namespace, and with the uids of "restricted-v2" none can be made.',
  remedy: 'write `hostUsers: false`, which "restricted-v3" demands',
  checks: always((pod, { platform }) => {
    if (platform === 'openshift' && pod.hasUserNamespace) {
      return [at(pod, ['hostUsers'], undefined, 'remove it, or choose `Platform.OPENSHIFT_V3` for OpenShift 4.21 or newer')];
    }
    return platform === 'openshift-v3' && !pod.hasUserNamespace ? [at(pod, ['hostUsers'])] : NONE;
  }),
};
