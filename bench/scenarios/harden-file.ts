import { ok } from 'node:assert';
import { run } from '#lib/cli/program.js';
import { manifestFiles } from './manifest-files';

/** `cdk8s-hardened harden` of what cdk8s-plus writes by itself: every document changes, and is read again. */
export const scenario = manifestFiles(async (folder) => {
  const ignore = { write: () => true };
  const exitCode = await run(['harden', folder, '--no-config'], { stdout: ignore, stderr: ignore, stdin: () => [], env: {} });
  ok(exitCode === 0);
});
