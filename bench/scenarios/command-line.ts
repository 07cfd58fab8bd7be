import type { processIo as ProcessIo } from '#lib/commands/cli/process-io.js';
import type { run as Run } from '#lib/commands/cli/program.js';

/** A module of the command line out of the bundle that the command loads, too. */
function bundled(name: string): any {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('#lib/bundle/cli.js')(name);
}

/** Runs `cdk8s-hardened` in this process, and drops what it prints. */
export function commandLine(...args: readonly string[]): Promise<number> {
  const { run } = bundled('cli/program') as { run: typeof Run };
  const { processIo } = bundled('cli/process-io') as { processIo: typeof ProcessIo };
  const ignore = { write: () => true };
  return run(args, { ...processIo(), stdout: ignore, stderr: ignore });
}
