import { FailOn, RiskCounts } from './fail-on';
import { Finding } from './finding';
import { ReportedObject } from './reported-object';
import { ReportedSubject } from './subject-rights';
import { FixableSource } from './suggested-fix';
import { Severity } from '../../policy/controls/check';

export interface AuditSummary {
  files: number;
  documents: number;
  dockerfiles: number;
  workloads: number;
  errors: number;
  warnings: number;
  /** Number of findings for each risk. */
  risks: RiskCounts;
  waived: number;
  /** Number of findings in the baseline, which do not fail; undefined without a baseline. */
  baselined?: number;
  /** Number of objects with pods, or settings of pods, that no control evaluated and no waiver accepts. */
  unevaluated: number;
  /** Number of findings that are counted but not reported, because one object had too many. */
  leftOut: number;
}

/** The state of a finding: new with its severity, waived, or in the baseline. */
export function stateOf({ waived, baselined, severity }: Finding): FindingState {
  if (waived) {
    return 'waived';
  }
  return baselined ? 'baselined' : severity as Severity;
}

export type FindingState = Severity | 'waived' | 'baselined';

/** The options of an audit. */
export interface AuditHeader {
  readonly tool: { readonly name: string; readonly version: string };
  readonly profile: string;
  readonly kubernetesVersion: string;
  readonly platform: string;
  readonly failOn: FailOn;
}

/** A report that turns an audit into text while the audit runs. */
export interface AuditReport {
  /** A remark on findings that exceed a limit of the report's readers, available at the end; undefined if the report is complete. */
  readonly cut?: string;
  /** Whether the report shows how to fix findings by editing files. Such edits take time to find. */
  readonly showsFixes?: true;
  begin(header: AuditHeader): string;
  /**
   * Takes an object before its findings, even if it has none. Only for reports that show objects: this takes time, and is skipped for
   * reports without this method.
   */
  object?(object: ReportedObject): string;
  /** Whether the report shows the chart value for the field of a finding. Such values take time to find. Default: false. */
  showsValue?(finding: Finding): boolean;
  /** @param source only for reports that show fixes; undefined if the readers cannot change a file with the finding */
  finding(finding: Finding, source?: FixableSource): string;
  /** Takes the allowed connections after all objects. Only for reports that show them. */
  network?(network: ReportedNetwork): string;
  /** Takes the rights of subjects after all objects. Only for reports that show them: all roles and bindings are then read first. */
  rights?(subjects: readonly ReportedSubject[]): string;
  end(summary: AuditSummary): string;
}

/** The allowed connections. */
export interface ReportedNetwork {
  /** HTML; undefined if the picture would be too large. */
  readonly picture?: string;
  /** Source, destination, ports, and the Services in between. */
  readonly connections: readonly (readonly [from: string, to: string, ports: string, services: string])[];
  /** Notes on connections that are not listed. */
  readonly notes: readonly string[];
}

/** Options of the user for a report. A format ignores options that do not apply to it. */
export interface ReportStyle {
  /** Whether the text is in color. */
  readonly color?: boolean;
  /** Width of the terminal in columns; without it, lines are not wrapped. */
  readonly width?: number;
  readonly detail?: Detail;
  readonly groupBy?: GroupBy;
}

/**
 * What the text of a report lists: only tables by control and by workload; errors and what fails; what an attacker would use, and what does
 * not work; or every finding.
 */
export const DETAILS = ['summary', 'failing', 'urgent', 'all'] as const;
export type Detail = typeof DETAILS[number];

/** How the text of a report groups findings. */
export const GROUP_BY = ['workload', 'file', 'control'] as const;
export type GroupBy = typeof GROUP_BY[number];
