import { run } from './start';

/** Whether a program is in the PATH. */
export function isInstalled(program: string, env: NodeJS.ProcessEnv): boolean {
  return run(program, ['--version'], { env }).error === undefined;
}
