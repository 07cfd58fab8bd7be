import { spawnSync } from 'child_process';

/** Whether a program is in the PATH. */
export function isInstalled(program: string, env: NodeJS.ProcessEnv): boolean {
  return spawnSync(program, ['--version'], { env }).error === undefined;
}
