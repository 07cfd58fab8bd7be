/* The modes that a Dockerfile gives to files, as `chmod 4755`, `chmod u+s`, `install -m 0777` and `COPY --chmod=755` do. */
import { readCommandLine, ValuedOptions } from '../manifest/command-options';
import { DockerfileInstruction, flagOf, imagePath, programName, ShellCommand } from '../manifest/dockerfile';
import { readInstall } from '../manifest/install-command';

export interface ModeChange {
  readonly instruction: DockerfileInstruction;
  /** As it is written. */
  readonly text: string;
  readonly mode: string;
  /** In normal form, as far as they are known. */
  readonly paths: readonly string[];
  /** Of what at these paths: of them alone, of all in them, of the files in them, or of some things that nobody knows. */
  readonly of: 'these' | 'all' | 'files' | 'some';
}

/** What `find` finds: the paths of a command that it, or xargs behind it, runs. */
type Found = Pick<ModeChange, 'paths' | 'of'>;

/** In the order in which they are made. */
export function modeChanges(instruction: DockerfileInstruction): readonly ModeChange[] {
  const flag = flagOf(instruction, 'chmod');
  const changes: ModeChange[] = flag === undefined ? [] : [{ instruction, text: `--chmod=${flag}`, mode: flag, paths: [], of: 'all' }];
  let found: Found = { paths: [], of: 'some' };
  for (const command of instruction.commands) {
    const name = programName(command[0]);
    const change = CHANGES.get(name)?.(command);
    if (name === 'find') {
      found = foundBy(command, instruction);
    } else if (change) {
      const { mode, operands, isRecursive } = change;
      const isOfFound = operands.includes('{}') || (name === 'chmod' && operands.length === 0);
      const own = { paths: operands.map((path) => imagePath(path, instruction.workdir) ?? path), of: isRecursive ? 'all' : 'these' } as const;
      changes.push({ instruction, text: command.join(' '), mode, ...isOfFound ? found : own });
    }
  }
  return changes;
}

interface ModeCommand {
  readonly mode: string;
  readonly operands: readonly string[];
  readonly isRecursive: boolean;
}

const CHANGES: ReadonlyMap<string, (command: ShellCommand) => ModeCommand | undefined> = new Map([
  ['chmod', changedMode],
  ['install', installedMode],
  ['mkdir', directoryMode],
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
  const { mode, paths } = readInstall(command);
  return mode === undefined ? undefined : { mode, operands: paths, isRecursive: false };
}

function directoryMode([, ...words]: ShellCommand): ModeCommand | undefined {
  const { values, operands } = readCommandLine(words, VALUED_BY_MKDIR);
  const mode = values.get('m') ?? values.get('mode');
  return mode === undefined ? undefined : { mode, operands, isRecursive: false };
}

/** What all of them pass: those that nothing is to be done with fail. */
const PASSED_BY_ALL = /^(?:(?:-xdev|-mount|-depth|-perm \S+|\( -perm \S+(?: -o -perm \S+)* \)|(?:!|-not) -type l) )*$/;
const PASSED_BY_FILES = new RegExp(PASSED_BY_ALL.source.replace('(?:!|-not) -type l', '-type f'));

function foundBy([, ...words]: ShellCommand, { workdir }: DockerfileInstruction): Found {
  const [roots, tests] = divide(words.filter((word) => !/^-[HLP]/.test(word)), (word) => /^[-!(]/.test(word));
  const [conditions] = divide(tests, (word) => /^-(?:exec|ok|print)/.test(word));
  const text = conditions.map((word) => `${word} `).join('');
  return {
    paths: roots.map((path) => imagePath(path, workdir) ?? path),
    of: PASSED_BY_ALL.test(text) ? 'all' : PASSED_BY_FILES.test(text) ? 'files' : 'some',
  };
}

function divide(words: readonly string[], isFirst: (word: string) => boolean): [string[], string[]] {
  const index = words.findIndex(isFirst);
  return index < 0 ? [[...words], []] : [words.slice(0, index), words.slice(index)];
}
