/*
 * A workload that others made says nowhere what it writes.
 *
 * Restricted fields: spec.{initContainers,containers}[*].volumeMounts of containers with a read-only root filesystem, in workloads that
 *                    are not hardened constructs
 * Allowed values:    any with at least one writable mount: its author thought of what the container writes
 *
 * One warning for a pod, and no error for each container: many programs write nothing, and for those nothing is wrong. In a part of
 * a pod the operator adds mounts.
 */
import { mountsOf } from '../../manifest/mounts';
import { ContainerView, PodView } from '../../manifest/pod';
import { Settings } from '../../settings/settings';
import { isHelper } from '../../writable-paths/container-paths';
import { always, at, NONE, PodControl, Violations } from '../control';

export const undeclaredWritablePaths: PodControl = {
  id: 'undeclared-writable-paths',
  title: 'A place to write under a read-only root',
  level: 'hardened',
  severity: 'warning',
  why: 'Under a read-only root an application that writes temporary files, a pid file or a cache does not start, or fails later.',
  remedy: 'run `cdk8s-hardened suggest-paths IMAGE`, and mount an emptyDir at each path that it prints; waive this for a program that writes nothing',
  checks: always(unknownWriters),
};

function unknownWriters(pod: PodView, { isThirdParty }: Settings): Violations {
  if (!isThirdParty || pod.part || !pod.containers.some(writesNowhere)) {
    return NONE;
  }
  const found = pod.containers.filter(writesNowhere);
  const names = found.map(({ name }) => name).join(', ');
  const detail = `nothing is known of what the application writes, and these containers can write nowhere: ${names}`;
  // It is the pod's, and the pin names all of them: a waiver does not cover one that comes later.
  return [{ ...at(found[0], ['securityContext', 'readOnlyRootFilesystem'], detail), container: undefined, allowKey: names }];
}

function writesNowhere(container: ContainerView): boolean {
  return container.securityContext.readOnlyRootFilesystem === true && !container.isEphemeral && !isHelper(container)
    && !mountsOf(container).some(({ writable }) => writable);
}
