/* Programs that become another user, and start a command as that user. */
import { programName, ShellCommand } from './command';
import { readCommandLine, ValuedOptions } from './command-options';

/** How each program takes the user that it switches to. */
interface Switch {
  readonly options: ValuedOptions;
  /** The options that name the user; without them the first operand does. */
  readonly users: readonly string[];
  /** The user if none is named. */
  readonly otherwise?: string;
  /** Whether operands are the command alone. */
  readonly optionsOnly?: boolean;
  /** The options that together change the real and the effective user, if some change one of them only. */
  readonly complete?: readonly (readonly string[])[];
  /** The options that name the group, which stays the same without them; absent if a program takes the group of its user. */
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

/** Whether a program of that name becomes another user. */
export function isUserSwitch(program: string): boolean {
  return SWITCHES.has(program);
}

/** The users, with groups if they are named, that a command becomes before it starts another one. Empty for all other programs. */
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

/** Whether a command keeps the real or the effective user that it has, or its capabilities: what it starts can become that user again. */
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
