import { spawnSync } from 'child_process';
import { readFileSync } from 'fs';

const PATIENCE = 5 * 60_000;
const MAX_OUTPUT = 512 * 1024 * 1024;

/**
 * What a scanner prints.
 *
 * @param statuses the exit codes of a scan that is complete
 */
export function printed(program: string, args: readonly string[], statuses: readonly number[] = [0]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', timeout: PATIENCE, maxBuffer: MAX_OUTPUT });
  if (status === null || !statuses.includes(status)) {
    throw new Error(`"${[program, ...args].join(' ')}": ${error?.message ?? `exit code ${status}`}\n${stderr}${stdout.slice(0, 2000)}`);
  }
  return stdout;
}

/** The ids in the data that is embedded in a program. */
export function embedded(program: string, pattern: RegExp): readonly string[] {
  return [...new Set(readFileSync(program, 'latin1').match(pattern) ?? [])].sort();
}
