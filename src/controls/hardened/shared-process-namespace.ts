import { ContainerView, PodView } from '../../manifest/pod';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { at } from '../violations';

export const sharedProcessNamespace: PodControl = {
  id: 'shared-process-namespace',
  title: 'No processes of the same user shared between containers',
  level: 'hardened',
  severity: 'error',
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
      'The kernel lets a uid read the memory, the environment and, through /proc/PID/root, all files of its other processes.',
      'A regular init container runs next to the sidecars before it, and has ended when the next container starts.',
    ],
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

/** Whether a container still runs when the later ones start. */
function keepsRunning({ list, json }: ContainerView): boolean {
  return list !== 'initContainers' || json.restartPolicy === 'Always';
}

/** An absent uid may be any: the image or the platform decides. */
function mayBeOneUser(one: ContainerView, other: ContainerView): boolean {
  const [uid, otherUid] = [one.effective('runAsUser'), other.effective('runAsUser')];
  return typeof uid !== 'number' || typeof otherUid !== 'number' || uid === otherUid;
}
