import { DockerfileInstruction, DockerfileView, finalInstructions } from './dockerfile';

/** The program that an image starts. */
export interface ImageStart {
  /** The instruction that names the program: ENTRYPOINT, or CMD if there is none. */
  readonly start?: DockerfileInstruction;
  /** The effective CMD. */
  readonly command?: DockerfileInstruction;
}

/** The start of the image, as far as the file determines it. An ENTRYPOINT discards the CMD of earlier stages. */
export function startCommandOf(view: DockerfileView): ImageStart {
  const last = (name: string, above = -1) =>
    finalInstructions(view).filter(({ keyword, index }) => keyword === name && index > above).pop();
  const entrypoint = last('ENTRYPOINT');
  const command = last('CMD', entrypoint && fromIndexOf(view, entrypoint));
  // `ENTRYPOINT []` removes the ENTRYPOINT of the base image.
  return { start: entrypoint?.words.length ? entrypoint : command, command };
}

/** The index of the FROM that begins the stage of an instruction. */
function fromIndexOf({ stages }: DockerfileView, instruction: DockerfileInstruction): number | undefined {
  return stages.find(({ instructions }) => instructions.includes(instruction))?.from.index;
}
