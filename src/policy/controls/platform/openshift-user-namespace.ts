import { OF_PLATFORM } from '../admission';
import { always, PodControl } from '../control';
import { at } from '../violations';

const NOT_IN_V2 = {
  remedy: 'remove it, or set the platform openshift-v3 if you use OpenShift 4.21 or later',
  remedyInCode: {
    hardened: 'remove `userNamespace: true`, or set `Platform.OPENSHIFT_V3` if you use OpenShift 4.21 or later',
    plain: 'remove it, or set `Platform.OPENSHIFT_V3` if you use OpenShift 4.21 or later',
  },
};

export const openshiftUserNamespace: PodControl = {
  id: 'openshift-user-namespace',
  title: 'A user namespace if OpenShift requires one',
  level: 'hardened',
  risk: 'refused',
  why: 'OpenShift\'s restricted-v3 refuses a pod without a user namespace, and the uids that restricted-v2 assigns do not fit into a user '
    + 'namespace.',
  remedy: 'write `hostUsers: false`, which restricted-v3 requires',
  remedyInCode: {
    hardened: 'set `userNamespace: true`, which restricted-v3 requires',
    plain: 'add a JSON patch with `hostUsers: false`, which restricted-v3 requires',
  },
  spec: {
    platforms: ['openshift', 'openshift-v3'],
    rules: [{
      fields: ['spec.hostUsers'],
      allowed: 'with restricted-v2, true or undefined, because its uids of about 1,000,000,000 do not fit into the 65536 ids of a user '
        + 'namespace; with restricted-v3, false',
    }],
  },
  admission: OF_PLATFORM,
  reads: { fields: ['spec.hostUsers'] },
  checks: always((pod, { target: { platform } }) => {
    if (platform === 'openshift' && pod.hasUserNamespace) {
      return { ...at(pod, ['hostUsers']), ...NOT_IN_V2 };
    }
    return platform === 'openshift-v3' && !pod.hasUserNamespace ? at(pod, ['hostUsers']) : undefined;
  }),
};
