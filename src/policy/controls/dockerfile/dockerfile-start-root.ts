import { Commands, commandsOf, inInstruction } from './violations';
import { readCommandLine, ValuedOptions } from '../../../formats/shell/command-options';
import { DockerfileView, finalStage } from '../../../formats/dockerfile/model/dockerfile';
import { startOf } from '../../../formats/dockerfile/model/start';
import { UidOf, uidsOf } from '../../../formats/dockerfile/model/users';
import { programName, ShellCommand } from '../../../formats/shell/command';
import { execCommands } from '../../../formats/shell/shell-commands';
import { DockerfileControl } from '../control';

/** How each program takes the user that it switches to. */
interface Switch {
  readonly options: ValuedOptions;
  /** The options that name the user; without them the first operand does. */
  readonly users: readonly string[];
  /** The user if none is named. */
  readonly otherwise?: string;
  /** Whether operands are the command alone. */
  readonly optionsOnly?: boolean;
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
      long: ['reuid', 'ruid', 'euid', 'regid', 'rgid', 'egid', 'groups', 'inh-caps', 'ambient-caps', 'bounding-set', 'securebits', 'pdeathsig', 'ptracer', 'selinux-label',
        'apparmor-profile', 'landlock-access', 'landlock-rule', 'seccomp-filter'],
      endAtOperand: true,
    },
    users: ['reuid', 'euid', 'ruid'],
    optionsOnly: true,
  }],
  ['chroot', { options: { short: '', long: ['userspec', 'groups'], endAtOperand: true }, users: ['userspec'], optionsOnly: true }],
  ['su', { options: { short: 'csgGw', long: ['command', 'session-command', 'shell', 'group', 'supp-group', 'whitelist-environment'] }, users: [], otherwise: 'root' }],
  ['runuser', {
    options: { short: 'ucsgGw', long: ['user', 'command', 'session-command', 'shell', 'group', 'supp-group', 'whitelist-environment'] }, users: ['u', 'user'], otherwise: 'root',
  }],
  ['doas', { options: { short: 'uC', long: [], endAtOperand: true }, users: ['u'], otherwise: 'root', optionsOnly: true }],
  ['chpst', { options: { short: 'uUbeCnlLmdofpcrt/', long: [], endAtOperand: true }, users: ['u'], optionsOnly: true }],
  ['start-stop-daemon', { options: { short: 'cpnuxagdNsR', long: ['chuid'] }, users: ['c', 'chuid'], optionsOnly: true }],
  ['capsh', { options: { short: '', long: ['user', 'uid'] }, users: ['user', 'uid'], optionsOnly: true }],
]);

export const dockerfileStartRoot: DockerfileControl = {
  id: 'dockerfile-start-root',
  title: 'An ENTRYPOINT that does not become root',
  level: 'hardened',
  risk: 'high',
  why: 'The program is root whatever USER says; in a pod without privilege escalation it does not start at all.',
  remedy: 'start the program itself, as the user of USER: `ENTRYPOINT ["app"]`',
  spec: {
    rules: [{
      fields: ['the programs that the effective ENTRYPOINT and CMD start, and those in ONBUILD'],
      allowed: 'gosu, su-exec, setpriv, chroot, su and similar programs with a user that is not root',
    }],
    notes: ['The control dockerfile-sudo reports sudo. A Dockerfile does not show what a script in the image does.'],
  },
  checkDockerfile: (view) => {
    const uidOf = uidsOf(view);
    return startsOf(view).flatMap(({ instruction, commands }) => commands.filter((command) => becomesRoot(command, uidOf))
      .map((command) => inInstruction(instruction, command.join(' '), 'it becomes root')));
  },
};

function startsOf(view: DockerfileView): readonly Commands[] {
  const { start, command } = startOf(view);
  const kept = finalStage(view).instructions.filter(({ isTrigger, keyword }) => isTrigger && (keyword === 'ENTRYPOINT' || keyword === 'CMD'));
  if (start?.isExec && command?.isExec && command !== start) {
    return [{ instruction: start, commands: execCommands([...start.words, ...command.words]) }, ...commandsOf(kept)];
  }
  return commandsOf([start ?? [], kept].flat());
}

function becomesRoot([path, ...words]: ShellCommand, uidOf: UidOf): boolean {
  const how = SWITCHES.get(programName(path));
  if (!how) {
    return false;
  }
  const { values, operands } = readCommandLine(words, how.options);
  const named = how.users.flatMap((name) => values.get(name) ?? []);
  const users = named.length > 0 || how.optionsOnly ? named : operands.filter((word) => word !== '-').slice(0, 1);
  return (users.length === 0 && how.otherwise ? [how.otherwise] : users).some((user) => uidOf(user.split(':')[0]) === 0);
}
