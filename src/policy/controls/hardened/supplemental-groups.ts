import { asArray, childObject, fillIn } from '../../../formats/manifest/json';
import { SPEC } from '../cel';
import { always, PodControl } from '../control';
import { at, everyEntry } from '../violations';

const DISK = 6;

export const supplementalGroups: PodControl = {
  id: 'supplemental-groups',
  title: 'No supplemental group of root or of disks',
  level: 'hardened',
  risk: 'medium',
  failsHardenedKinds: true,
  why: 'A process with gid 0 can access the files of the group root, in the image and on every volume. Group 6 is `disk` in nearly every '
    + 'distribution, and can read and write the raw disks of the node if their device files are mounted.',
  remedy: 'remove 0 and 6 from `supplementalGroups`; give files that the application needs a group of their own, with `fsGroup` or in the '
    + 'image',
  spec: {
    os: 'linux',
    rules: [{ fields: ['spec.securityContext.supplementalGroups[*]'], allowed: 'any group except 0 and 6; undefined' }],
  },
  admission: [{
    each: 'pod', in: `${SPEC}.?securityContext.?supplementalGroups.orValue([])`, violates: 'it == 0 || it == 6', value: 'string(it)',
  }],
  reads: { needs: ['spec.securityContext.supplementalGroups'] },
  checks: always((pod) => everyEntry(asArray(pod.securityContext.supplementalGroups), (group, index) => group === 0 || group === DISK
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
