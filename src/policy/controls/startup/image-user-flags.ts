import { asArray, asString, isAbsent } from '../../../formats/manifest/json';
import { ContainerView } from '../../../formats/manifest/pod';
import { UserFlag } from '../../../knowledge/images/known-image';
import { Context } from '../../context/context';
import { STARTUP } from '../admission';
import { Violation } from '../check';
import { always, PodControl } from '../control';
import { startsAsNonRoot } from '../effective';
import { knownImage } from '../known-images';
import { ofStartedContainers } from '../specification';
import { everyContainer, says } from '../violations';

export const imageUserFlags: PodControl = {
  id: 'image-user-flags',
  title: 'No option that changes the user of a known image',
  level: 'hardened',
  risk: 'low',
  why: 'Only root can switch users. Without root, a daemon with such an option exits at once, with an error such as `setgid(): Operation '
    + 'not permitted`.',
  remedy: 'remove the option, because the pod sets the user',
  spec: {
    os: 'linux',
    rules: [
      {
        fields: [ofStartedContainers('command'), ofStartedContainers('args')],
        allowed: 'no option that docs/reference/images.md lists for the image, unless it starts as root',
      },
      {
        fields: [ofStartedContainers('securityContext.runAsUser')],
        allowed: 'the uid of the image, if its ENTRYPOINT has such an option, and the container does not have a `command`',
      },
    ],
    notes: ['Measured with named of BIND 9.20 and varnishd 7.7, as a user without capabilities. memcached 1.6 and mosquitto 2.0 ignore the '
      + 'option without root. haproxy 3.0 has it only in its configuration, which the manifest may not contain.'],
  },
  admission: STARTUP,
  reads: {
    fields: [
      'containers[*].args', 'containers[*].command', 'containers[*].image', 'containers[*].securityContext.runAsNonRoot',
      'containers[*].securityContext.runAsUser', 'spec.securityContext.runAsNonRoot', 'spec.securityContext.runAsUser',
    ],
  },
  checks: always(everyContainer(userChange)),
};

function userChange(container: ContainerView, context: Context): Violation | undefined {
  const knowledge = container.isEphemeral || !startsAsNonRoot(container) ? undefined : knownImage(container, context.choices);
  if (!knowledge?.facts.userFlags) {
    return undefined;
  }
  const { name, facts: { userFlags, uid } } = knowledge;
  for (const flag of userFlags) {
    if (flag.worksAsUid && container.effective('runAsUser') === uid) {
      continue;
    }
    const owner = `without root, ${name} does not start with ${flag.flag}`;
    if (flag.isInEntrypoint && isAbsent(container.json.command)) {
      const without = `, or a \`command\` without \`${flag.flag}\``;
      return {
        ...says(container, ['securityContext', 'runAsUser'], `${owner}, an option in its ENTRYPOINT, except as the uid ${uid}`,
          `write \`runAsUser: ${uid}\`${without}`),
        remedyInCode: { hardened: `set \`runAs: RunAs.user(${uid})\`${without}`, plain: `set \`user: ${uid}\`${without}` },
      };
    }
    const found = flagPath(container, flag);
    if (found) {
      return says(container, found, owner, `remove \`${flag.flag}\` and its value`);
    }
  }
  return undefined;
}

/** The place of an option in the command line, if the option has a value to check. */
function flagPath({ json }: ContainerView, { flag, values }: UserFlag): readonly (string | number)[] | undefined {
  for (const list of ['command', 'args']) {
    const words = asArray(json[list]).map(asString);
    const index = words.findIndex((_, position) => {
      const value = valueAt(words, position, flag);
      return value !== undefined && (!values || values.some((start) => value.startsWith(start)));
    });
    if (index >= 0) {
      return [list, index];
    }
  }
  return undefined;
}

function valueAt(words: readonly (string | undefined)[], position: number, flag: string): string | undefined {
  const word = words[position];
  if (word === flag) {
    return words[position + 1];
  }
  return word?.startsWith(`${flag}=`) ? word.slice(flag.length + 1) : undefined;
}
