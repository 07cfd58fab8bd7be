import { auditBaseline } from './audit/baseline';
import { AuditOptions, checkAuditOptions, rulesOf } from './audit/options';
import { auditWaivers } from './audit/waivers';
import { WrittenWaivers } from './audit/written-waivers';
import { changedSince } from './changed-files';
import { EXIT_CODES, ExitCode } from './exit-code';
import { Io } from './io';
import { log } from './log';
import { Progress } from './progress';
import { parseReport, Reports } from './reports';
import { settingsOf } from './settings-of';
import { terminalStyle } from './terminal';
import { Audit } from '../audit/audit';
import { auditPaths } from '../audit/audit-paths';
import { Evaluation, evaluationOf } from '../audit/evaluation';
import { Rules } from '../engine/plan';
import { formatVersion } from '../manifest/version';
import { AuditHeader, AuditSummary } from '../reports/audit';
import { fileMatcher } from '../settings-file/file-matcher';
import { overriding, RulesByFile } from '../settings-file/rules-by-file';

/**
 * Audits the named inputs step by step, and writes the reports. If one cannot be read, the others are still evaluated.
 *
 * @throws InputError if the audit cannot start
 */
export function* runAudit(options: AuditOptions, io: Io): Generator<void, ExitCode> {
  checkAuditOptions(options);
  const settings = overriding(settingsOf(options), rulesOf(options));
  const rules = new RulesByFile(settings);
  const failOn = options.failOn ?? settings.failOn ?? 'error';
  const baseline = auditBaseline(options, settings);
  const waivers = auditWaivers(options, settings);
  const written = WrittenWaivers.to(options.writeWaivers);
  const isChanged = options.changedSince === undefined ? undefined : changedSince(options.changedSince);
  const excluded = fileMatcher(options.exclude, '.');
  const progress = new Progress(io.stderr);
  const { format, output: path, report, includeWaived, quiet, groupBy } = options;
  const wanted = [{ format, path }, ...settings.reports, ...report.map(parseReport)];
  const reports = new Reports(wanted, { includeWaived, quiet, groupBy, ...terminalStyle(io, options.color) }, io, (text) => {
    progress.clear();
    io.stdout.write(text);
  });
  const audit = new Audit({
    evaluationFor: evaluations(rules, options),
    waivers,
    baseline: baseline?.matcher,
    onFinding: (finding) => {
      reports.finding(finding);
      written?.add(finding);
    },
  });
  try {
    reports.begin(headerOf(options, rules.general, failOn));
    const steps = auditPaths(audit, {
      paths: options.paths,
      isExcluded: (file) => excluded(file) || settings.isExcluded(file),
      isChanged,
      stdin: io.stdin,
      skipsOthers: options.skipOtherFiles,
    });
    const failures = yield* progress.following(steps, () => progressText(audit.summary));
    progress.clear();
    const cut = reports.end(audit.summary);
    const isWhole = isChanged === undefined && failures.length === 0;
    const remarks = [...audit.remarks(), ...waivers.remarks(), ...baseline?.remarks(isWhole) ?? [], ...cut];
    [...remarks, ...failures].forEach((line) => log(io, line));
    if (failures.length > 0) {
      return EXIT_CODES.error;
    }
    reports.finish();
    baseline?.write();
    written?.write();
  } finally {
    progress.clear();
    reports.close();
  }
  return isBad(audit.summary, { ...options, failOn }) ? EXIT_CODES.findings : EXIT_CODES.clean;
}

/** Cached by rules, which are one object for all files that are treated alike. */
function evaluations(rules: RulesByFile, options: AuditOptions): (file: string) => Evaluation {
  const known = new Map<Rules, Evaluation>();
  const only = options.only.length > 0 ? options.only : undefined;
  return (file) => {
    const ofFile = rules.for(file);
    const evaluation = known.get(ofFile) ?? evaluationOf(ofFile, { only });
    known.set(ofFile, evaluation);
    return evaluation;
  };
}

function headerOf({ version }: AuditOptions, rules: Rules, failOn: AuditHeader['failOn']): AuditHeader {
  const { profile: { level, version: kubernetesVersion }, settings: { platform } } = evaluationOf(rules);
  return {
    tool: { name: 'cdk8s-hardened', version },
    profile: level,
    kubernetesVersion: formatVersion(kubernetesVersion),
    platform,
    failOn,
  };
}

function progressText({ documents, files }: AuditSummary): string {
  return `${documents} documents in ${files} files`;
}

function isBad(
  { errors, warnings, unevaluated }: AuditSummary, { failOn, failOnUnevaluated = false }: Pick<AuditOptions, 'failOnUnevaluated'> & Pick<AuditHeader, 'failOn'>,
): boolean {
  return { error: errors, warning: errors + warnings, never: 0 }[failOn] > 0 || (failOnUnevaluated && unevaluated > 0);
}
