/* The modes that a Dockerfile gives to files, by `chmod 4755`, `chmod u+s`, `install -m 0777` and `COPY --chmod=755`, until `rm`. */
import { DockerfileInstruction, flagOf, imagePath } from './dockerfile';
import { readInstall } from './install-command';
import { placedCommands } from './placed-commands';
import { programName, ShellCommand } from '../../shell/command';
import { readCommandLine, ValuedOptions } from '../../shell/command-options';

export interface ModeChange {
  readonly instruction: DockerfileInstruction;
  /** The text as written. */
  readonly text: string;
  /** The mode. For removed files, a mode without any rights. */
  readonly mode: string;
  /** The known paths, in normal form. */
  readonly paths: readonly string[];
  /** Whether the change has no other paths. */
  readonly areKnown: boolean;
  /** The scope of the change: only these paths, everything in them, the files in them, or an unknown part. */
  readonly of: 'these' | 'all' | 'files' | 'some';
  /** Whether the command creates these paths as directories. `mode` is empty if the program chooses it. */
  readonly makes?: boolean;
}

/** The place of a change. */
type Place = Pick<ModeChange, 'paths' | 'areKnown' | 'of'>;

const SOMEWHERE: Place = { paths: [], areKnown: false, of: 'some' };

/** The changes in the order of execution. */
export function modeChanges(instruction: DockerfileInstruction): readonly ModeChange[] {
  const flag = flagOf(instruction, 'chmod');
  const changes: ModeChange[] = flag === undefined ? [] : [{ instruction, text: `--chmod=${flag}`, mode: flag, ...copied(instruction) }];
  let found = SOMEWHERE;
  for (const { command, workdir } of placedCommands(instruction)) {
    const name = programName(command[0]);
    const change = CHANGES.get(name)?.(command);
    if (name === 'find') {
      // A command of its own, or of xargs after it, changes what it finds.
      found = foundBy(command, workdir);
    } else if (change) {
      const { mode, operands, isRecursive, makes } = change;
      const isOfFound = operands.includes('{}') || (name === 'chmod' && operands.length === 0);
      const place = isOfFound ? found : placeOfOperands(operands, workdir, isRecursive ? 'all' : 'these');
      changes.push({ instruction, text: command.join(' '), mode, ...place, ...makes && { makes } });
    }
  }
  return changes;
}

function placeOfOperands(operands: readonly string[], workdir: string | undefined, of: Place['of']): Place {
  const paths = operands.flatMap((path) => imagePath(path, workdir) ?? []);
  return { paths, areKnown: operands.length > 0 && paths.length === operands.length, of };
}

/** The paths to which COPY and ADD write. A source that keeps its name is assumed to be a file. */
function copied({ words, workdir }: DockerfileInstruction): Place {
  const [sources, destination] = [words.slice(0, -1), words.slice(-1)];
  const isFile = sources.length === 1 && !destination[0].endsWith('/') && programName(sources[0]) === programName(destination[0]);
  return placeOfOperands(destination, workdir, isFile ? 'these' : 'all');
}

interface ModeCommand {
  readonly mode: string;
  readonly operands: readonly string[];
  readonly isRecursive: boolean;
  readonly makes?: boolean;
}

const CHANGES: ReadonlyMap<string, (command: ShellCommand) => ModeCommand | undefined> = new Map([
  ['chmod', changedMode],
  ['install', installedMode],
  ['mkdir', directoryMode],
  ['rm', removedMode],
]);

/** `-R`, `--quiet`; `-x` and `-s` are modes. */
const CHMOD_OPTION = /^-[RcfvhHLP-]/;
const RECURSIVE = /^-[a-zA-Z]*R|^--recursive$/;
const VALUED_BY_MKDIR: ValuedOptions = { short: 'm', long: ['mode'] };

function changedMode([, ...words]: ShellCommand): ModeCommand | undefined {
  const [mode, ...operands] = words.filter((word) => !CHMOD_OPTION.test(word));
  return mode === undefined ? undefined : { mode, operands, isRecursive: words.some((word) => RECURSIVE.test(word)) };
}

function installedMode(command: ShellCommand): ModeCommand | undefined {
  const { mode = '', paths, areDirectories } = readInstall(command);
  return mode === '' && !areDirectories ? undefined : { mode, operands: paths, isRecursive: false, makes: areDirectories };
}

function directoryMode([, ...words]: ShellCommand): ModeCommand | undefined {
  const { values, operands } = readCommandLine(words, VALUED_BY_MKDIR);
  return { mode: values.get('m') ?? values.get('mode') ?? '', operands, isRecursive: false, makes: true };
}

/** Options of `rm` count as paths, which do not exist. */
function removedMode([, ...words]: ShellCommand): ModeCommand {
  return { mode: '0', operands: words, isRecursive: true };
}

/** Conditions that everything relevant passes. */
const PASSED_BY_ALL = /^(?:(?:-xdev|-mount|-depth|-perm \S+|\( -perm \S+(?: -o -perm \S+)* \)|(?:!|-not) -type l) )*$/;
const PASSED_BY_FILES = new RegExp(PASSED_BY_ALL.source.replace('(?:!|-not) -type l', '-type f'));

function foundBy([, ...words]: ShellCommand, workdir: string | undefined): Place {
  const [roots, tests] = divide(words.filter((word) => !/^-[HLP]/.test(word)), (word) => /^[-!(]/.test(word));
  const [conditions] = divide(tests, (word) => /^-(?:exec|ok|print)/.test(word));
  const text = conditions.map((word) => `${word} `).join('');
  return placeOfOperands(roots, workdir, passing(text));
}

function passing(conditions: string): Place['of'] {
  if (PASSED_BY_ALL.test(conditions)) {
    return 'all';
  }
  return PASSED_BY_FILES.test(conditions) ? 'files' : 'some';
}

function divide(words: readonly string[], isFirst: (word: string) => boolean): [string[], string[]] {
  const index = words.findIndex(isFirst);
  return index < 0 ? [[...words], []] : [words.slice(0, index), words.slice(index)];
}
