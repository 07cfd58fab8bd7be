import { childObject, fillIn, isAbsent } from '../../manifest/json';
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
  fix: (pod) => {
    if (!isAbsent(pod.securityContext.fsGroup)) {
      fillIn(childObject(pod.json, 'securityContext'), { fsGroupChangePolicy: 'OnRootMismatch' });
    }
  },
};
