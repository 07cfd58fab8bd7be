import type { Command } from 'commander';
import type { ExitCode } from './exit-code';
import type { Io } from './io';

/** The state that all commands share. */
export interface CommandContext {
  readonly io: Io;
  /** The version of this package. */
  readonly version: string;
  /** Sets the exit code of the process. It is 0 without a call. */
  readonly setExitCode: (exitCode: ExitCode) => void;
}

/**
 * Adds a command to the program. Its action loads the modules of the command, so that the other commands start faster. It uses `require`,
 * since Jest cannot run `import()`.
 */
export type AddCommand = (program: Command, context: CommandContext) => void;

/** Collects the values of a repeatable option. */
export function collectOption(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

export async function waitForInput(paths: readonly string[], io: Io): Promise<void> {
  if (paths.includes('-')) {
    await io.waitForStdin?.();
  }
}
