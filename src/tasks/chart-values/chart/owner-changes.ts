import { asArray } from '../../../formats/manifest/json';
import { ContainerView, PodView } from '../../../formats/manifest/pod';
import { programName } from '../../../formats/shell/command';
import { execCommands } from '../../../formats/shell/shell-commands';

const CHANGES_OWNERS = new Set(['chown', 'chgrp']);
/** Where another command may follow a failure, or only root comes so far. */
const GUARD = /\|\||\bif\b|\bid -u\b/;

/**
 * The init containers that hardening breaks: they change the owners of files, and only root with the capability CHOWN may do that.
 *
 * @param before the pods of the chart's author
 */
export function brokenOwnerChanges(before: readonly PodView[], hardened: readonly PodView[]): readonly ContainerView[] {
  return hardened.flatMap((pod, index) => pod.containers.filter((container) => {
    const own = before[index]?.containers.find(({ list, name }) => list === container.list && name === container.name);
    return container.list === 'initContainers' && own?.effective('runAsNonRoot') !== true && container.effective('runAsNonRoot') === true
      && changesOwners(container);
  }));
}

function changesOwners({ json: { command, args } }: ContainerView): boolean {
  const words = [...asArray(command), ...asArray(args)].filter((word): word is string => typeof word === 'string');
  return asArray(command).length > 0 && !words.some((word) => GUARD.test(word))
    && execCommands(words).some(([program]) => CHANGES_OWNERS.has(programName(program)));
}
