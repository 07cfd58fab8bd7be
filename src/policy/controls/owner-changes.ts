import { asArray } from '../../formats/manifest/json';
import { ContainerView } from '../../formats/manifest/pod';
import { programName } from '../../formats/shell/command';
import { execCommands } from '../../formats/shell/shell-commands';
import { orUnread } from '../../formats/shell/shell-error';

const CHANGES_OWNERS = new Set(['chown', 'chgrp']);
/** Text that shows that the failure of a change is handled, or that only root gets this far. */
const GUARD = /\bch(?:own|grp)\b[^;&|\n]*\|\||\bif\s+(?:!\s+)?(?:\S*\/)?ch(?:own|grp)\b|\bid -u|\bwhoami\b|\$\{?E?UID\b/;

/**
 * Whether an init container certainly changes owners of files, so that it fails as a user other than root. It does not if its script cannot
 * be read: root takes more than a doubt.
 */
export function changesOwners({ list, json: { command, args } }: ContainerView): boolean {
  if (list !== 'initContainers') {
    return false;
  }
  // Most images for such a container have no ENTRYPOINT, so that the arguments alone are the command.
  const words = [...asArray(command), ...asArray(args)].filter((word): word is string => typeof word === 'string');
  return !words.some((word) => GUARD.test(word))
    && orUnread(() => execCommands(words), () => []).some(([program]) => CHANGES_OWNERS.has(programName(program)));
}
