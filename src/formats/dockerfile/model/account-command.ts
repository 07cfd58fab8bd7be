/* The changes of accounts and groups by programs such as useradd. */
import { idOf } from '../../manifest/ids';
import { programName, ShellCommand } from '../../shell/command';
import { CommandLine, readCommandLine, ValuedOptions } from '../../shell/command-options';

export interface AccountChange {
  /** The account; absent if only a group changes. */
  readonly name?: string;
  /** Its new uid; absent if the program decides, or removes the account. */
  readonly uid?: number;
  /** Whether the account keeps its uid. */
  readonly keepsUid?: boolean;
  /** The groups that it is put into. */
  readonly groups: readonly string[];
}

/**
 * The options of useradd and usermod, and of Debian's and BusyBox' adduser. No relevant letter has different meanings in them.
 * Sources: https://manpages.debian.org/trixie/passwd/useradd.8, https://manpages.debian.org/trixie/adduser/adduser.8,
 *          https://busybox.net/downloads/BusyBox.html#adduser
 */
const VALUED: ValuedOptions = {
  short: 'bcdefgGhkKpPRsuZ',
  long: [
    'base-dir', 'comment', 'expiredate', 'gecos', 'gid', 'groups', 'home', 'home-dir', 'inactive', 'ingroup', 'key', 'password', 'prefix',
    'root', 'shell', 'skel', 'uid',
  ],
};

/** Source: https://manpages.debian.org/trixie/passwd/gpasswd.1 */
const VALUED_BY_GPASSWD: ValuedOptions = { short: 'aAdMQ', long: ['add', 'administrators', 'delete', 'members', 'root'] };

/** Source: https://manpages.debian.org/trixie/passwd/groupmems.8 */
const VALUED_BY_GROUPMEMS: ValuedOptions = { short: 'adgR', long: ['add', 'delete', 'group', 'root'] };

const PROGRAMS: ReadonlyMap<string, (words: readonly string[]) => AccountChange> = new Map([
  ['useradd', made],
  ['adduser', made],
  ['addgroup', joined],
  ['usermod', changed],
  ['userdel', removed],
  ['deluser', removed],
  ['gpasswd', addedByGpasswd],
  ['groupmems', addedByGroupmems],
]);

export function readAccount([path, ...words]: ShellCommand): AccountChange | undefined {
  return PROGRAMS.get(programName(path))?.(words);
}

function made(words: readonly string[]): AccountChange {
  const line = readCommandLine(words, VALUED);
  const { operands: [name, group] } = line;
  // `adduser NAME GROUP` adds an existing account to a group.
  return group === undefined ? { name, uid: idOf(valueOf(line, 'u', 'uid')), groups: groupsIn(line) } : joined(words);
}

function changed(words: readonly string[]): AccountChange {
  const account = made(words);
  return { ...account, keepsUid: account.uid === undefined };
}

function joined(words: readonly string[]): AccountChange {
  const { operands: [name, group] } = readCommandLine(words, VALUED);
  return group === undefined ? { groups: [] } : { name, keepsUid: true, groups: [group] };
}

function removed(words: readonly string[]): AccountChange {
  return { name: readCommandLine(words, VALUED).operands[0], groups: [] };
}

function addedByGpasswd(words: readonly string[]): AccountChange {
  const line = readCommandLine(words, VALUED_BY_GPASSWD);
  const name = valueOf(line, 'a', 'add') ?? valueOf(line, 'M', 'members');
  return { name, keepsUid: true, groups: name === undefined ? [] : line.operands };
}

function addedByGroupmems(words: readonly string[]): AccountChange {
  const line = readCommandLine(words, VALUED_BY_GROUPMEMS);
  const name = valueOf(line, 'a', 'add');
  return { name, keepsUid: true, groups: name === undefined ? [] : [valueOf(line, 'g', 'group') ?? []].flat() };
}

function groupsIn(line: CommandLine): readonly string[] {
  return [valueOf(line, 'g', 'gid'), line.values.get('ingroup'), valueOf(line, 'G', 'groups')].flatMap((list) => list?.split(',') ?? []);
}

function valueOf({ values }: CommandLine, letter: string, name: string): string | undefined {
  return values.get(letter) ?? values.get(name);
}
