import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { CannotWork } from '../../src/cli/inputs';
import { AuditOptions, runAudit } from '../../src/cli/run-audit';

/** What an audit came to: an exit code, and whatever it said. */
export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly told: string;
}

const OPTIONS: Omit<AuditOptions, 'paths'> = {
  profile: 'hardened', kubernetesVersion: 'latest', platform: 'kubernetes', format: 'json', failOn: 'error', waivers: 'inline', expired: 'fail', version: '0.0.0',
};

/**
 * Audits a file of some bytes, in this process. Whatever is thrown, but what tells the user that the work cannot be done, is a crash
 * and goes through to the test.
 */
export function auditHere(content: string | Uint8Array): Outcome {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-fuzz-'));
  const path = join(folder, 'fuzz.yaml');
  let stdout = '';
  let stderr = '';
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => (stdout += String(text), true)),
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => (stderr += String(text), true)),
  ];
  try {
    writeFileSync(path, content);
    const status = statusOf(() => runAudit({ ...OPTIONS, paths: [path] }), (message) => stderr += `${message}\n`);
    return { status, stdout, told: stderr.replaceAll(folder, '') };
  } finally {
    spies.forEach((spy) => spy.mockRestore());
    rmSync(folder, { recursive: true });
  }
}

function statusOf(work: () => number, tell: (message: string) => void): number {
  try {
    return work();
  } catch (error) {
    if (error instanceof CannotWork) {
      tell(error.message);
      return 2;
    }
    throw error;
  }
}

/** An exit code that a user can act on: a report that is whole, and where the work could not be done, why and in which place. */
export function expectAnswer({ status, stdout, told }: Outcome): void {
  expect([0, 1, 2]).toContain(status);
  const { findings, summary } = JSON.parse(stdout);
  expect(findings).toHaveLength(summary.errors + summary.warnings + summary.waived);
  expect(told).not.toMatch(/^\s+at /m);
  if (status === 2) {
    expect(told).toMatch(/\/fuzz\.yaml(:\d+:\d+)?: \S/);
  } else {
    expect(told).toBe('');
    expect(summary.errors > 0).toBe(status === 1);
  }
}
