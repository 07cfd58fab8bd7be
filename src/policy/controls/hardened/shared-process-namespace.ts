import { ContainerView, PodView } from '../../../formats/manifest/pod';
import { celEffective, SPEC } from '../cel';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { at } from '../violations';

const uidOf = (container: string) => celEffective('runAsUser', '-1').replace(/^c/, container);
const SAME_USER = `(-1 in [${uidOf('a')}, ${uidOf('b')}] || ${uidOf('a')} == ${uidOf('b')})`;
const LASTING = `(${SPEC}.?containers.orValue([]) + ${SPEC}.?ephemeralContainers.orValue([]))`;
const INIT = `${SPEC}.?initContainers.orValue([])`;
/** Upper limit for the number of init containers, because CEL has no ranges. */
const MANY = 64;
const POSITIONS = `[${[...Array(MANY).keys()].join(', ')}]`;

/**
 * CEL conditions for two containers that run at the same time as the same user: two regular containers, or a sidecar with a regular
 * container or a later init container.
 */
const PAIRS = [
  `size(${INIT}) > ${MANY}`,
  `${LASTING}.exists(a, ${LASTING}.exists(b, a.name != b.name && ${SAME_USER}))`,
  `${INIT}.exists(a, a.?restartPolicy.orValue('') == 'Always' && ${LASTING}.exists(b, ${SAME_USER}))`,
  `${POSITIONS}.exists(i, i < size(${INIT}) && [${INIT}[i]].exists(a, a.?restartPolicy.orValue('') == `
    + `'Always' && ${POSITIONS}.exists(j, j > i && j < size(${INIT})`
    + ` && [${INIT}[j]].exists(b, ${SAME_USER}))))`,
];

export const sharedProcessNamespace: PodControl = {
  id: 'shared-process-namespace',
  title: 'No shared process namespace for containers with the same user',
  level: 'hardened',
  risk: 'medium',
  failsHardenedKinds: true,
  why: 'A compromised sidecar can read the application\'s secrets, change its files and kill it.',
  remedy: 'remove `shareProcessNamespace`, or give each container its own `runAsUser`',
  remedyInCode: 'remove `shareProcessNamespace`, or give each container its own `user`',
  spec: {
    os: 'linux',
    rules: [{
      fields: ['spec.shareProcessNamespace'],
      allowed: 'false, undefined; true if all containers that run at the same time have different uids',
    }],
    notes: [
      'A process can read the memory, the environment and, through /proc/PID/root, all files of other processes with the same uid.',
      'A regular init container runs beside the sidecars before it, and ends before the next container starts.',
    ],
  },
  admission: [{
    each: 'pod',
    violates: `${SPEC}.?shareProcessNamespace.orValue(false) == true && (${PAIRS.join(' || ')})`,
    value: 'variables.containers.map(c, c.name).join(\' \')',
  }],
  reads: {
    needs: ['spec.shareProcessNamespace'],
    fields: ['containers[*].restartPolicy', 'containers[*].securityContext.runAsUser', 'spec.securityContext.runAsUser'],
  },
  checks: always(check),
};

function check(pod: PodView): Found {
  if (pod.json.shareProcessNamespace !== true) {
    return undefined;
  }
  for (const [index, one] of pod.containers.entries()) {
    const twin = pod.containers.slice(index + 1).find((later) => mayBeOneUser(one, later));
    if (twin && keepsRunning(one)) {
      const violation = at(pod, ['shareProcessNamespace'], `containers "${one.name}" and "${twin.name}" may run as the same user`);
      return [{ ...violation, allowKey: pod.containers.map(({ name }) => name).join(' ') }];
    }
  }
  return undefined;
}

/** Whether a container is still running when later containers start. */
function keepsRunning({ list, json }: ContainerView): boolean {
  return list !== 'initContainers' || json.restartPolicy === 'Always';
}

/** Whether two containers may have the same user. Without a uid, the image or the platform chooses the user, so any user is possible. */
function mayBeOneUser(one: ContainerView, other: ContainerView): boolean {
  const [uid, otherUid] = [one.effective('runAsUser'), other.effective('runAsUser')];
  return typeof uid !== 'number' || typeof otherUid !== 'number' || uid === otherUid;
}
