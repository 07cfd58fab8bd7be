import { ChildProcess, ChildProcessByStdio, spawn, spawnSync } from 'child_process';
import { Readable } from 'stream';
import { programPath } from './program-path';

const IS_WINDOWS = process.platform === 'win32';

/** A program that is running, and whose output is read. */
export type Started = ChildProcessByStdio<null, Readable, Readable>;

/**
 * Starts a program. It gets no input, so that it cannot wait for a password. It is in a group of its own, so that Ctrl-C reaches only this
 * process: Windows would open a window for it instead.
 */
export function start(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Started {
  return spawn(programPath(program, env), args, { stdio: ['ignore', 'pipe', 'pipe'], detached: !IS_WINDOWS, windowsHide: true, env });
}

/** Ends a program and the programs that it started: docker runs its plugins as processes of their own. */
export function endAll(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) {
    return; // It never started.
  }
  if (IS_WINDOWS) {
    spawnSync(programPath('taskkill', process.env), ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore', windowsHide: true });
    child.kill();
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The process has ended already.
  }
}
