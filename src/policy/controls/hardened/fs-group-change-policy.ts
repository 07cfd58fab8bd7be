import { childObject, fillIn, isAbsent } from '../../../formats/manifest/json';
import { SPEC } from '../cel';
import { always, PodControl } from '../control';
import { at } from '../violations';
import { HAS_STORAGE, hasStorage } from '../volume-files';

export const fsGroupChangePolicy: PodControl = {
  id: 'fs-group-change-policy',
  title: 'An explicit fsGroupChangePolicy',
  level: 'hardened',
  risk: 'low',
  riskNote: 'Kubescape rates it high, in one control with ten other settings. It affects only how long a pod takes to start.',
  why: 'Without it, the kubelet changes the permissions of every file in the pod\'s volumes at every start, which takes minutes on large '
    + 'volumes.',
  remedy: 'write `fsGroupChangePolicy: OnRootMismatch`',
  remedyInCode: 'write `fsGroupChangePolicy: FsGroupChangePolicy.ON_ROOT_MISMATCH`',
  spec: {
    os: 'linux',
    rules: [{
      fields: ['spec.securityContext.fsGroupChangePolicy'],
      allowed: 'Always, OnRootMismatch; undefined means Always, which should be an explicit choice',
    }],
    notes: ['In workloads that are not hardened constructs, it is reported only for pods with a PersistentVolumeClaim or other storage: '
      + 'the field has no effect on volumes that are created with the pod, such as emptyDir, nor on those that ignore fsGroup.'],
  },
  admission: [{
    each: 'pod',
    violates: `${SPEC}.?securityContext.?fsGroup.hasValue() && `
      + `!${SPEC}.?securityContext.?fsGroupChangePolicy.hasValue() && (${HAS_STORAGE})`,
  }],
  reads: { needs: ['spec.securityContext.fsGroup'], fields: ['spec.securityContext.fsGroupChangePolicy', 'spec.volumes'] },
  checks: always((pod, { notes: { isNotHardenedKind } }) => {
    const { fsGroup, fsGroupChangePolicy: value } = pod.securityContext;
    return isAbsent(value) && !isAbsent(fsGroup) && (!isNotHardenedKind || hasStorage(pod))
      ? at(pod, ['securityContext', 'fsGroupChangePolicy'])
      : undefined;
  }),
  after: ['fs-group'],
  isRequested: ({ choices: { identity } }, pod) => identity.fsGroup !== undefined && pod.securityContext.fsGroup === identity.fsGroup,
  filling: [{
    each: 'pod',
    when: `${SPEC}.?securityContext.?fsGroup.hasValue() && !${SPEC}.?securityContext.?fsGroupChangePolicy.hasValue()`,
    path: 'securityContext/fsGroupChangePolicy',
    value: '\'OnRootMismatch\'',
  }],
  fix: (pod, { notes: { hasLibraryDefaults } }) => {
    const { fsGroup, fsGroupChangePolicy: value } = pod.securityContext;
    if (hasLibraryDefaults && value === 'Always') {
      pod.securityContext.fsGroupChangePolicy = 'OnRootMismatch';
    }
    if (!isAbsent(fsGroup)) {
      fillIn(childObject(pod.json, 'securityContext'), { fsGroupChangePolicy: 'OnRootMismatch' });
    }
  },
};
