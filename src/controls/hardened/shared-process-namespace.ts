/*
 * Containers that see each other's processes are different users.
 *
 * Restricted fields: spec.shareProcessNamespace
 * Allowed values:    false, undefined; true where all containers that run together have a uid, each its own
 *
 * The kernel lets one uid read the memory, the environment and, through /proc/PID/root, all files of its other processes.
 * A plain init container runs beside the sidecars before it, and has ended when the next container starts.
 */
import { ContainerView, PodView } from '../../manifest/pod';
import { always, at, NONE, PodControl, Violations } from '../control';

export const sharedProcessNamespace: PodControl = {
  id: 'shared-process-namespace',
  title: 'No processes of one user shared between containers',
  level: 'hardened',
  severity: 'error',
  why: 'A sidecar that is broken into reads the application\'s secrets, changes its files and kills it.',
  remedy: 'remove `shareProcessNamespace`, or give each container a `runAsUser` of its own',
  checks: always(check),
};

function check(pod: PodView): Violations {
  if (pod.json.shareProcessNamespace !== true) {
    return NONE;
  }
  for (const [index, one] of pod.containers.entries()) {
    const twin = pod.containers.slice(index + 1).find((later) => mayBeOneUser(one, later));
    if (twin && keepsRunning(one)) {
      const violation = at(pod, ['shareProcessNamespace'], `containers "${one.name}" and "${twin.name}" may run as the same user`);
      return [{ ...violation, allowKey: pod.containers.map(({ name }) => name).join(' ') }];
    }
  }
  return NONE;
}

/** Whether a container still runs when the later ones start. */
function keepsRunning({ list, json }: ContainerView): boolean {
  return list !== 'initContainers' || json.restartPolicy === 'Always';
}

/** A uid that stands nowhere may be any: the image, or the platform, decides. */
function mayBeOneUser(one: ContainerView, other: ContainerView): boolean {
  const [uid, otherUid] = [one.effective('runAsUser'), other.effective('runAsUser')];
  return typeof uid !== 'number' || typeof otherUid !== 'number' || uid === otherUid;
}
