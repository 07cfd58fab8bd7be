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
  title: 'No image that works only as root, unless the manifest allows root',
  level: 'hardened',
  risk: {
    broken: 'a non-root user, with which the program exits or does not work',
    low: 'no user, so that the image runs as root without a decision',
  },
  why: 'Such an image is built to run alone on a machine. If it runs as root, one bug gives an attacker all permissions of the container.',
  remedy: 'use images that run as other users, such as the images in the vendor\'s chart; or write `runAsUser: 0`, with waivers, in a '
    + 'separate namespace and, if the cluster supports it, with `hostUsers: false`',
  remedyInCode: {
    hardened: 'use images that run as other users, such as the images in the vendor\'s chart; or set `runAs: RunAs.rootInUserNamespace()`, '
      + 'or `user: 0` with waivers, in a separate namespace',
    plain: 'use images that run as other users, such as the images in the vendor\'s chart; or set `user: 0` and `ensureNonRoot: false`, '
      + 'with waivers, in a separate namespace',
  },
  spec: {
    os: 'linux',
    rules: [{
      when: 'docs/reference/images.md lists the image as one that works only as root, or a lock file shows that it does not start as its '
        + 'own user (`asUser: fails`)',
      fields: [ofStartedContainers('securityContext.{runAsUser,runAsNonRoot}'), 'spec.securityContext.{runAsUser,runAsNonRoot}'],
      allowed: 'runAsUser 0, which other controls report',
    }],
    notes: ['A container with its own `command` is not checked, because it may start another program. Platforms that assign users are not '
      + 'checked either.'],
  },
  admission: STARTUP,
  reads: {
    fields: ['containers[*].command', 'containers[*].image', 'containers[*].securityContext.runAsUser', 'spec.securityContext.runAsUser'],
  },
  checks: always(everyContainer(undecided)),
};

const START = 'write the program as `command`, so that it starts without steps that only root can do';
const WITHOUT_SCRIPT = `${START}, and set \`runAsUser\` to the uid of the image`;
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
    ...says(container, ['securityContext', 'runAsUser'], `${name} works only as root: `
      + `${needsRoot}${hint === undefined ? '' : `. ${hint}`}`),
    risk: startsAsNonRoot(container) ? 'broken' : 'low',
    ...isOwn(known, 'needsRoot') && { remedy: WITHOUT_SCRIPT, remedyInCode: WITHOUT_SCRIPT_IN_CODE },
  };
}
