/*
 * Nothing is started through sudo.
 *
 * Restricted fields: spec.{initContainers,containers,ephemeralContainers}[*].{command,args}[*]
 * Allowed values:    none that is, or starts with, sudo, and no script after -c with the word sudo in it
 */
import { asArray } from '../../manifest/json';
import { ContainerView } from '../../manifest/pod';
import { always, at, everyContainer, NONE, PodControl, Violations } from '../control';
import { everyEntry } from '../entries';

const SUDO = /^(?:\/(?:usr\/)?(?:local\/)?bin\/)?sudo(?:\s|$)/;
const SUDO_IN_SCRIPT = /(?<![\w.-])sudo(?![\w./-])/;
/** With what shells are told beside it in one word: -ec, -cex. */
const SCRIPT_FLAG = /^-[a-z]*c[eux]*$/;

export const sudo: PodControl = {
  id: 'sudo',
  title: 'No sudo',
  level: 'hardened',
  severity: 'warning',
  why: 'An image with sudo hands root to whoever breaks into it; without privilege escalation it does not work at all.',
  remedy: 'run the program as the container\'s own user, and do what needs root when the image is built',
  knownAs: { kubescape: ['C-0062'] },
  checks: always(everyContainer((container) => {
    const inCommand = sudoIn(container, 'command');
    const inArguments = sudoIn(container, 'args');
    return inCommand === NONE ? inArguments : inCommand.concat(inArguments);
  })),
};

function sudoIn(container: ContainerView, field: 'command' | 'args'): Violations {
  const words = asArray(container.json[field]);
  return everyEntry(words, (word, index) => {
    const before = index > 0 ? words[index - 1] : field === 'args' && asArray(container.json.command).at(-1);
    const isScript = typeof before === 'string' && SCRIPT_FLAG.test(before);
    return typeof word === 'string' && (SUDO.test(word) || (isScript && SUDO_IN_SCRIPT.test(word)))
      ? at(container, [field, index])
      : undefined;
  });
}
