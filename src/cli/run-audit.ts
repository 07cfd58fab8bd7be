import { EXIT_CODES, ExitCode } from './exit-code';
import { Io } from './io';
import { log } from './log';
import { Output } from './output';
import { Progress } from './progress';
import { Audit } from '../audit/audit';
import { auditPaths } from '../audit/audit-paths';
import { InputError, orInputError } from '../audit/input-error';
import { AuditWaivers, WaiverMode } from '../audit/waivers';
import { Level } from '../controls/control';
import { profileOf } from '../engine/profile';
import { formatVersion, parseVersion } from '../manifest/version';
import { AuditReport, AuditSummary } from '../reports/audit';
import { Finding } from '../reports/finding';
import { FormatName, FORMATS } from '../reports/formats';
import { PlatformName } from '../settings/settings';
import { readWaiverFile } from '../waivers/read-waiver-file';
import { WaiverFile } from '../waivers/waiver-file';

/** The command line of `audit`. */
export interface AuditOptions {
  readonly paths: readonly string[];
  readonly profile: Level;
  readonly kubernetesVersion: string;
  readonly platform: PlatformName;
  readonly format: FormatName;
  readonly output?: string;
  readonly failOn: 'error' | 'warning' | 'never';
  readonly failOnUnevaluated?: boolean;
  readonly waivers: WaiverMode;
  readonly waiverFile?: string;
  readonly expired: 'fail' | 'warn';
  /** Of this package. */
  readonly version: string;
}

/**
 * Audits the named inputs, and writes the report. If one cannot be read, the others are still evaluated.
 *
 * @throws InputError if the audit cannot start
 */
export function runAudit(options: AuditOptions, io: Io): ExitCode {
  if (options.paths.length === 0) {
    throw new InputError('nothing to audit: name files or folders, or - for standard input');
  }
  const report: AuditReport = FORMATS[options.format]();
  const profile = profileOf(options.profile, orInputError(() => parseVersion(options.kubernetesVersion)));
  const waivers = new AuditWaivers(options.waivers, waiverFileOf(options), new Date(), options.expired === 'warn' ? 'warning' : 'error');
  const progress = new Progress(io.stderr);
  const output = new Output(options.output, (text) => {
    progress.clear();
    io.stdout.write(text);
  });
  const write = (finding: Finding) => output.write(report.finding(finding));
  const audit = new Audit(profile, options.platform, waivers, write, (summary) => progress.show(summary));
  try {
    output.write(report.begin({
      tool: { name: 'cdk8s-hardened', version: options.version },
      profile: options.profile,
      kubernetesVersion: formatVersion(profile.version),
      platform: options.platform,
    }));
    const failures = auditPaths(audit, options.paths, io.stdin);
    progress.clear();
    output.write(report.end(audit.summary));
    [...audit.remarks(), ...waivers.remarks(), ...failures].forEach((line) => log(io, line));
    if (failures.length > 0) {
      return EXIT_CODES.error;
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

function waiverFileOf({ waivers, waiverFile }: AuditOptions): WaiverFile {
  if (waiverFile === undefined) {
    if (waivers === 'file') {
      throw new InputError('--waivers file needs the file that lists the waivers: add --waiver-file <file>');
    }
    return { waivers: [], neverWaive: [] };
  }
  return orInputError(() => readWaiverFile(waiverFile));
}
