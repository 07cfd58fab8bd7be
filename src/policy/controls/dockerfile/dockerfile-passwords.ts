import { inInstruction, keptInstructions } from './violations';
import { programName, ShellCommand } from '../../../formats/shell/command';
import { DockerfileControl } from '../control';

/** Options that only lock an account, or show its state. */
const LOCKS = /^(?:-l|--lock|-S|--status|-e|--expire)$/;
/** A hash that does not match any password. */
const LOCKED = /^[!*]+$/;
const ACCOUNT_PROGRAMS = new Set(['useradd', 'usermod', 'groupadd', 'groupmod']);

export const dockerfilePasswords: DockerfileControl = {
  id: 'dockerfile-passwords',
  title: 'No passwords for accounts',
  level: 'hardened',
  risk: 'medium',
  why: 'Everyone who can pull the image has the password or its hash. An attacker can use it to become that account with su, or to log in '
    + 'by SSH.',
  remedy: 'do not set a password, because nobody logs in to a container; start the program as its user with USER',
  spec: {
    rules: [{
      fields: ['the commands of RUN in the instructions of the final image and in its ONBUILD'],
      allowed: 'no chpasswd; no passwd, except to lock an account (`passwd -l`); no password in useradd, usermod, groupadd or groupmod, '
        + 'except `!` and `*`',
    }],
    notes: ['`passwd -d` removes the password, so su does not ask for one. A finding never contains the password.'],
    sources: [
      'https://man7.org/linux/man-pages/man8/chpasswd.8.html', 'https://man7.org/linux/man-pages/man1/passwd.1.html',
      'https://nvd.nist.gov/vuln/detail/CVE-2019-5021 (root without a password in Alpine images)',
    ],
  },
  checkDockerfile: (view) => keptInstructions(view).flatMap((instruction) => instruction.commands.flatMap((command) => {
    const found = password(command);
    return found ? [inInstruction(instruction, found.text, found.detail)] : [];
  })),
};

interface Found {
  readonly text: string;
  readonly detail: string;
}

function password([path, ...words]: ShellCommand): Found | undefined {
  const program = programName(path);
  if (program === 'chpasswd') {
    return { text: program, detail: 'it gives passwords to accounts' };
  }
  if (program === 'passwd') {
    const account = words.filter((word) => !word.startsWith('-')).join(' ') || 'root';
    if (words.some((word) => LOCKS.test(word))) {
      return undefined;
    }
    return words.some((word) => /^(?:-d|--delete)$/.test(word))
      ? { text: `passwd -d ${account}`, detail: 'anyone can use the account without a password' }
      : { text: `passwd ${account}`, detail: 'it gives a password to the account' };
  }
  const given = ACCOUNT_PROGRAMS.has(program) ? hashIn(words) : undefined;
  return given === undefined || LOCKED.test(given) ? undefined
    : { text: `${program} -p (hidden) ${words[words.length - 1]}`, detail: 'it gives a password to the account' };
}

function hashIn(words: readonly string[]): string | undefined {
  const index = words.findIndex((word) => /^(?:-[a-zA-Z]*p|--password)$/.test(word));
  const joined = words.find((word) => word.startsWith('--password='));
  return joined?.slice('--password='.length) ?? (index < 0 ? undefined : words[index + 1]);
}
