/* Programs that run other programs, which they are given as arguments. */
import { programName, ShellCommand } from './command';

/** The arguments of a program before the command that it runs: options with a value of their own, and the number of operands. */
interface Wrapper {
  readonly valued: readonly string[];
  readonly operands: number;
  /** The first option with which it only prints where a program is, without running it. */
  readonly asking?: RegExp;
}

const WRAPPERS: ReadonlyMap<string, Wrapper> = new Map(Object.entries<Wrapper>({
  'busybox': { valued: [], operands: 0 },
  'catatonit': { valued: [], operands: 0 },
  'chpst': { valued: ['-u', '-U', '-b', '-e', '-/', '-C', '-n', '-l', '-L', '-m', '-d', '-o', '-p', '-f', '-c', '-t'], operands: 0 },
  'chroot': { valued: [], operands: 1 },
  'command': { valued: [], operands: 0, asking: /^-[a-zA-Z]*[vV]/ },
  'doas': { valued: ['-u', '-C'], operands: 0 },
  'dumb-init': { valued: ['-r', '--rewrite'], operands: 0 },
  'eatmydata': { valued: [], operands: 0 },
  'env': { valued: ['-u', '-C'], operands: 0 },
  'exec': { valued: ['-a'], operands: 0 },
  'flock': { valued: ['-w', '-E', '--timeout', '--conflict-exit-code'], operands: 1 },
  'gosu': { valued: [], operands: 1 },
  'ionice': { valued: ['-c', '-n'], operands: 0 },
  'nice': { valued: ['-n'], operands: 0 },
  'parallel': { valued: ['-j', '-a', '-S', '-I', '-n', '-L', '--jobs', '--arg-file'], operands: 0 },
  'nohup': { valued: [], operands: 0 },
  'runuser': { valued: ['-u', '--user', '-g', '--group', '-G', '--supp-group'], operands: 0 },
  's6-setuidgid': { valued: [], operands: 1 },
  'setpriv': {
    valued: [
      '--reuid',
      '--ruid',
      '--euid',
      '--regid',
      '--rgid',
      '--egid',
      '--groups',
      '--inh-caps',
      '--ambient-caps',
      '--bounding-set',
      '--securebits',
      '--pdeathsig',
    ],
    operands: 0,
  },
  'setsid': { valued: [], operands: 0 },
  'setuidgid': { valued: [], operands: 1 },
  'stdbuf': { valued: ['-i', '-o', '-e'], operands: 0 },
  'su-exec': { valued: [], operands: 1 },
  'sudo': { valued: ['-u', '-g', '-h', '-p', '-C', '-D', '-R', '-r', '-t', '-T', '-U'], operands: 0 },
  'time': { valued: ['-f', '-o'], operands: 0 },
  'timeout': { valued: ['-k', '-s'], operands: 1 },
  'tini': { valued: ['-p', '-e'], operands: 0 },
  'xargs': { valued: ['-I', '-n', '-P', '-L', '-d', '-s', '-E', '-a'], operands: 0 },
}));

const SHELLS = new Set(['sh', 'bash', 'ash', 'dash', 'ksh', 'zsh']);
const SCRIPT_OPTION = /^-[a-z]*c[a-z]*$/;
/** `env -S 'a b'` divides a text into words. */
const SPLIT_OPTION = /^(?:-S|--split-string=)(.*)$/s;
/** Programs that change the user, and run a script like a shell. */
const SWITCHERS = new Set(['su', 'runuser']);
const FIND_ACTIONS = new Set(['-exec', '-execdir', '-ok', '-okdir']);
const ASSIGNMENT = /^[A-Za-z_]\w*\+?=/;

/** Whether a word is the option of a shell before its script, as in `sh -ec`. */
export function isScriptOption(word: string): boolean {
  return SCRIPT_OPTION.test(word);
}

/** Whether a program runs the command in its arguments. */
export function runsAnother(program: string): boolean {
  return WRAPPERS.has(program);
}

export function isShell(program: string): boolean {
  return SHELLS.has(programName(program));
}

/** The commands, or the texts of scripts, that a command runs. */
export function innerCommands(command: ShellCommand): readonly (ShellCommand | string)[] {
  const program = programName(command[0]);
  if (SHELLS.has(program) || SWITCHERS.has(program)) {
    const option = command.findIndex((word, index) => index > 0 && isScriptOption(word));
    if (option > 0 && option + 1 < command.length) {
      return [command[option + 1]];
    }
  }
  if (program === 'env') {
    const option = command.findIndex((word) => SPLIT_OPTION.test(word));
    if (option > 0) {
      return [[SPLIT_OPTION.exec(command[option])![1], ...command.slice(option + 1)].join(' ')];
    }
  }
  if (program === 'eval') {
    return [command.slice(1).join(' ')];
  }
  if (program === 'trap') {
    return command.slice(1).filter((word) => !word.startsWith('-')).slice(0, 1);
  }
  if (program === 'alias') {
    return command.slice(1).filter((word) => word.includes('=')).map((word) => word.slice(word.indexOf('=') + 1));
  }
  if (program === 'find') {
    return foundCommands(command).filter(isFilled);
  }
  const wrapper = WRAPPERS.get(program);
  return wrapper && !wrapper.asking?.test(command[1] ?? '') ? [wrapped(command, wrapper)].filter(isFilled) : [];
}

/** The words of a command before the command that it runs, or the script. */
export function ownWords(command: ShellCommand): ShellCommand {
  const last = command.length > 0 ? innerCommands(command).at(-1) : undefined;
  if (last === undefined) {
    return command;
  }
  if (typeof last === 'string') {
    return [];
  }
  const isFind = programName(command[0]) === 'find';
  return command.slice(0, isFind ? command.findIndex((word) => FIND_ACTIONS.has(word)) + 1 : command.length - last.length);
}

function wrapped(command: ShellCommand, { valued, operands }: Wrapper): ShellCommand {
  let index = 1;
  while (index < command.length && (command[index].startsWith('-') || ASSIGNMENT.test(command[index]))) {
    index += valued.includes(command[index]) ? 2 : 1;
  }
  return command.slice(index + operands);
}

/** The commands that find runs. An action ends at its `;` or `+`, so actions are not nested. */
function foundCommands(words: ShellCommand): readonly ShellCommand[] {
  const commands: string[][] = [];
  let command: string[] | undefined;
  for (const word of words) {
    if (command === undefined) {
      if (FIND_ACTIONS.has(word)) {
        commands.push(command = []);
      }
    } else if (word === ';' || word === '+') {
      command = undefined;
    } else {
      command.push(word);
    }
  }
  return commands;
}

function isFilled(command: ShellCommand): boolean {
  return command.length > 0;
}
