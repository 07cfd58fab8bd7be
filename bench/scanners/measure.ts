import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MeasuredScanner } from './programs';
import { outputOf } from '../../test/programs/must-run';

/** What one scan took. */
export interface ScanCost {
  /** Seconds of user and system time, of all processes. */
  readonly cpu: number;
  /** Seconds by the clock. */
  readonly wall: number;
  /** MiB of resident memory, of the largest process. */
  readonly peak: number;
  readonly findings: number;
}

/**
 * Measures a scan.
 *
 * @param seconds after which it is ended
 * @returns undefined if it did not end in time
 * @throws Error if it fails, or finds nothing: such a scan was not measured
 */
export function measureScan(
  { name, env, statuses, findings }: MeasuredScanner, command: readonly string[], seconds: number,
): ScanCost | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'bench-scan-'));
  const [output, errors] = ['output', 'errors'].map((file) => join(folder, file));
  try {
    const args = [join(__dirname, 'whole_process.py'), String(seconds), output, errors, ...command];
    const { status, ...cost } = JSON.parse(outputOf('python3', args, { variables: env?.() }));
    if (status === null) return undefined;
    const texts = findings.flatMap((text) => ['-e', text]);
    const found = outputOf('grep', ['--only-matching', '--fixed-strings', ...texts, output], { statuses: [0, 1] });
    const count = found.split('\n').length - 1;
    if (!statuses.includes(status) || count === 0) {
      throw new Error(`${name} ended with exit code ${status} and ${count} findings: ${readFileSync(errors, 'utf8').slice(-2000)}`);
    }
    return { ...cost, findings: count };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
