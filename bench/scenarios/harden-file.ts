import { ok } from 'node:assert';
import { manifestFiles, resultOf } from './manifest-files';
import { runHarden } from 'cdk8s-hardened/lib/cli/run-harden.js';

/** `cdk8s-hardened harden` of what cdk8s-plus writes by itself: every document changes, and is read again. */
export const scenario = manifestFiles((folder) => {
  const ignore = { write: () => true };
  const steps = runHarden({ paths: [folder], failOn: 'never', only: [], exclude: [] }, { stdout: ignore, stderr: ignore, stdin: () => [], env: {} });
  ok(resultOf(steps) === 0);
});
