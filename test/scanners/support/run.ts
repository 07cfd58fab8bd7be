import { outputOf } from '../../programs/must-run';

const PATIENCE = 12 * 60_000;

/**
 * What a scanner prints.
 *
 * @param statuses the exit codes of a scan that is complete
 */
export function printed(program: string, args: readonly string[], statuses: readonly number[] = [0]): string {
  return outputOf(program, args, { statuses, timeout: PATIENCE });
}
