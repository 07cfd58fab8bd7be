import { Audit } from './audit';
import { AuditWaivers, WaiverMode } from './audit-waivers';
import { CannotWork, orCannotWork } from './cannot-work';
import { EXIT_CODES, ExitCode } from './exit-code';
import { Input, inputsOf } from './inputs';
import { Output } from './output';
import { Progress } from './progress';
import { tell } from './tell';
import { Level } from '../controls/control';
import { PlatformName } from '../controls/policy';
import { profileOf } from '../engine/profile';
import { formatVersion, parseVersion } from '../manifest/version';
import { AuditFinding, AuditReport, AuditSummary } from '../reports/audit';
import { AuditJson } from '../reports/audit-json';
import { AuditText } from '../reports/audit-text';
import { PolicyFile } from '../waivers/policy-file';
import { readPolicyFile } from '../waivers/read-policy-file';

/** The command line of `audit`. */
export interface AuditOptions {
  readonly paths: readonly string[];
  readonly profile: Level;
  readonly kubernetesVersion: string;
  readonly platform: PlatformName;
  readonly format: 'text' | 'json';
  readonly output?: string;
  readonly failOn: 'error' | 'warning' | 'never';
  readonly failOnUnevaluated?: boolean;
  readonly waivers: WaiverMode;
  readonly policy?: string;
  readonly expired: 'fail' | 'warn';
  /** Of this package. */
  readonly version: string;
}

/**
 * Audits what is named, and writes the report.
 *
 * @throws CannotWork where nothing could be begun; where an input cannot be read, the others are judged all the same
 */
export function runAudit(options: AuditOptions): ExitCode {
  if (options.paths.length === 0) {
    throw new CannotWork('nothing to audit: name files or folders, or - for standard input');
  }
  const report: AuditReport = options.format === 'json' ? new AuditJson() : new AuditText();
  const profile = profileOf(options.profile, orCannotWork(() => parseVersion(options.kubernetesVersion)));
  const waivers = new AuditWaivers(options.waivers, policyFileOf(options), new Date(), options.expired === 'warn' ? 'warning' : 'error');
  const progress = new Progress();
  const output = new Output(options.output, () => progress.clear());
  const write = (finding: AuditFinding) => output.write(report.finding(finding));
  const audit = new Audit(profile, options.platform, waivers, write, (summary) => progress.show(summary));
  try {
    output.write(report.begin({
      tool: { name: 'cdk8s-hardened', version: options.version },
      profile: options.profile,
      kubernetesVersion: formatVersion(profile.version),
      platform: options.platform,
    }));
    const failures = judgeAll(audit, options.paths);
    progress.clear();
    output.write(report.end(audit.summary));
    [...audit.remarks(), ...waivers.remarks(), ...failures].forEach(tell);
    if (failures.length > 0) {
      return EXIT_CODES.cannotWork;
    }
    output.finish();
  } finally {
    output.close();
  }
  return isBad(audit.summary, options) ? EXIT_CODES.findings : EXIT_CODES.clean;
}

function isBad({ errors, warnings, unevaluated }: AuditSummary, { failOn, failOnUnevaluated = false }: AuditOptions): boolean {
  return { error: errors, warning: errors + warnings, never: 0 }[failOn] > 0 || (failOnUnevaluated && unevaluated > 0);
}

/** Judges every input, and goes on where one cannot be read: what is wrong with all of them is told at once. */
function judgeAll(audit: Audit, paths: readonly string[]): readonly string[] {
  const failures: string[] = [];
  const attempt = (work: () => void) => {
    try {
      work();
    } catch (error) {
      failures.push(asCannotWork(error).message);
    }
  };
  const inputs: (Input | CannotWork)[] = [];
  for (const path of paths) {
    try {
      for (const input of inputsOf([path])) {
        inputs.push(input);
      }
    } catch (error) {
      inputs.push(asCannotWork(error));
    }
  }
  inputs.forEach((input) => input instanceof CannotWork || audit.prepare(input));
  inputs.forEach((input) => attempt(() => {
    if (input instanceof CannotWork) {
      throw input;
    }
    audit.judge(input);
  }));
  return failures.length > 0 || audit.hasInput ? failures : ['there is no Kubernetes object and no Dockerfile in what was named'];
}

/** @throws anything else, which nobody expects */
function asCannotWork(error: unknown): CannotWork {
  if (error instanceof CannotWork) {
    return error;
  }
  throw error;
}

function policyFileOf({ waivers, policy }: AuditOptions): PolicyFile {
  if (policy === undefined) {
    if (waivers === 'file') {
      throw new CannotWork('--waivers file needs --policy FILE: the file that lists the waivers');
    }
    return { waivers: [], neverWaive: [] };
  }
  return orCannotWork(() => readPolicyFile(policy));
}
