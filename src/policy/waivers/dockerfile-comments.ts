import { checkDockerfileWaiver, toWaiver } from './check-waiver';
import { DockerfileComment, DockerfileInstruction, DockerfileView } from '../../formats/dockerfile/model/dockerfile';
import { Waiver } from '../settings/waiver';

/** A waiver in a comment of a Dockerfile. */
export interface CommentWaiver {
  readonly waiver: Waiver;
  readonly line: number;
  /** The position of the one instruction that it covers; it covers the whole file if absent. */
  readonly instruction?: number;
}

export interface DockerfileWaivers {
  readonly waivers: readonly CommentWaiver[];
  /** The reasons why other comments cannot be read. */
  readonly problems: readonly { readonly line: number; readonly message: string }[];
}

const OURS = /^cdk8s-hardened\//;
const WAIVE = /^cdk8s-hardened\/waive:/;

/**
 * Reads the waivers in a Dockerfile's comments, such as `# cdk8s-hardened/waive: {"control": "dockerfile-sudo", "reason": "..."}`. A waiver
 * above or in an instruction covers that instruction. A waiver above all instructions covers the file.
 */
export function dockerfileWaivers({ comments, instructions }: DockerfileView): DockerfileWaivers {
  const waivers: CommentWaiver[] = [];
  let next = 0; // Comments and instructions are in the order of their lines.
  const problems: { line: number; message: string }[] = [];
  for (const comment of comments.filter(({ text }) => OURS.test(text))) {
    while (next < instructions.length && instructions[next].endLine <= comment.line) {
      next++;
    }
    try {
      waivers.push(readComment(comment, instructions[next]));
    } catch (error) {
      problems.push({ line: comment.line, message: `the comment is not a valid waiver: ${(error as Error).message}` });
    }
  }
  return { waivers, problems };
}

function readComment({ line, text }: DockerfileComment, next: DockerfileInstruction | undefined): CommentWaiver {
  if (!WAIVE.test(text)) {
    throw new Error('unknown comment: use `cdk8s-hardened/waive: {...}`');
  }
  const waiver = toWaiver(JSON.parse(text.replace(WAIVE, '')));
  checkDockerfileWaiver(waiver);
  if (!next) {
    throw new Error('no instruction follows the comment: move it above the instruction whose finding it accepts');
  }
  return { waiver, line, instruction: next.index === 0 && line < next.line ? undefined : next.index };
}
