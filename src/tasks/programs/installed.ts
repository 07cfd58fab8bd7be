import { NotStarted } from './answer';
import { askSync } from './ask-sync';

const LIMITS = { timeout: 10_000, output: 1024 ** 2 };

/** Whether a program is in the PATH and starts. A program that does not answer in time is installed too. */
export function isInstalled(program: string, env: NodeJS.ProcessEnv): boolean {
  try {
    askSync(program, ['--version'], env, LIMITS);
    return true;
  } catch (error) {
    if (error instanceof NotStarted) {
      return false;
    }
    throw error;
  }
}
