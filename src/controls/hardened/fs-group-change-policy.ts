/*
 * The kubelet changes the owner of a volume's files only when it must.
 *
 * Restricted fields: spec.securityContext.fsGroupChangePolicy
 * Allowed values:    Always, OnRootMismatch; undefined is Always, and that is a choice to be made in the open
 */
import { childObject, fillIn, isAbsent } from '../../manifest/json';
import { always, at, NONE, PodControl } from '../control';

export const fsGroupChangePolicy: PodControl = {
  id: 'fs-group-change-policy',
  title: 'An explicit fsGroupChangePolicy',
  level: 'hardened',
  severity: 'warning',
  why: 'Unset means that the modes of every file on the pod\'s volumes are rewritten at every start, which takes minutes on large ones.',
  remedy: 'write `fsGroupChangePolicy: OnRootMismatch`',
  checks: always((pod) => {
    const { fsGroup, fsGroupChangePolicy: value } = pod.securityContext;
    return isAbsent(value) && !isAbsent(fsGroup) ? [at(pod, ['securityContext', 'fsGroupChangePolicy'])] : NONE;
  }),
  fix: (pod) => {
    if (!isAbsent(pod.securityContext.fsGroup)) {
      fillIn(childObject(pod.json, 'securityContext'), { fsGroupChangePolicy: 'OnRootMismatch' });
    }
  },
};
