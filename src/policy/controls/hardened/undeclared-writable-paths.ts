import { mountsOf } from '../../../formats/manifest/mounts';
import { ContainerView, PodView } from '../../../formats/manifest/pod';
import { isHelper } from '../../../knowledge/writable-paths/container-paths';
import { Context } from '../../context/context';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { ofStartedContainers } from '../specification';
import { at } from '../violations';

export const undeclaredWritablePaths: PodControl = {
  id: 'undeclared-writable-paths',
  title: 'A writable directory under a read-only root filesystem',
  level: 'hardened',
  risk: 'low',
  why: 'Under a read-only root filesystem, an application that writes temporary files, a pid file or a cache does not start, or fails '
    + 'later.',
  remedy: 'run `cdk8s-hardened suggest-paths IMAGE`, and mount an emptyDir at each path that it prints; waive the finding for a program '
    + 'that does not write files',
  spec: {
    os: 'linux',
    rules: [{
      fields: [ofStartedContainers('volumeMounts of containers in workloads that are not hardened constructs, if hardening or a default of '
        + 'cdk8s-plus made the root filesystem read-only')],
      allowed: 'at least one writable mount, because the author then considered the files that the container writes',
    }],
    notes: [
      'This is one warning for each pod, because many programs do not write files.',
      'A read-only root filesystem in the manifest itself is not reported, because its author chose it, so the application runs with it.',
      'Parts of a pod that an operator completes are not checked, because the operator adds mounts.',
    ],
  },
  admission: { because: 'it checks values that hardening fills in, which the object does not show' },
  reads: { fields: ['containers[*].securityContext.readOnlyRootFilesystem', 'containers[*].volumeMounts', 'spec.volumes'] },
  checks: always(unknownWriters),
};

function unknownWriters(pod: PodView, { notes: { isNotHardenedKind, hasLibraryDefaults, writableRoots } }: Context): Found {
  if (!isNotHardenedKind || pod.part || !pod.containers.some(writesNowhere)) {
    return undefined;
  }
  const found = pod.containers.filter((each) => writesNowhere(each) && (hasLibraryDefaults || writableRoots?.has(each.name)));
  if (found.length === 0) {
    return undefined;
  }
  const names = found.map(({ name }) => name).join(', ');
  const detail = `these containers have neither a writable mount nor declared writable paths: ${names}`;
  // The finding is on the pod, and its key names all containers, so that a waiver does not cover a container that is added later.
  return [{ ...at(found[0], ['securityContext', 'readOnlyRootFilesystem'], detail), container: undefined, allowKey: names }];
}

function writesNowhere(container: ContainerView): boolean {
  return container.securityContext.readOnlyRootFilesystem === true && !container.isEphemeral && !isHelper(container)
    && !mountsOf(container).some(({ writable }) => writable);
}
