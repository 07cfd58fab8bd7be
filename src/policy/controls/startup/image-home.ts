import { asObject, isAbsent } from '../../../formats/manifest/json';
import { mountsOf } from '../../../formats/manifest/mounts';
import { ContainerView } from '../../../formats/manifest/pod';
import { formatBytes } from '../../../formats/manifest/quantity';
import { PlatformFacts } from '../../../knowledge/image-lock/facts/image-facts';
import { mountOfKnown } from '../../../knowledge/images/written-paths';
import { Context } from '../../context/context';
import { STARTUP } from '../admission';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { ofImage, saidByImage } from '../known-images';
import { ofStartedContainers } from '../specification';
import { everyContainer, says } from '../violations';

export const imageHome: PodControl = {
  id: 'image-home',
  title: 'A HOME that the user of the image can write to',
  level: 'hardened',
  risk: 'low',
  why: 'Programs store caches and settings in HOME. Under a read-only root filesystem, some programs do not start without it.',
  remedy: 'set the variable HOME to a writable mount, such as `/tmp`; waive this for a program that does not write there',
  remedyInCode: 'set the variable HOME in `envVariables` to a writable path, such as '
    + '`/tmp`; waive this for a program that does not write there',
  spec: {
    os: 'linux',
    rules: [{
      when: 'a lock file has the files of the image, and its user owns HOME, with files in it',
      fields: [ofStartedContainers('env[*] named HOME'), ofStartedContainers('volumeMounts')],
      allowed: 'under a read-only root filesystem, another value, or a writable mount at or above it',
    }],
    notes: ['A mount for an empty HOME is filled in, or reported by image-paths. A container with its own `command`, or with another user '
      + 'than the image, is not checked.'],
  },
  admission: STARTUP,
  reads: {
    fields: [
      'containers[*].command', 'containers[*].env', 'containers[*].image', 'containers[*].securityContext.readOnlyRootFilesystem',
      'containers[*].securityContext.runAsUser', 'containers[*].volumeMounts', 'spec.securityContext.runAsUser',
    ],
  },
  checks: always(everyContainer((container, context) => context.choices.imageLock ? unwritable(container, context) : undefined)),
};

function unwritable(container: ContainerView, context: Context): Found {
  const { securityContext, json, isEphemeral, pod, env } = container;
  if (securityContext.readOnlyRootFilesystem !== true || isEphemeral || pod.part || json.command !== undefined
    || env.some((entry) => asObject(entry).name === 'HOME')) {
    return undefined;
  }
  const own = saidByImage(container, context.choices);
  const homes = own?.platforms.map((facts) => ownHome(facts, container)) ?? [];
  const [home] = homes;
  return !own || !home || homes.some((other) => other?.path !== home.path) || mountOfKnown(mountsOf(container), home.path)?.writable
    ? undefined
    : {
      ...says(container, ['volumeMounts'], `${home.path}, the HOME of ${ofImage(own)}, has `
        + `files${home.size === undefined ? '' : ` (up to ${formatBytes(home.size)})`}, but does not have a writable mount`),
      allowKey: home.path,
    };
}

interface Home {
  readonly path: string;
  readonly size?: number;
}

/** HOME, if it belongs to the user of the container, and contains files that an empty volume would hide. */
function ownHome({ home, uid, leavesRoot, directories = [] }: PlatformFacts, container: ContainerView): Home | undefined {
  const found = home === undefined ? undefined : directories.find(({ path }) => path === home)?.found;
  const user = container.effective('runAsUser');
  const own = leavesRoot?.uid ?? uid;
  return !found || found.has !== 'files' || found.uid !== own || !(isAbsent(user) || user === own)
    ? undefined
    : { path: home!, size: found.size };
}
