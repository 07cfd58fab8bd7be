/*
 * A Dockerfile as plain values, so that controls need no parser. src/formats/dockerfile creates them from the text of the file.
 *
 * A variable is resolved if ENV, or the default of an ARG, sets it. Otherwise the text still contains the variable with its `$`.
 */
import { oncePer } from '../../manifest/once-per';
import { normalizePath } from '../../manifest/paths';
import { ShellCommand } from '../../shell/command';

export interface DockerfileView {
  /** All instructions, in the order of the file. */
  readonly instructions: readonly DockerfileInstruction[];
  /** At least one stage: each FROM begins a stage. */
  readonly stages: readonly DockerfileStage[];
  readonly comments: readonly DockerfileComment[];
  /** The directives for the builder in the comments at the top, such as `# syntax=docker/dockerfile:1`. */
  readonly directives: readonly DockerfileDirective[];
}

export interface DockerfileDirective {
  /** In lowercase. */
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

export interface DockerfileInstruction {
  /** Its position among all instructions. */
  readonly index: number;
  /** Its first line, counting from 1. */
  readonly line: number;
  readonly endLine: number;
  /** The keyword, in uppercase. For an ONBUILD, the keyword of the instruction that runs in images built on this one. */
  readonly keyword: string;
  /** Whether the instruction follows an ONBUILD, and so does not run in this image. */
  readonly isTrigger: boolean;
  /** The text after the keyword, in one line, without flags, comments and here-documents. */
  readonly text: string;
  /** The values of each flag, in order: a flag such as `--mount` can occur several times. */
  readonly flags: ReadonlyMap<string, readonly string[]>;
  /** The arguments without quotes. */
  readonly words: readonly string[];
  /** Whether the arguments are a JSON list. */
  readonly isExec: boolean;
  /** The known commands of RUN, CMD, ENTRYPOINT and HEALTHCHECK: programs with their arguments. */
  readonly commands: readonly ShellCommand[];
  /** The script of RUN, CMD, ENTRYPOINT and HEALTHCHECK, with its here-documents; undefined for a list, and for other instructions. */
  readonly script?: string;
  /** The variables that ENV and ARG set. */
  readonly variables: readonly DockerfileVariable[];
  /** The working directory of the instruction; undefined if the base image sets it. */
  readonly workdir?: string;
}

export interface DockerfileVariable {
  readonly name: string;
  /** Undefined for an ARG without a default. */
  readonly value?: string;
}

export interface DockerfileStage {
  /** The name after AS in FROM; undefined if there is none. */
  readonly name?: string;
  readonly from: DockerfileInstruction;
  readonly base: BaseImage;
  /** The instructions of the stage, without FROM. */
  readonly instructions: readonly DockerfileInstruction[];
}

export interface BaseImage {
  /** The image as FROM contains it. */
  readonly image: string;
  /** The position of the earlier stage, if FROM names a stage. */
  readonly stage?: number;
}

export interface DockerfileComment {
  readonly line: number;
  /** The comment without `#`. */
  readonly text: string;
}

/** The stage whose image is built by default. */
export function finalStage({ stages }: DockerfileView): DockerfileStage {
  return stages[stages.length - 1];
}

/**
 * All instructions that build the final image. The stages that it is built on come first. BuildKit runs the ONBUILD instructions
 * of a stage in the stages of the same file that are built on it.
 */
export const finalInstructions = oncePer((view: DockerfileView): readonly DockerfileInstruction[] => {
  const stages: DockerfileStage[] = [];
  for (let stage: DockerfileStage | undefined = finalStage(view); stage; stage = view.stages[stage.base.stage ?? -1]) {
    stages.push(stage);
  }
  return stages.reverse().flatMap(({ instructions }, index) => [
    ...stages[index - 1]?.instructions.filter(({ isTrigger }) => isTrigger) ?? [],
    ...instructions.filter(({ isTrigger }) => !isTrigger),
  ]);
});

/** The image that the final image is built on, after all stages in between. */
export function outerBase(view: DockerfileView): string {
  let { base } = finalStage(view);
  while (base.stage !== undefined) {
    ({ base } = view.stages[base.stage]);
  }
  return base.image;
}

/** The effective value of a flag: builders use the last one if it is repeated. */
export function flagOf({ flags }: DockerfileInstruction, name: string): string | undefined {
  return flags.get(name)?.at(-1);
}

/** Whether a text contains a variable whose value the file does not set. */
export function isUnknown(text: string): boolean {
  return text.includes('$');
}

/** A path of the image in normal form; undefined if it contains a variable of unknown value. */
export function imagePath(path: string, workdir: string | undefined): string | undefined {
  if (isUnknown(path)) {
    return undefined;
  }
  return path.startsWith('/') ? normalizePath(path) : workdir && normalizePath(`${workdir}/${path}`);
}
