/*
 * A Dockerfile as plain values, so that whoever evaluates it needs no parser. src/formats/dockerfile makes them of a file's text.
 *
 * Variables are resolved if the file sets them, with ENV or the default of an ARG. Otherwise a text still contains the variable with
 * its `$`.
 */
import { normalizePath } from '../../manifest/paths';
import { ShellCommand } from '../../shell/command';

export interface DockerfileView {
  /** All instructions, in the order in which they stand. */
  readonly instructions: readonly DockerfileInstruction[];
  /** One for each FROM, and at least one. */
  readonly stages: readonly DockerfileStage[];
  readonly comments: readonly DockerfileComment[];
  /** The directives for the builder in the comments at the top, such as `# syntax=docker/dockerfile:1`. */
  readonly directives: readonly DockerfileDirective[];
}

export interface DockerfileDirective {
  /** In small letters. */
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

export interface DockerfileInstruction {
  /** Its place among all instructions. */
  readonly index: number;
  /** Its first line, counting from 1. */
  readonly line: number;
  readonly endLine: number;
  /** In capitals. For an ONBUILD, the keyword of the instruction that is kept for the images built on this one. */
  readonly keyword: string;
  /** Whether it follows an ONBUILD, and so does nothing in this image. */
  readonly isTrigger: boolean;
  /** The text after the keyword, in one line, without flags, comments and here-documents. */
  readonly text: string;
  /** The values of each flag, in the order in which they stand: `--mount` may be there several times. */
  readonly flags: ReadonlyMap<string, readonly string[]>;
  /** The arguments, without quotes. */
  readonly words: readonly string[];
  /** Whether the arguments are a list in JSON. */
  readonly isExec: boolean;
  /** The known commands of RUN, CMD, ENTRYPOINT and HEALTHCHECK: programs with their arguments. */
  readonly commands: readonly ShellCommand[];
  /** The variables that ENV and ARG set. */
  readonly variables: readonly DockerfileVariable[];
  /** The working directory in which it is carried out; undefined if the base image decides. */
  readonly workdir?: string;
}

export interface DockerfileVariable {
  readonly name: string;
  /** Absent for an ARG without a default. */
  readonly value?: string;
}

export interface DockerfileStage {
  /** Absent if FROM gives none. */
  readonly name?: string;
  readonly from: DockerfileInstruction;
  readonly base: BaseImage;
  /** Its own, without FROM. */
  readonly instructions: readonly DockerfileInstruction[];
}

export interface BaseImage {
  /** As in FROM. */
  readonly image: string;
  /** The place of the earlier stage that it is, where it is one. */
  readonly stage?: number;
}

export interface DockerfileComment {
  readonly line: number;
  /** Without `#`. */
  readonly text: string;
}

/** The stage whose image is built by default. */
export function finalStage({ stages }: DockerfileView): DockerfileStage {
  return stages[stages.length - 1];
}

/**
 * All instructions that make the final image: first the instructions of the stages that it is built on, then its own. BuildKit carries out
 * the ONBUILD instructions of a stage in the stages of the same file that are built on it.
 */
export function finalInstructions(view: DockerfileView): readonly DockerfileInstruction[] {
  const known = FINAL_INSTRUCTIONS.get(view) ?? findFinalInstructions(view);
  FINAL_INSTRUCTIONS.set(view, known);
  return known;
}

/** Nearly every question about a Dockerfile asks for them. */
const FINAL_INSTRUCTIONS = new WeakMap<DockerfileView, readonly DockerfileInstruction[]>();

function findFinalInstructions(view: DockerfileView): readonly DockerfileInstruction[] {
  const stages: DockerfileStage[] = [];
  for (let stage: DockerfileStage | undefined = finalStage(view); stage; stage = view.stages[stage.base.stage ?? -1]) {
    stages.push(stage);
  }
  return stages.reverse().flatMap(({ instructions }, index) => [
    ...stages[index - 1]?.instructions.filter(({ isTrigger }) => isTrigger) ?? [],
    ...instructions.filter(({ isTrigger }) => !isTrigger),
  ]);
}

/** The image outside of the file that the final image is built on, by way of however many stages. */
export function outerBase(view: DockerfileView): string {
  let { base } = finalStage(view);
  while (base.stage !== undefined) {
    ({ base } = view.stages[base.stage]);
  }
  return base.image;
}

/** The effective value of a flag that should be there only once: builders take the last one. */
export function flagOf({ flags }: DockerfileInstruction, name: string): string | undefined {
  return flags.get(name)?.at(-1);
}

/** Whether a text depends on a variable whose value the file does not say. */
export function isUnknown(text: string): boolean {
  return text.includes('$');
}

/** A path of the image in normal form; undefined if it depends on an unknown value. */
export function imagePath(path: string, workdir: string | undefined): string | undefined {
  if (isUnknown(path)) {
    return undefined;
  }
  return path.startsWith('/') ? normalizePath(path) : workdir && normalizePath(`${workdir}/${path}`);
}
