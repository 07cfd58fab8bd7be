import { ok } from 'node:assert';
import { processIo } from '#lib/cli/process-io.js';
import { run } from '#lib/cli/program.js';
import { manifestFiles } from './manifest-files';

/** `cdk8s-hardened audit` of what cdk8s-plus writes by itself, each with several findings. */
export const scenario = manifestFiles(async (folder) => {
  const exitCode = await run(['audit', folder, '--no-config', '--format', 'json', '--output', '/dev/null'], processIo());
  ok(exitCode === 1);
});
