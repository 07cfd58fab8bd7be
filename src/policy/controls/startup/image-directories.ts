import { mountsOf } from '../../../formats/manifest/mounts';
import { ContainerView } from '../../../formats/manifest/pod';
import { formatBytes } from '../../../formats/manifest/quantity';
import { NotData } from '../../../knowledge/image-lock/facts/image-facts';
import { KeptDirectory } from '../../../knowledge/image-lock/writable-directories';
import { mountOfKnown } from '../../../knowledge/images/written-paths';
import { isHelper } from '../../../knowledge/writable-paths/container-paths';
import { Choices } from '../../settings/choices';
import { STARTUP } from '../admission';
import { Violation } from '../check';
import { always, PodControl } from '../control';
import { knownImage, ofImage } from '../known-images';
import { ofStartedContainers } from '../specification';
import { everyContainer, says } from '../violations';

const REMEDY = 'run `cdk8s-hardened suggest-paths IMAGE`, and mount a volume at each directory that the program writes to, with the files '
  + 'of the image if it needs them; waive this for the other directories';

export const imageDirectories: PodControl = {
  id: 'image-directories',
  title: 'Directories with content that the image declares as writable',
  level: 'hardened',
  risk: 'low',
  why: 'Under a read-only root filesystem, a program cannot write to directories that its image provides as writable. An empty volume '
    + 'there would hide their files.',
  remedy: REMEDY,
  remedyInCode: {
    hardened: 'run `cdk8s-hardened suggest-paths IMAGE`, and declare each directory that the program writes to as '
      + '`WritablePath.fromImage(...)`; waive this for the other directories',
  },
  spec: {
    os: 'linux',
    rules: [{
      when: 'a lock file has the files of the image',
      fields: [ofStartedContainers('volumeMounts'), ofStartedContainers('securityContext.readOnlyRootFilesystem')],
      allowed: 'under a read-only root filesystem, a writable mount at or above each directory of the image that is a VOLUME, belongs to '
        + 'its user, has mode 1777 or is created by its start script',
    }],
    notes: [
      'Images with an observation in the lock file, from `suggest-paths --save`, are not checked, because it shows the directories that '
        + 'the program writes to.',
      'Mounts for empty directories are filled in, and for directories with at most 64 MiB of data, which is copied into the volume. The '
        + 'control image-paths reports both. This control reports them only if the image has more than eight, if they are above the '
        + 'program or the working directory, if they are system directories, or if the image does not have a shell to copy the data.',
      'Data is at most 1,000 files that the user can read. Executables, libraries, archives, sources, scripts, packages, setuid files, '
        + 'links to paths outside of the directory, and files in the start command of the image are not data.',
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
    ...says(container, ['volumeMounts'], `${ofImage(own)} declares as writable `
      + `${[...left.slice(0, MOST_SHOWN).map(textOf), ...more].join(', ')}`),
    allowKey: left.map(({ path }) => path).join(', '),
    ...remediesFor(left),
  };
}

const REASONS: { readonly [why in KeptDirectory['why']]: string } = {
  files: 'which has files',
  directories: 'which has directories',
  program: 'where its program is',
  reserved: 'where an empty volume must not be mounted',
  number: 'one of many directories',
  size: 'whose files are too large to copy at each start',
  shell: 'whose files cannot be copied, because the image does not have a shell',
};

function textOf({ path, why, size, notData }: KeptDirectory): string {
  const because = notData && `${NOT_DATA[notData.why]} ${notData.path}`;
  return `${path} (${REASONS[why]}${size === undefined ? '' : `, up to ${formatBytes(size)}`}${because ? `; ${because}` : ''})`;
}

/** Why the files of a directory are not copied into a volume. The path of the file follows. */
const NOT_DATA: { readonly [why in NotData['why']]: string } = {
  executable: 'the program could change the executable',
  library: 'the program could change the library',
  archive: 'the program could change the archive',
  source: 'the program could change the source',
  script: 'the program could change the script',
  package: 'the program could change the package of',
  setuid: 'it has the setuid or setgid file',
  link: 'it has the link',
  started: 'the start command of the image contains',
  device: 'it has the special file',
  unreadable: 'its user cannot read',
  many: 'it has more than 1,000 files, up to',
};

/** The line for each directory whose files can be copied. A person decides, because the program could then change these files. */
function remediesFor(left: readonly KeptDirectory[]): Pick<Violation, 'remedy' | 'remedyInCode'> {
  const copied = left.filter(({ why }) => ['files', 'directories', 'size', 'shell'].includes(why)).slice(0, MOST_SHOWN);
  const options = (why: KeptDirectory['why']) => why === 'shell' ? ', { seedImage: \'busybox\' }' : '';
  const lines = copied.map(({ path, why }) => `\`WritablePath.fromImage('${path}'${options(why)})\``);
  return lines.length === 0 ? {} : {
    remedy: REMEDY,
    remedyInCode: {
      hardened: 'run `cdk8s-hardened suggest-paths IMAGE`, and declare each directory that the program writes to in `writablePaths`: '
        + `${lines.join(', ')}; the program can then change the files in it; waive this for the other directories`,
    },
  };
}
