import { childObject, fillIn, isAbsent } from '../../manifest/json';
import { choosesIdentity } from '../../settings/identity';
import { always, PodControl } from '../control';
import { at } from '../violations';

export const fsGroupChangePolicy: PodControl = {
  id: 'fs-group-change-policy',
  title: 'An explicit fsGroupChangePolicy',
  level: 'hardened',
  severity: 'warning',
  why: 'If it is unset, the kubelet rewrites the modes of every file on the pod\'s volumes at every start, which takes minutes on large volumes.',
  remedy: 'write `fsGroupChangePolicy: OnRootMismatch`',
  remedyInCode: 'write `fsGroupChangePolicy: FsGroupChangePolicy.ON_ROOT_MISMATCH`',
  spec: {
    os: 'linux',
    rules: [{
      fields: ['spec.securityContext.fsGroupChangePolicy'],
      allowed: 'Always, OnRootMismatch; undefined means Always, which should be an explicit choice',
    }],
  },
  checks: always((pod) => {
    const { fsGroup, fsGroupChangePolicy: value } = pod.securityContext;
    return isAbsent(value) && !isAbsent(fsGroup) ? at(pod, ['securityContext', 'fsGroupChangePolicy']) : undefined;
  }),
  after: ['fs-group'],
  isRequested: choosesIdentity,
  fix: (pod, { isThirdParty, identity }) => {
    const { fsGroup } = pod.securityContext;
    if (!isAbsent(fsGroup) && (!isThirdParty || fsGroup === identity.fsGroup)) {
      fillIn(childObject(pod.json, 'securityContext'), { fsGroupChangePolicy: 'OnRootMismatch' });
    }
  },
};
