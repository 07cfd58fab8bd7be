import { holdingMount } from '../../../formats/manifest/holding-mount';
import { asArray, isAbsent } from '../../../formats/manifest/json';
import { mountsOf } from '../../../formats/manifest/mounts';
import { ContainerView } from '../../../formats/manifest/pod';
import { FileFacts, PlatformFacts } from '../../../knowledge/image-lock/facts/image-facts';
import { Context } from '../../context/context';
import { STARTUP } from '../admission';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { ofImage, saidByImage } from '../known-images';
import { ofStartedContainers } from '../specification';
import { everyContainer, says } from '../violations';

export const imageAccess: PodControl = {
  id: 'image-access',
  title: 'A user that can start the program of the image',
  level: 'hardened',
  risk: 'broken',
  why: 'The container fails with `permission denied` if its user cannot execute the program, read a script that it starts, or enter the '
    + 'working directory.',
  remedy: 'set `runAsUser` to the uid of the image, or make the files in the image readable for everyone, with `chmod`',
  remedyInCode: {
    hardened: 'set `user` in `runAs` to the uid of the image, or make the files in the image readable for everyone, with `chmod`',
    plain: 'set `user` to the uid of the image, or make the files in the image readable for everyone, with `chmod`',
  },
  spec: {
    os: 'linux',
    rules: [{
      when: 'a lock file has the files of the image',
      fields: [
        ofStartedContainers('securityContext.{runAsUser,runAsGroup}'),
        'spec.securityContext.{runAsUser,runAsGroup,fsGroup,supplementalGroups}',
      ],
      allowed: 'ids that can execute the program of ENTRYPOINT or CMD, and enter the working directory, by their owners and modes in the '
        + 'image',
    }],
    notes: ['Files that a `command`, a `workingDir` or a volume replaces are not checked. Without `runAsGroup`, the groups are unknown, so '
      + 'the control assumes that they have access. The user of the image also has the `groups` in the lock file.'],
  },
  admission: STARTUP,
  reads: {
    fields: [
      'containers[*].command', 'containers[*].image', 'containers[*].securityContext.runAsGroup',
      'containers[*].securityContext.runAsUser', 'containers[*].volumeMounts', 'containers[*].workingDir', 'spec.securityContext.fsGroup',
      'spec.securityContext.runAsGroup', 'spec.securityContext.runAsUser', 'spec.securityContext.supplementalGroups', 'spec.volumes',
    ],
  },
  checks: always(everyContainer((container, context) => context.choices.imageLock ? denied(container, context) : undefined)),
};

type Use = 'execute' | 'read and execute';

function denied(container: ContainerView, context: Context): Found {
  const uid = container.effective('runAsUser');
  if (typeof uid !== 'number' || uid === 0 || container.isEphemeral) {
    return undefined;
  }
  const own = saidByImage(container, context.choices);
  const found = own?.platforms.map((facts) => deniedFile(container, facts, uid)) ?? [];
  const [first] = found;
  return own && first && found.every(Boolean)
    ? says(container, ['securityContext', 'runAsUser'], `in ${ofImage(own)}, the uid ${uid} cannot ${first}`)
    : undefined;
}

/** The message about a file that the user may not use as the program needs it. */
function deniedFile(container: ContainerView, facts: PlatformFacts, uid: number): string | undefined {
  const { program, workdir, directories = [] } = facts;
  const can = (file: FileFacts, use: Use) => may(container, file, use, uid, facts);
  const isDenied = ({ behind = [], ...file }: FileFacts, use: Use) =>
    !isMounted(container, file.path) && !(behind.every((above) => can(above, 'execute')) && can(file, use));
  const use = program?.interpreter === undefined ? 'execute' : 'read and execute';
  if (isAbsent(container.json.command) && program && isDenied(program, use)) {
    return `${use} ${program.path}, which is ${textOf(program)}`;
  }
  const folder = isAbsent(container.json.workingDir) ? directories.find(({ path }) => path === workdir) : undefined;
  return folder?.found && isDenied({ ...folder.found, path: folder.path }, 'execute')
    ? `enter the working directory ${folder.path}, which is ${textOf(folder.found)}` : undefined;
}

function textOf({ uid, gid, mode }: Omit<FileFacts, 'path'>): string {
  return `${mode.toString(8).padStart(4, '0')} of ${uid}:${gid}`;
}

/** Whether a container may use a file, as its owner, through a group, or as any user. */
function may(container: ContainerView, { uid: owner, gid, mode }: FileFacts, use: Use, uid: number, facts: PlatformFacts): boolean {
  const has = (place: number) => {
    const digit = Math.floor(mode / place) % 8;
    return digit % 2 === 1 && (use === 'execute' || digit >= READ);
  };
  if (uid === owner) {
    return has(0o100);
  }
  return isInGroup(container, gid, uid, facts) ? has(0o10) || has(1) : has(1);
}

/** The read bit in a digit of a mode. The execute bit is 1: an odd digit has it. */
const READ = 4;

/**
 * Whether a program may be in a group. Without `runAsGroup`, the runtime chooses the primary group, so any group is possible. The user
 * also gets the groups that it has in the image.
 */
function isInGroup(container: ContainerView, group: number, uid: number, { uid: own, leavesRoot, groups = [] }: PlatformFacts): boolean {
  const { securityContext: { fsGroup, supplementalGroups } } = container.pod;
  const stated = container.effective('runAsGroup');
  return isAbsent(stated) || [stated, fsGroup, ...asArray(supplementalGroups)].includes(group)
    || ((uid === own || uid === leavesRoot?.uid) && groups.includes(group));
}

function isMounted(container: ContainerView, path: string): boolean {
  return container.volumeMounts.length > 0 && holdingMount(mountsOf(container), path) !== undefined;
}
