/* Programs that become another user, and start a command as that user. */
import { programName, ShellCommand } from './command';
import { readCommandLine, ValuedOptions } from './command-options';

/** How a program gets the user that it switches to. */
interface Switch {
  readonly options: ValuedOptions;
  /** The options with the user. Without them, the first operand is the user. */
  readonly users: readonly string[];
  /** The default user. */
  readonly otherwise?: string;
  /** Whether only options name the user, so that all operands belong to the command. */
  readonly optionsOnly?: boolean;
  /** The sets of options that change both the real and the effective user, if single options change only one of them. */
  readonly complete?: readonly (readonly string[])[];
  /** The options with the group, which stays the same without them. Absent if the program takes the group of its user. */
  readonly groups?: readonly string[];
  /** Options with which a program keeps capabilities of root. */
  readonly keepsCapabilities?: RegExp;
}

const NO_OPTIONS: ValuedOptions = { short: '', long: [] };
const BY_OPERAND: Switch = { options: NO_OPTIONS, users: [] };

const SWITCHES: ReadonlyMap<string, Switch> = new Map<string, Switch>([
  ['gosu', BY_OPERAND],
  ['su-exec', BY_OPERAND],
  ['setuidgid', BY_OPERAND],
  ['s6-setuidgid', BY_OPERAND],
  ['setpriv', {
    options: {
      short: '',
      long: [
        'reuid', 'ruid', 'euid', 'regid', 'rgid', 'egid', 'groups', 'inh-caps', 'ambient-caps', 'bounding-set', 'securebits', 'pdeathsig',
        'ptracer', 'selinux-label', 'apparmor-profile', 'landlock-access', 'landlock-rule', 'seccomp-filter',
      ],
      endAtOperand: true,
    },
    users: ['reuid', 'euid', 'ruid'],
    optionsOnly: true,
    complete: [['reuid'], ['euid', 'ruid']],
    groups: ['regid', 'egid'],
    keepsCapabilities: /^--(?:ambient-caps|securebits)(?!=-all$)/,
  }],
  ['chroot', { options: { short: '', long: ['userspec', 'groups'], endAtOperand: true }, users: ['userspec'], optionsOnly: true }],
  [
    'su',
    {
      options: { short: 'csgGw', long: ['command', 'session-command', 'shell', 'group', 'supp-group', 'whitelist-environment'] },
      users: [],
      otherwise: 'root',
    },
  ],
  ['runuser', {
    options: { short: 'ucsgGw', long: ['user', 'command', 'session-command', 'shell', 'group', 'supp-group', 'whitelist-environment'] },
    users: ['u', 'user'],
    otherwise: 'root',
  }],
  ['doas', { options: { short: 'uC', long: [], endAtOperand: true }, users: ['u'], otherwise: 'root', optionsOnly: true }],
  ['chpst', { options: { short: 'uUbeCnlLmdofpcrt/', long: [], endAtOperand: true }, users: ['u'], optionsOnly: true }],
  ['start-stop-daemon', { options: { short: 'cpnuxagdNsR', long: ['chuid'] }, users: ['c', 'chuid'], optionsOnly: true }],
  [
    'capsh',
    {
      options: { short: '', long: ['user', 'uid'] },
      users: ['user', 'uid'],
      optionsOnly: true,
      keepsCapabilities: /^--(?:keep|addamb|iab|secbits|mode)\b/,
    },
  ],
]);

/** Whether a program with this name becomes another user. */
export function isUserSwitch(program: string): boolean {
  return SWITCHES.has(program);
}

/** The users that a command becomes before it starts another one, with their groups if it names them. Empty for other programs. */
export function switchedUsers([path = '', ...words]: ShellCommand): readonly string[] {
  const how = SWITCHES.get(programName(path));
  if (!how) {
    return [];
  }
  const { values, operands } = readCommandLine(words, how.options);
  const named = how.users.flatMap((name) => values.get(name) ?? []);
  const users = named.length > 0 || how.optionsOnly ? named : operands.filter((word) => word !== '-').slice(0, 1);
  if (how.groups) {
    const group = how.groups.flatMap((name) => values.get(name) ?? [])[0] ?? '0';
    return users.map((user) => `${user}:${group}`);
  }
  return users.length === 0 && how.otherwise ? [how.otherwise] : users;
}

/** Whether a command keeps its real or its effective user, or its capabilities, so that the next program can become that user again. */
export function keepsUser([path = '', ...words]: ShellCommand): boolean {
  const { complete, options, keepsCapabilities } = SWITCHES.get(programName(path)) ?? {};
  if (keepsCapabilities && words.some((word) => keepsCapabilities.test(word))) {
    return true;
  }
  if (!complete || !options) {
    return false;
  }
  const { values } = readCommandLine(words, options);
  return !complete.some((names) => names.every((name) => values.has(name)));
}
