import { mountsOf } from '../../../formats/manifest/mounts';
import { ContainerView } from '../../../formats/manifest/pod';
import { formatBytes } from '../../../formats/manifest/quantity';
import { KeptDirectory } from '../../../knowledge/image-lock/writable-directories';
import { mountOfKnown } from '../../../knowledge/images/written-paths';
import { isHelper } from '../../../knowledge/writable-paths/container-paths';
import { Choices } from '../../settings/choices';
import { STARTUP } from '../admission';
import { Violation } from '../check';
import { always, PodControl } from '../control';
import { knownImage, ofImage } from '../known-images';
import { ofStartedContainers } from '../specification';
import { at, everyContainer } from '../violations';

export const imageDirectories: PodControl = {
  id: 'image-directories',
  title: 'Directories with content that the image declares as writable',
  level: 'hardened',
  risk: 'low',
  why: 'Under a read-only root filesystem a program cannot write a directory that its image '
    + 'made for that. An empty volume there would hide the files in it.',
  remedy: 'run `cdk8s-hardened suggest-paths IMAGE`, and mount a volume at each of them that the program writes, with the '
    + 'files of the image if it needs them; waive this for the others',
  remedyInCode: {
    hardened: 'run `cdk8s-hardened suggest-paths IMAGE`, and declare each of them that the program '
    + 'writes as `WritablePath.fromImage(...)`; waive this for the others',
  },
  spec: {
    os: 'linux',
    rules: [{
      when: 'a lock file has the files of the image',
      fields: [ofStartedContainers('volumeMounts'), ofStartedContainers('securityContext.readOnlyRootFilesystem')],
      allowed: 'under a read-only root filesystem, a writable mount at or above each directory of the image that is a VOLUME, '
        + 'belongs to its user, has mode 1777 or is made by its start script',
    }],
    notes: [
      'Not checked with an observation in the lock file, as `suggest-paths --save` writes it: it shows which of them the program writes.',
      'Empty directories are filled in, or reported by image-paths. They are only reported if the image has more than eight, if they are '
        + 'above the program or the working directory, or if they are system directories.',
      'A container with its own `command` is not checked. The control image-home checks HOME.',
    ],
  },
  admission: STARTUP,
  reads: {
    fields: [
      'containers[*].command', 'containers[*].image', 'containers[*].securityContext.readOnlyRootFilesystem',
      'containers[*].volumeMounts', 'spec.volumes',
    ],
  },
  checks: always(everyContainer((container, context) => context.choices.imageLock ? unwritable(container, context.choices) : undefined)),
};

const MOST_SHOWN = 8;

function unwritable(container: ContainerView, choices: Choices): Violation | undefined {
  const { securityContext, json, isEphemeral, pod } = container;
  if (securityContext.readOnlyRootFilesystem !== true || isEphemeral || pod.part || json.command !== undefined || isHelper(container)) {
    return undefined;
  }
  const { own, observed } = knownImage(container, choices) ?? {};
  if (!own || observed || own.kept.length === 0) {
    return undefined;
  }
  const mounts = mountsOf(container);
  const homes = own.platforms.map(({ home }) => home);
  const left = own.kept.filter(({ path }) => !homes.includes(path) && !mountOfKnown(mounts, path)?.writable);
  if (left.length === 0) {
    return undefined;
  }
  const more = left.length > MOST_SHOWN ? [`and ${left.length - MOST_SHOWN} more`] : [];
  return {
    ...at(container, ['volumeMounts'], `${ofImage(own)}: it declares as writable `
      + `${[...left.slice(0, MOST_SHOWN).map(textOf), ...more].join(', ')}`),
    allowKey: left.map(({ path }) => path).join(', '),
  };
}

const REASONS: { readonly [why in KeptDirectory['why']]: string } = {
  files: 'which has files',
  directories: 'which has directories',
  program: 'where its program is',
  reserved: 'where no empty volume belongs',
  number: 'one of many',
};

function textOf({ path, why, size }: KeptDirectory): string {
  return `${path} (${REASONS[why]}${size === undefined ? '' : `, up to ${formatBytes(size)}`})`;
}
