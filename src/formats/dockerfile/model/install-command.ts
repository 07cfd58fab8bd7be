/*
 * The files and directories that `install` creates.
 * Source: https://www.gnu.org/software/coreutils/manual/html_node/install-invocation.html
 */
import { programName, ShellCommand } from '../../shell/command';
import { CommandLine, readCommandLine, ValuedOptions } from '../../shell/command-options';

export interface Installed {
  /** The files or the directories that it creates. A destination that may be either counts as a file. */
  readonly paths: readonly string[];
  readonly areDirectories: boolean;
  readonly owner?: string;
  /** Absent if the program decides. */
  readonly mode?: string;
}

const VALUED: ValuedOptions = { short: 'gmoSt', long: ['group', 'mode', 'owner', 'strip-program', 'suffix', 'target-directory'] };

export function readInstall([, ...words]: ShellCommand): Installed {
  const line = readCommandLine(words, VALUED);
  const areDirectories = line.flags.has('d') || line.flags.has('directory');
  const valueOf = (letter: string, name: string) => line.values.get(letter) ?? line.values.get(name);
  return {
    paths: areDirectories ? line.operands : destinations(line, valueOf('t', 'target-directory')),
    areDirectories,
    owner: valueOf('o', 'owner'),
    mode: valueOf('m', 'mode'),
  };
}

function destinations({ operands }: CommandLine, directory: string | undefined): readonly string[] {
  if (directory !== undefined) {
    return inDirectory(operands, directory);
  }
  const [sources, destination = ''] = [operands.slice(0, -1), operands.at(-1)];
  return sources.length > 1 || destination.endsWith('/') ? inDirectory(sources, destination) : [destination];
}

function inDirectory(sources: readonly string[], directory: string): readonly string[] {
  return sources.map((source) => `${directory}/${programName(source)}`);
}
