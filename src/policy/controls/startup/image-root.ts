import { isAbsent } from '../../../formats/manifest/json';
import { ContainerView } from '../../../formats/manifest/pod';
import { isOwn } from '../../../knowledge/image-lock/all-known';
import { Context } from '../../context/context';
import { assignsIds } from '../../settings/target';
import { STARTUP } from '../admission';
import { Violation } from '../check';
import { always, PodControl } from '../control';
import { startsAsNonRoot } from '../effective';
import { knownImage } from '../known-images';
import { ofStartedContainers } from '../specification';
import { everyContainer, says } from '../violations';

export const imageRoot: PodControl = {
  id: 'image-root',
  title: 'No image that works as root only, unless someone decides so',
  level: 'hardened',
  risk: {
    broken: 'a user that is not root: the program ends, or does not work',
    low: 'no user, so that the image decides: it runs as root, and no one decided that',
  },
  why: 'Such an image is made to have a machine for itself. As root, one bug in it gives an attacker all rights of the container.',
  remedy: 'use images that run as other users, such as the images in the chart of its vendor; or write `runAsUser: 0`, with waivers, in a '
    + 'namespace of its own and, if the cluster can, with `hostUsers: false`',
  remedyInCode: {
    hardened: 'use images that run as other users, such as the images in the chart of its vendor; or set `runAs: '
      + 'RunAs.rootInUserNamespace()`, or `user: 0` with waivers, in a namespace of its own',
    plain: 'use images that run as other users, such as the images in the chart of its vendor; or set `user: 0` and '
      + '`ensureNonRoot: false`, with waivers, in a namespace of its own',
  },
  spec: {
    os: 'linux',
    rules: [{
      when: 'docs/reference/images.md says of the image that it works as root only, or a lock '
        + 'file that its start fails as its own user (`asUser: fails`)',
      fields: [ofStartedContainers('securityContext.{runAsUser,runAsNonRoot}'), 'spec.securityContext.{runAsUser,runAsNonRoot}'],
      allowed: 'runAsUser 0, which other controls report',
    }],
    notes: ['A container with a `command` of its own is not checked: it may start another '
      + 'program. A platform that assigns users is not checked either.'],
  },
  admission: STARTUP,
  reads: {
    fields: ['containers[*].command', 'containers[*].image', 'containers[*].securityContext.runAsUser', 'spec.securityContext.runAsUser'],
  },
  checks: always(everyContainer(undecided)),
};

const START = 'write the program as `command`, so that it starts without what only root may do';
const WITHOUT_SCRIPT = `${START}, and the uid of the image as \`runAsUser\``;
const WITHOUT_SCRIPT_IN_CODE = `${START}, and set \`user\` to the uid of the image`;

function undecided(container: ContainerView, context: Context): Violation | undefined {
  if (container.isEphemeral || !isAbsent(container.json.command) || assignsIds(context.target) || container.effective('runAsUser') === 0) {
    return undefined;
  }
  const known = knownImage(container, context.choices);
  if (known?.facts.needsRoot === undefined) {
    return undefined;
  }
  const { name, facts: { needsRoot, hint } } = known;
  return {
    ...says(container, ['securityContext', 'runAsUser'], `${name} only works as root: `
      + `${needsRoot}${hint === undefined ? '' : `. ${hint}`}`),
    risk: startsAsNonRoot(container) ? 'broken' : 'low',
    ...isOwn(known, 'needsRoot') && { remedy: WITHOUT_SCRIPT, remedyInCode: WITHOUT_SCRIPT_IN_CODE },
  };
}
