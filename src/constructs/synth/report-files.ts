import { mkdirSync, renameSync, rmSync, writeFileSync } from 'fs';
import { dirname } from 'path';
import { fileReason } from '../../formats/manifest/file-reason';
import { groupBy } from '../../formats/manifest/group-by';
import { partialPath } from '../../formats/manifest/partial-path';
import { AuditHeader, AuditReport, AuditSummary, FindingState, ReportedNetwork, stateOf } from '../../tasks/reports/audit';
import { countRisk, noRisks, RiskCounts } from '../../tasks/reports/fail-on';
import { Finding } from '../../tasks/reports/finding';
import { reportIn } from '../../tasks/reports/formats';
import { FormatName } from '../../tasks/reports/formats/names';
import { identityKey, ReportedObject } from '../../tasks/reports/reported-object';

/** The input for all formats. */
export interface ReportContents {
  readonly header: Omit<AuditHeader, 'tool'>;
  readonly findings: readonly Finding[];
  /** The objects with findings, for reports that show them. */
  readonly reported: () => readonly ReportedObject[];
  /** The allowed connections in the app, for reports that show them. */
  readonly network: () => ReportedNetwork | undefined;
  /** Number of objects below the scope, and of those that create pods. */
  readonly objects: number;
  readonly workloads: number;
  /** Number of objects with pods that no control evaluated. */
  readonly unevaluated: number;
}

/**
 * Writes a report. The file appears only once it is complete.
 *
 * @throws if it cannot be written, naming the path
 */
export function writeReport(format: FormatName, path: string, contents: ReportContents): void {
  const partial = partialPath(path);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(partial, reportText(format, contents), { flag: 'wx' });
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw new Error(`the ${format} report cannot be written to ${path}: ${fileReason(path, error)}`);
  }
}

function reportText(format: FormatName, contents: ReportContents): string {
  const report: AuditReport = reportIn(format);
  return [
    report.begin({ tool: { name: 'cdk8s-hardened', version: packageVersion() }, ...contents.header }),
    ...bodyOf(report, contents),
    ...networkIn(report, contents),
    report.end(summaryOf(contents)),
  ].join('');
}

/** The body of a report. If it shows objects, each object comes with its findings, and then findings on objects outside of the tree. */
function* bodyOf(report: AuditReport, { findings, reported }: ReportContents): Generator<string> {
  if (!report.object) {
    yield* findings.map((finding) => report.finding(finding));
    return;
  }
  const left = new Map(groupBy(findings, identityKey));
  for (const object of reported()) {
    const key = identityKey(object);
    yield report.object(object);
    yield* (left.get(key) ?? []).map((finding) => report.finding(finding));
    left.delete(key);
  }
  yield* [...left.values()].flat().map((finding) => report.finding(finding));
}

function networkIn(report: AuditReport, contents: ReportContents): readonly string[] {
  const network = report.network && contents.network();
  return network ? [report.network!(network)] : [];
}

function summaryOf({ findings, objects, workloads, unevaluated }: ReportContents): AuditSummary {
  const count = (state: FindingState) => findings.filter((finding) => stateOf(finding) === state).length;
  const baselined = count('baselined');
  return {
    files: 0,
    documents: objects,
    dockerfiles: 0,
    workloads,
    errors: count('error'),
    warnings: count('warning'),
    risks: risksOf(findings),
    waived: count('waived'),
    ...baselined > 0 && { baselined },
    unevaluated,
    leftOut: 0,
  };
}

function risksOf(findings: readonly Finding[]): RiskCounts {
  const risks = noRisks();
  findings.filter(({ waived, baselined }) => !waived && !baselined).forEach((finding) => countRisk(risks, finding));
  return risks;
}

function packageVersion(): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('cdk8s-hardened/package.json').version;
}
