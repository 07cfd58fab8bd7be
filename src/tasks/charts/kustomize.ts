import { resolve } from 'path';
import { RENDER_LIMITS, RenderLimits } from './limits';
import { failureText, printedLines } from './output';
import { MissingProgram, OverLimit, RenderError, RenderedText, Running } from './rendered';
import { withSurroundings } from './surroundings';
import { Answer, NotStarted } from '../programs/answer';
import { ask } from '../programs/ask';

/** The programs that can render a kustomization; the first installed one is used. */
const PROGRAMS = [['kustomize', 'build'], ['kubectl', 'kustomize']] as const;

/**
 * Renders a kustomization with the kustomize or the kubectl of the user's PATH, without Helm and plugins. Read the kustomization with a
 * `KustomizationGraph` first: these programs fetch remote resources.
 *
 * @throws RenderError if the program refuses the kustomization or exceeds a limit; InputError if neither program is installed
 */
export async function renderKustomization(folder: string, running: Running, allowsRemote: boolean): Promise<RenderedText> {
  const limits = { ...RENDER_LIMITS, ...running.limits, signal: running.signal };
  const [program, answer] = await build(resolve(folder), running.env, limits, allowsRemote);
  if (answer.ended !== undefined) {
    throw new OverLimit(folder, program, answer.ended, limits);
  }
  if (answer.status !== 0) {
    throw new RenderError(folder, failureText(program, answer));
  }
  return { text: answer.stdout.toString('utf8'), warnings: printedLines(answer.stderr) };
}

async function build(
  folder: string, env: NodeJS.ProcessEnv, limits: RenderLimits, allowsRemote: boolean,
): Promise<readonly [string, Answer]> {
  for (const [program, command] of PROGRAMS) {
    try {
      return [program, await withSurroundings(env, (confined) => ask(program, [command, '--', folder], confined, limits), allowsRemote)];
    } catch (error) {
      if (!(error instanceof NotStarted && error.isMissing)) {
        throw error;
      }
    }
  }
  throw new MissingProgram('neither kustomize nor kubectl is installed or in the PATH: install one (https://kubectl.docs.kubernetes.io/installation/kustomize/), or build kustomizations elsewhere and pass the result');
}
