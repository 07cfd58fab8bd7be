import { FoundCommand, inCommands } from './violations';
import { readAccount } from '../../../formats/dockerfile/model/account-command';
import { OUTPUT, programName, ShellCommand } from '../../../formats/shell/command';
import { DockerfileControl } from '../control';

export const dockerfileRootAccounts: DockerfileControl = {
  id: 'dockerfile-root-accounts',
  title: 'No second account with uid 0',
  level: 'hardened',
  risk: 'medium',
  why: 'The account is root under another name: checks for the name "root" miss it, and it may have a password or a shell that root does '
    + 'not have.',
  remedy: 'give the account its own uid: `useradd -u 10001`',
  spec: {
    rules: [{
      fields: ['the accounts that useradd, adduser and usermod change, and lines that the shell and sed write to '
        + '/etc/passwd, in the instructions of the final image and in its ONBUILD'],
      allowed: 'uid 0 for root only',
    }],
    notes: ['This is a warning, because the account has no effect until someone uses it. The control dockerfile-user-root reports a USER '
      + 'with its name.'],
  },
  checkDockerfile: (view) => inCommands(view, rootAccount),
};

const PASSWD = '/etc/passwd';
/** A line of passwd, whole or partly in an expression of sed. After `^`, the expression only finds a line, and adds no account. */
const ROOT_LINE = /(?:^|\\n|[\n/'"])(?!root:)([^:\n/^]{1,64}):[^:\n/]{0,64}:0+[:/]/g;

function rootAccount(command: ShellCommand): FoundCommand {
  const [program, ...words] = command;
  const account = readAccount(command);
  if (account?.uid === 0 && account.name !== 'root') {
    const name = account.name ?? '';
    return { text: `${program} -u 0 ${name}`.trimEnd(), detail: `"${name}" gets uid 0` };
  }
  const isWriting = (program === OUTPUT || programName(program) === 'sed') && words.includes(PASSWD);
  const names = isWriting ? words.flatMap((word) => [...word.matchAll(ROOT_LINE)].map(([, name]) => name)) : [];
  return names.length > 0
    ? { text: `${program} ${PASSWD}`, detail: `"${names.join('", "')}" gets uid 0`, allowKey: `${PASSWD}: ${names.join(', ')}` }
    : undefined;
}
