import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { InputError } from '../../src/audit/input-error';
import { Io } from '../../src/cli/io';
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

type Content = string | Uint8Array;

/**
 * Audits a file of some bytes, in this process. Whatever is thrown, but what tells the user that the work cannot be done, is a crash
 * and goes through to the test.
 *
 * @param name of the file: it decides whether it is a Dockerfile
 * @param waiverFile the waiver file, whose waivers alone count
 */
export function auditHere(content: Content, name = 'fuzz.yaml', waiverFile?: Content): Outcome {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-fuzz-'));
  const [path, waiverPath] = [join(folder, name), join(folder, 'waivers.yaml')];
  let stdout = '';
  let stderr = '';
  const io: Io = {
    stdout: { write: (text) => { stdout += text; } },
    stderr: { write: (text) => { stderr += text; } },
    stdin: () => [],
    env: {},
  };
  try {
    writeFileSync(path, content);
    writeFileSync(waiverPath, waiverFile ?? '');
    const options = { ...OPTIONS, paths: [path], ...waiverFile !== undefined && { waivers: 'file', waiverFile: waiverPath } as const };
    const status = statusOf(() => runAudit(options, io), (message) => stderr += `${message}\n`);
    return { status, stdout, told: stderr.replaceAll(folder, '') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function statusOf(work: () => number, tell: (message: string) => void): number {
  try {
    return work();
  } catch (error) {
    if (error instanceof InputError) {
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
  expect(findings).toHaveLength(summary.errors + summary.warnings + summary.waived - summary.leftOut);
  if (status === 2) {
    expectReason(told, 'fuzz.yaml|Dockerfile');
  } else {
    // An empty file and a misspelled kind are worth a remark.
    expect(told.replace(/^.*: (?:is empty, |Kubernetes has no kind ).*\n/gm, '')).toBe('');
    expect(summary.errors > 0).toBe(status === 1);
  }
}

/** The same of an audit with a waiver file: where that cannot be read, nothing is begun. */
export function expectAnswerOrBadWaiverFile(outcome: Outcome): void {
  if (outcome.stdout !== '') {
    // That a waiver is for nothing that was audited is worth a remark.
    expectAnswer({ ...outcome, told: outcome.told.replace(/^.*: the waiver of .*\n/gm, '') });
    return;
  }
  expect(outcome.status).toBe(2);
  expectReason(outcome.told, 'waivers.yaml');
}

function expectReason(told: string, file: string): void {
  expect(told).not.toMatch(/^\s+at /m);
  expect(told).toMatch(new RegExp(`/(${file})(:\\d+){0,2}: \\S`));
}
