import { DockerfileInstruction, imagePath } from './dockerfile';
import { programName, ShellCommand } from '../../shell/command';

/** A command, and the directory in which it runs; undefined if that is not known. */
export interface PlacedCommand {
  readonly command: ShellCommand;
  readonly workdir: string | undefined;
}

/** A variable with an unknown value. */
const UNKNOWN = '$';

/** The commands of an instruction without `cd`, which changes the directory of the next commands. */
export function placedCommands({ commands, workdir: start }: DockerfileInstruction): readonly PlacedCommand[] {
  let workdir = start;
  return commands.flatMap((command) => {
    if (programName(command[0]) === 'cd') {
      workdir = imagePath(command[1] ?? UNKNOWN, workdir);
      return [];
    }
    return [{ command, workdir }];
  });
}
