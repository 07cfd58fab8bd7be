import { ok } from 'node:assert';
import { manifestFiles, resultOf } from './manifest-files';
import { processIo } from 'cdk8s-hardened/lib/cli/process-io.js';
import { runAudit } from 'cdk8s-hardened/lib/cli/run-audit.js';

/** `cdk8s-hardened audit` of what cdk8s-plus writes by itself, each with several findings. */
export const scenario = manifestFiles((folder) => {
  const steps = runAudit({
    paths: [folder],
    profile: 'hardened',
    kubernetesVersion: 'latest',
    platform: 'kubernetes',
    format: 'json',
    output: '/dev/null',
    report: [],
    groupBy: 'workload',
    only: [],
    exclude: [],
    failOn: 'error',
    waivers: 'inline',
    expired: 'fail',
    version: 'bench',
  }, processIo());
  ok(resultOf(steps) === 1);
});
