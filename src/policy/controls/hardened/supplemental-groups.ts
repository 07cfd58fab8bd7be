import { asArray, childObject, fillIn } from '../../../formats/manifest/json';
import { SPEC } from '../cel';
import { always, PodControl } from '../control';
import { at, everyEntry } from '../violations';

export const supplementalGroups: PodControl = {
  id: 'supplemental-groups',
  title: 'No root group among the supplemental groups',
  level: 'hardened',
  risk: 'medium',
  failsHardenedKinds: true,
  why: 'A process with gid 0 may read and write the files of root\'s group, in the image and on every volume.',
  remedy: 'remove 0 from `supplementalGroups`; give files that the application needs their own group, with `fsGroup` or in the image',
  spec: {
    os: 'linux',
    rules: [{ fields: ['spec.securityContext.supplementalGroups[*]'], allowed: 'anything but 0; undefined' }],
  },
  admission: [{ each: 'pod', in: `${SPEC}.?securityContext.?supplementalGroups.orValue([])`, violates: 'it == 0', value: '\'0\'' }],
  reads: { needs: ['spec.securityContext.supplementalGroups'] },
  checks: always((pod) => everyEntry(asArray(pod.securityContext.supplementalGroups), (group, index) => group === 0
    ? at(pod, ['securityContext', 'supplementalGroups', index])
    : undefined)),
  isRequested: true,
  fix: (pod, { choices: { supplementalGroups: groups, supplementalGroupsPolicy } }) => {
    if (groups.length > 0 || supplementalGroupsPolicy) {
      fillIn(childObject(pod.json, 'securityContext'), {
        supplementalGroups: groups.length > 0 ? [...groups] : undefined,
        supplementalGroupsPolicy,
      });
    }
  },
};
