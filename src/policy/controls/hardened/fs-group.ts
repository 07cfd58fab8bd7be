import { isAbsent } from '../../../formats/manifest/json';
import { NEEDS_IMAGE_FACTS } from '../admission';
import { IN_USER_NAMESPACE, SPEC } from '../cel';
import { always, PodControl } from '../control';
import { at } from '../violations';
import { NEEDS_GROUP, needsGroup } from '../volume-files';
import { canChangeGroups } from '../volume-groups';
import { allowsRootGroup, fillId, hasIdentity, WITHOUT_OWN_IDS } from './fix-ids';

export const fsGroup: PodControl<['claims']> = {
  facts: ['claims'],
  id: 'fs-group',
  title: 'An explicit fsGroup other than root\'s',
  level: 'hardened',
  risk: 'low',
  riskNote: 'Kubescape rates it high, together with ten other settings in one control. The '
    + 'group decides only which files of volumes the pod shares.',
  failsHardenedKinds: true,
  why: 'Without fsGroup a non-root user can neither write a PersistentVolumeClaim nor read a Secret that is not readable by everyone.',
  remedy: 'write `fsGroup` for the pod: the gid that it runs with',
  spec: {
    os: 'linux',
    rules: [{ fields: ['spec.securityContext.fsGroup'], allowed: 'anything but 0; also 0 if the control group-id allows it' }],
    notes: ['In workloads that are not hardened constructs, a missing fsGroup is reported only where a container may need it: it may run '
      + 'as a user other than root, and the pod has a PersistentVolumeClaim or other storage, or files whose `defaultMode` or `mode` '
      + 'gives others less than the group. An emptyDir needs no fsGroup, unless it is of huge pages: its mode '
      + 'is 0777. Nor does a volume that ignores fsGroup, such as NFS.'],
  },
  admission: [
    {
      each: 'pod',
      violates: `!(${IN_USER_NAMESPACE}) && ${SPEC}.?securityContext.?fsGroup.orValue(1) == 0`,
      value: '\'0\'',
      platforms: WITHOUT_OWN_IDS,
    },
    { each: 'pod', violates: `!${SPEC}.?securityContext.?fsGroup.hasValue() && ${NEEDS_GROUP}`, platforms: WITHOUT_OWN_IDS },
  ],
  reads: {
    fields: [
      'containers[*].securityContext.runAsUser', 'spec.hostUsers', 'spec.securityContext.fsGroup', 'spec.securityContext.runAsUser',
      'spec.volumes',
    ],
  },
  checks: always((pod, context) => {
    const value = pod.securityContext.fsGroup;
    const isMissing = isAbsent(value) && context.choices.identity.fsGroup !== undefined
      && (!context.notes.isNotHardenedKind || needsGroup(pod));
    return isMissing || (value === 0 && !allowsRootGroup(pod, context.target))
      ? at(pod, ['securityContext', 'fsGroup'])
      : undefined;
  }),
  // The fix reads uids, volumes and PGDATA.
  after: ['user-id', 'writable-paths', 'runtime-environment'],
  isRequested: true,
  filling: NEEDS_IMAGE_FACTS,
  fix: (pod, context) => {
    const isOurs = !context.notes.isNotHardenedKind || pod.containers.some((container) => hasIdentity(container, context.choices));
    if (isOurs && (!context.notes.isNotHardenedKind || canChangeGroups(pod, context))) {
      fillId(pod, 'fsGroup', context.choices.identity.fsGroup);
    }
  },
};
