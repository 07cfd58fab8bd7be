import { DockerfileInstruction, DockerfileView, finalInstructions, finalStage, flagOf } from '../../../formats/dockerfile/model/dockerfile';
import { isWindowsStage } from '../../../formats/dockerfile/model/windows';
import { commandText, OUTPUT, ShellCommand } from '../../../formats/shell/command';
import { Violation } from '../check';

/**
 * The violation of an instruction.
 *
 * @param value the wrong part, without the keyword; empty if `detail` contains it
 * @param detail the problem
 * @param allowKey the text that a waiver must list, if it differs from the value
 */
export function inInstruction(
  { index, keyword, isTrigger }: DockerfileInstruction, value: string, detail: string, allowKey = value,
): Violation {
  return { path: ['instructions', index], value: `${isTrigger ? 'ONBUILD ' : ''}${keyword} ${value}`.trimEnd(), allowKey, detail };
}

/** The part of a message that names the image in which an instruction runs. Empty for this image. */
export function ofTrigger({ isTrigger }: DockerfileInstruction): string {
  return isTrigger ? ' of the images built on this one' : '';
}

/** The remedy for the user of an image for Windows. */
export function onWindows(view: DockerfileView): Pick<Violation, 'remedy'> {
  return isWindowsStage(view) ? { remedy: 'end the last stage with `USER ContainerUser`' } : {};
}

/** The instructions with an effect on the final image, or on images that are built on it. */
export function keptInstructions(view: DockerfileView): readonly DockerfileInstruction[] {
  // `finalInstructions` has no instructions of ONBUILD. The last stage has them.
  const kept = new Set([...finalInstructions(view), ...finalStage(view).instructions]);
  return view.instructions.filter((instruction) => kept.has(instruction));
}

/** The commands of an instruction. */
export interface Commands {
  readonly instruction: DockerfileInstruction;
  readonly commands: readonly ShellCommand[];
}

export function commandsOf(instructions: readonly DockerfileInstruction[]): readonly Commands[] {
  return instructions.map((instruction) => ({ instruction, commands: instruction.commands }));
}

/**
 * The problem of a command. For a text, the finding shows the whole command. A control that does not read all words returns a part, because
 * any other word can be a password.
 */
export type FoundCommand = string | FoundPart | undefined;

export interface FoundPart {
  readonly detail: string;
  /** The part of the command that the control reads. */
  readonly text: string;
  /** The text that a waiver must list, if it differs from the part. */
  readonly allowKey?: string;
}

/** The programs of an instruction. A waiver lists them without arguments, which can be long, can change, and can contain secrets. */
export function programsOf({ commands, words }: DockerfileInstruction): string {
  const programs = commands.map(([program]) => program).filter((program) => program !== OUTPUT);
  return [...new Set(programs)].join(', ') || words[0] || '';
}

/** The violations in the commands of kept instructions. `find` returns the problem of a command. */
export function inCommands(view: DockerfileView, find: (command: ShellCommand) => FoundCommand): readonly Violation[] {
  return inCommandsOf(keptInstructions(view), find);
}

/** The violations in the commands of these instructions. */
export function inCommandsOf(
  instructions: readonly DockerfileInstruction[], find: (command: ShellCommand) => FoundCommand,
): readonly Violation[] {
  return instructions.flatMap((instruction) => instruction.commands.flatMap((command) => {
    const found = find(command);
    const part = typeof found === 'string' ? { detail: found, text: commandText(command) } : found;
    return part ? [inInstruction(instruction, part.text, part.detail, part.allowKey)] : [];
  }));
}

/** The violations of a flag, in all instructions of all stages. */
export function flagViolations(
  { instructions }: DockerfileView, flag: string, isRefused: (value: string) => boolean, detail: string,
): readonly Violation[] {
  return instructions.flatMap((instruction) => {
    const value = flagOf(instruction, flag);
    return value === undefined || !isRefused(value)
      ? []
      : [inInstruction(instruction, `--${flag}=${value}`, detail, `--${flag}=${value} ${programsOf(instruction)}`)];
  });
}
