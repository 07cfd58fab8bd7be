import type { processIo as ProcessIo } from '#lib/commands/cli/process-io.js';
import type { run as Run } from '#lib/commands/cli/program.js';
import { bundled } from './bundled';

/** Runs `cdk8s-hardened` in this process, and drops what it prints. */
export function commandLine(...args: readonly string[]): Promise<number> {
  const { run } = bundled('cli', 'cli/program') as { run: typeof Run };
  const { processIo } = bundled('cli', 'cli/process-io') as { processIo: typeof ProcessIo };
  const ignore = { write: () => true };
  return run(args, { ...processIo(), stdout: ignore, stderr: ignore });
}
