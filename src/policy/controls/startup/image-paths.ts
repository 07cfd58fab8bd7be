import { mountsOf } from '../../../formats/manifest/mounts';
import { ContainerView } from '../../../formats/manifest/pod';
import { keepsNothing, mountOfKnown, writtenPaths } from '../../../knowledge/images/written-paths';
import { Context } from '../../context/context';
import { STARTUP } from '../admission';
import { Violation } from '../check';
import { always, PodControl } from '../control';
import { knownImage, ofImage } from '../known-images';
import { ofStartedContainers } from '../specification';
import { everyContainer, says } from '../violations';

export const imagePaths: PodControl = {
  id: 'image-paths',
  title: 'The writable paths of a known image',
  level: 'hardened',
  risk: 'low',
  why: 'Under a read-only root filesystem, a program that cannot write to its paths does not start, or returns errors.',
  remedy: 'mount an emptyDir or a PersistentVolumeClaim at each path; if the program needs files of the image at a path, copy them into '
    + 'the volume first',
  remedyInCode: {
    hardened: 'remove `imageFacts`, so that the paths are filled in; or declare them as `writablePaths`',
    plain: 'mount `Volume.fromEmptyDir` or `Volume.fromPersistentVolumeClaim` at each path; if the program needs files of the image at a '
      + 'path, copy them into the volume first',
  },
  spec: {
    os: 'linux',
    rules: [{
      fields: [ofStartedContainers('volumeMounts'), ofStartedContainers('securityContext.readOnlyRootFilesystem')],
      allowed: 'under a read-only root filesystem, a writable mount at or above each path that the image is known to write to, and each '
        + 'empty writable directory in a lock file; any value except true for an image that is known to need a writable root',
    }],
    notes: ['docs/reference/images.md lists the known images. A container with its own `command` is not checked, because it may start '
      + 'another program.'],
  },
  admission: STARTUP,
  reads: {
    fields: [
      'containers[*].args', 'containers[*].command', 'containers[*].image', 'containers[*].securityContext.readOnlyRootFilesystem',
      'containers[*].volumeMounts', 'spec.volumes',
    ],
  },
  checks: always(everyContainer(unwritable)),
};

function unwritable(container: ContainerView, context: Context): Violation | undefined {
  const { securityContext, json, isEphemeral, pod } = container;
  if (securityContext.readOnlyRootFilesystem !== true || isEphemeral || pod.part || json.command !== undefined) {
    return undefined;
  }
  const known = knownImage(container, context.choices);
  if (!known) {
    return undefined;
  }
  const { name, facts } = known;
  if (facts.writableRoot !== undefined) {
    return {
      ...says(container, ['securityContext', 'readOnlyRootFilesystem'], `${name} needs a writable root: ${facts.writableRoot}`),
      remedy: 'write `readOnlyRootFilesystem: false`, and waive read-only-root-filesystem for the container',
    };
  }
  const paths = writtenPaths(facts, container).filter(({ isData }) => !isData || !keepsNothing(facts, container));
  const mounts = mountsOf(container);
  const missing = paths.filter(({ path }) => !mountOfKnown(mounts, path)?.writable);
  if (missing.length === 0) {
    return undefined;
  }
  const pathsOf = (isDeclared: boolean) => missing.flatMap((each) => (each.isDeclared === true) === isDeclared ? each.path : []).join(', ');
  const [written, declared] = [pathsOf(false), pathsOf(true)];
  const parts = [
    ...written ? [`${name} is known to write to ${written}`] : [],
    ...declared && known.own ? [`${ofImage(known.own)} is built to write to ${declared}`] : [],
  ];
  return {
    ...says(container, ['volumeMounts'], `${parts.join(', and ')}, but there is no writable mount`),
    allowKey: missing.map(({ path }) => path).join(', '),
  };
}
