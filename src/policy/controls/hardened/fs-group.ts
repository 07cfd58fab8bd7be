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
  title: 'An explicit fsGroup that is not root',
  level: 'hardened',
  risk: 'low',
  riskNote: 'Kubescape rates it high, in one control with ten other settings. The group determines only which files of volumes the pod can '
    + 'access.',
  failsHardenedKinds: true,
  why: 'Without fsGroup, a non-root user can neither write to a PersistentVolumeClaim nor read a Secret that is not world-readable.',
  remedy: 'write `fsGroup` for the pod: the gid that it runs with',
  spec: {
    os: 'linux',
    rules: [{ fields: ['spec.securityContext.fsGroup'], allowed: 'anything but 0; also 0 if the control group-id allows it' }],
    notes: ['In workloads that are not hardened constructs, a missing fsGroup is reported only if a container may need it: it may run as a '
      + 'non-root user, and the pod has a PersistentVolumeClaim or other storage, or files whose `defaultMode` or `mode` gives the group '
      + 'more permissions than others. An emptyDir does not need an fsGroup, because its mode is 0777, except for huge pages. A volume '
      + 'that ignores fsGroup, such as NFS, does not need one either.'],
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
