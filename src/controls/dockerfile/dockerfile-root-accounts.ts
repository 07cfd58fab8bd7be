/*
 * The image has one account with uid 0.
 *
 * Restricted fields: the accounts that useradd, adduser and usermod change, and what the shell and sed write to /etc/passwd, in what makes
 *                    the final image and in its ONBUILD
 * Allowed values:    uid 0 for root alone
 *
 * A warning: the account does nothing until somebody is it. A USER with its name is the control dockerfile-user-root's business.
 */
import { readAccount } from '../../dockerfile/model/account-command';
import { OUTPUT, programName, ShellCommand } from '../../shell/command';
import { DockerfileControl } from '../control';
import { inCommands } from './violations';

export const dockerfileRootAccounts: DockerfileControl = {
  id: 'dockerfile-root-accounts',
  title: 'No second account with uid 0',
  level: 'hardened',
  severity: 'warning',
  why: 'It is root by another name: checks for the name "root" pass it, and it may have a password or a shell that root has not.',
  remedy: 'give the account a uid of its own: `useradd -u 10001`',
  checkDockerfile: (view) => inCommands(view, rootAccount),
};

const WRITERS = new Set([OUTPUT, 'sed']);
const PASSWD = '/etc/passwd';
/** A line of passwd, or a part of one in an expression of sed. */
const ROOT_LINE = /(?:^|\\n|[\n/'"])(?!root:)[^:\n/]{1,64}:[^:\n/]{0,64}:0+[:/]/;

function rootAccount(command: ShellCommand): string | undefined {
  const account = readAccount(command);
  if (account?.uid === 0 && account.name !== 'root') {
    return `"${account.name ?? ''}" gets uid 0`;
  }
  const [program, ...words] = command;
  return WRITERS.has(programName(program)) && words.includes(PASSWD) && words.some((word) => ROOT_LINE.test(word)) ? `it writes an account with uid 0 to ${PASSWD}` : undefined;
}
