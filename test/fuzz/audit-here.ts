import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { AuditCommandOptions } from '../../src/commands/cli/audit/options';
import { ExitCode } from '../../src/commands/cli/exit-code';
import { Io } from '../../src/commands/cli/io';
import { auditSteps } from '../../src/commands/cli/run-audit';
import { InputError } from '../../src/formats/manifest/input-error';
import { foundInputs } from '../../src/tasks/audit/found-inputs';
import { resultOf } from '../../src/tasks/audit/steps';

/** The result of an audit. */
export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

const OPTIONS: Omit<AuditCommandOptions, 'paths'> = {
  profile: 'hardened', config: 'none', format: 'json', report: [], detail: 'urgent', groupBy: 'workload', only: [], excludeFiles: [], waivers: 'inline', values: [], set: [], render: false, version: '0.0.0',
};

type Content = string | Uint8Array;

/**
 * Audits a file of some bytes, in this process. Every error except an InputError, which the user can fix, is a crash and fails the
 * test.
 *
 * @param name of the file: it decides whether it is a Dockerfile
 * @param waiverFile the waiver file, which makes the audit ignore other waivers
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
    const status = statusOf(auditSteps(options, foundInputs([path]), [], io), (message) => stderr += `${message}\n`);
    return { status, stdout, stderr: stderr.replaceAll(folder, '') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function statusOf(work: Generator<unknown, ExitCode>, log: (message: string) => void): number {
  try {
    return resultOf(work as Generator<void, ExitCode>); // There is no chart to wait for.
  } catch (error) {
    if (error instanceof InputError) {
      log(error.message);
      return 2;
    }
    throw error;
  }
}

/** Expects an exit code that a user can act on: a complete report, or an error with its reason and place. */
export function expectAnswer({ status, stdout, stderr }: Outcome): void {
  expect([0, 1, 2]).toContain(status);
  const { findings, summary } = JSON.parse(stdout);
  expect(findings).toHaveLength(summary.errors + summary.warnings + summary.waived - summary.leftOut);
  if (status === 2) {
    expectReason(stderr, 'fuzz.yaml|Dockerfile');
  } else {
    // An empty file and a misspelled kind print a note.
    expect(stderr.replace(/^.*: (?:is empty, |Kubernetes has no kind ).*\n/gm, '')).toBe('');
    expect(summary.errors > 0).toBe(status === 1);
  }
}

/** The same for an audit with a waiver file, which reports nothing if that is unreadable. */
export function expectAnswerOrBadWaiverFile(outcome: Outcome): void {
  if (outcome.stdout !== '') {
    // A waiver for an object that was not audited prints a note.
    expectAnswer({ ...outcome, stderr: outcome.stderr.replace(/^.*: the waiver of .*\n/gm, '') });
    return;
  }
  expect(outcome.status).toBe(2);
  expectReason(outcome.stderr, 'waivers.yaml');
}

function expectReason(stderr: string, file: string): void {
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(stderr).toMatch(new RegExp(`/(${file})(:\\d+){0,2}: \\S`));
}
