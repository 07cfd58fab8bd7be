import { posix } from 'path';
import { NamedPaths } from './copied-data';
import { normalizePath } from '../../../formats/manifest/paths';
import { isAllArguments } from '../../../formats/shell/all-arguments';
import { programName, ShellCommand } from '../../../formats/shell/command';
import { readCommandLine, ValuedOptions } from '../../../formats/shell/command-options';
import { interpreterOf } from '../../../formats/shell/interpreter';
import { innerCommands, isShell } from '../../../formats/shell/nested-commands';
import { shellCommands } from '../../../formats/shell/shell-commands';
import { orUnread } from '../../../formats/shell/shell-error';
import { StartFile } from '../../../knowledge/image-lock/facts/image-facts';
import { ImageConfig } from '../config';
import { accessTo, find, FoundFile, isProgram } from '../files/find';
import { ImageFiles } from '../files/image-files';
import { MAX_WORDS, MAX_SCRIPTS } from '../limits';
import { ScriptFile } from '../script/ends';
import { isMeaningVariable } from '../script/other-meanings';
import { leftRoot, LeftRoot } from '../script/step-down';

/** What ENTRYPOINT and CMD do before the program runs, as far as scripts show it. */
export interface Start {
  readonly program?: StartFile;
  /** How the start certainly leaves root. */
  readonly leftRoot?: LeftRoot;
  /** Directories that the scripts create. */
  readonly made: readonly string[];
  /** The files of programs that may replace the shell, started by ENTRYPOINT, CMD or a script. */
  readonly started: readonly string[];
  readonly paths: NamedPaths;
}

/** The default PATH, for an image that does not set it. */
const USUAL_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The directories of the PATH. */
export function searchedIn({ env }: ImageConfig): readonly string[] {
  return (env.get('PATH') ?? USUAL_PATH).split(':').filter((path) => path.startsWith('/'));
}

/** Whether PATH and other variables leave no doubt which file of the image a program name means. */
function isEnvironmentCertain({ env }: ImageConfig): boolean {
  const folders = (env.get('PATH') ?? USUAL_PATH).split(':');
  return folders.every((path) => path.startsWith('/')) && ![...env.keys()].some(isMeaningVariable);
}

/**
 * Reads the programs and scripts that an image starts.
 *
 * @param isRoot whether the image starts as root
 */
export async function startOf(config: ImageConfig, files: ImageFiles, isRoot: boolean): Promise<Start> {
  const reader = new StartReader(config, files);
  const words = [...config.entrypoint, ...config.cmd];
  const first = words.length > 0 ? reader.locate(words[0]) : undefined;
  await reader.start(words);
  const script = first && await files.scriptOf(first);
  const interpreter = interpreterOf(script);
  return {
    program: first && { ...accessTo(first), ...interpreter !== undefined && { interpreter } },
    leftRoot: isRoot && isEnvironmentCertain(config)
      ? await leftRoot(config, (program) => reader.scriptOf(program))
      : undefined,
    made: [...reader.made].sort(),
    started: [...reader.started].sort(),
    paths: reader,
  };
}

const MAKERS: ReadonlyMap<string, ValuedOptions> = new Map([
  ['mkdir', { short: 'm', long: ['mode'] }],
  ['install', { short: 'mogtS', long: ['mode', 'owner', 'group', 'target-directory', 'suffix'] }],
]);

class StartReader implements NamedPaths {
  public readonly named = new Set<string>();
  public readonly run = new Set<string>();
  public readonly made = new Set<string>();
  public readonly started = new Set<string>();
  private readonly seen = new Set<string>();

  constructor(private readonly config: ImageConfig, private readonly files: ImageFiles) {}

  public locate(program: string): FoundFile | undefined {
    const isPath = program.includes('/');
    const places = isPath
      ? [posix.resolve('/', this.config.workdir, program)]
      : searchedIn(this.config).map((folder) => `${folder}/${program}`);
    for (const place of places) {
      const found = find(this.files.tree, place);
      if (found && isProgram(found)) {
        return found;
      }
    }
    return undefined;
  }

  /** The text of a program that is a shell script. */
  public async scriptOf(program: string): Promise<ScriptFile | undefined> {
    const file = this.locate(program);
    const text = file && await this.files.scriptOf(file);
    return file && isShell(interpreterOf(text) ?? '') ? { path: file.path, text: text! } : undefined;
  }

  /** Follows the first command of the image, or a command that replaces the shell. */
  public async start(command: ShellCommand): Promise<void> {
    let next: ShellCommand | string | undefined = command.slice(0, MAX_WORDS);
    this.noteNames(next);
    while (next !== undefined && next.length > 0) {
      if (typeof next === 'string') {
        await this.read(next, [], true);
        return;
      }
      await this.follow(next, true);
      [next] = innerCommands(next);
    }
  }

  /** Reads the script that a command starts, unless it was read before. */
  private async follow([program, ...words]: ShellCommand, isStart: boolean): Promise<void> {
    const file = this.locate(program);
    if (!file || this.seen.has(file.path) || this.seen.size >= MAX_SCRIPTS) {
      return;
    }
    const script = await this.files.scriptOf(file);
    if (script !== undefined) {
      this.seen.add(file.path);
      await this.read(script, words, isStart);
    } else if (isStart) {
      this.started.add(file.path);
    }
  }

  /**
   * @param given the arguments of the script
   * @param isStart whether the script runs in the main process, so that a program that replaces its shell is the program of the image
   */
  private async read(script: string, given: readonly string[], isStart: boolean): Promise<void> {
    const lookup = (name: string) => this.config.env.get(name);
    for (const command of orUnread(() => shellCommands(script, lookup), () => [])) {
      const [program, ...words] = command;
      this.noteDirectories(command);
      this.noteNames(command);
      if (isStart && program === 'exec') {
        const [next = []] = innerCommands(command);
        await this.start([next].flat().flatMap((word) => isAllArguments(word) ? given : [word]));
      } else if (isStart && program === 'set' && words.includes('--')) {
        await this.start(setTo(command).filter((word) => !isAllArguments(word)));
      } else if ((program === '.' || program === 'source') && words.length > 0) {
        await this.follow(words, isStart);
      } else if (program.startsWith('/')) {
        await this.follow(command, false);
      }
    }
  }

  private noteNames(command: ShellCommand): void {
    const [program, ...words] = command;
    const pathOf = (word: string) => /^[^$*?`[{~]+$/.test(word) ? posix.resolve('/', this.config.workdir, word) : undefined;
    const isSourced = program === '.' || program === 'source';
    const started = isSourced ? words.slice(0, 1) : [program];
    started.filter((word) => word?.includes('/')).flatMap((word) => pathOf(word) ?? []).forEach((path) => this.run.add(path));
    // A path can be the value of an option, such as --config=/data/app.yml.
    command.flatMap((word) => word.split(/[=,:]/)).filter((word) => word !== '').flatMap((word) => pathOf(word) ?? [])
      .forEach((path) => this.named.add(path));
  }

  private noteDirectories([program, ...words]: ShellCommand): void {
    const options = MAKERS.get(programName(program));
    if (!options) {
      return;
    }
    const { operands, flags } = readCommandLine(words, options);
    if (programName(program) === 'mkdir' || flags.has('d') || flags.has('directory')) {
      operands.filter((word) => /^\/[^$*?`[{~]+$/.test(word)).forEach((path) => this.made.add(normalizePath(path)));
    }
  }
}

/** The arguments that `set` gives to the script; other commands stay unchanged. */
function setTo(command: ShellCommand): ShellCommand {
  return command[0] === 'set' && command.includes('--') ? command.slice(command.indexOf('--') + 1) : command;
}
