import { FailOn, RiskCounts } from './fail-on';
import { Finding } from './finding';
import { ReportedObject } from './reported-object';
import { ReportedSubject } from './subject-rights';
import { FindingSource } from './suggested-fix';
import { Severity } from '../../policy/controls/check';

export interface AuditSummary {
  files: number;
  documents: number;
  dockerfiles: number;
  workloads: number;
  errors: number;
  warnings: number;
  /** The same findings by their risk. */
  risks: RiskCounts;
  waived: number;
  /** Findings that a baseline lists, so that they do not fail; undefined without a baseline. */
  baselined?: number;
  /** Objects with pods, or with settings of pods, that no control evaluated and no waiver accepts. */
  unevaluated: number;
  /** Findings that were counted and not reported: one object had too many. */
  leftOut: number;
}

/** Whether a finding is new, waived or in the baseline, and its severity. */
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

/** Something that turns an audit into text while it runs. */
export interface AuditReport {
  /** A remark on findings that do not fit into a limit of the report's readers, known once it ended; undefined if it is complete. */
  readonly cut?: string;
  /** Whether it shows how to fix findings by edits of their files: finding these takes time. */
  readonly showsFixes?: true;
  begin(header: AuditHeader): string;
  /**
   * Takes an object, clean or not, before its findings. Only for reports that show more than findings: looking for that takes time, and
   * is done only if a report has this method.
   */
  object?(object: ReportedObject): string;
  /** Whether it shows the value of a chart that reaches the field of a finding: finding it takes time. Default: it does not. */
  showsValue?(finding: Finding): boolean;
  /** @param source only for reports that show fixes; undefined if the finding is in no file that its readers can change */
  finding(finding: Finding, source?: FindingSource): string;
  /** Takes the allowed connections, once all objects are known. Only for reports that show them. */
  network?(network: ReportedNetwork): string;
  /** Takes what subjects may do, once all objects are known. Only for reports that show it: all roles and bindings are read before. */
  rights?(subjects: readonly ReportedSubject[]): string;
  end(summary: AuditSummary): string;
}

/** The allowed connections. */
export interface ReportedNetwork {
  /** An element of HTML; undefined if the picture would be too large. */
  readonly picture?: string;
  /** From, to, ports, and the Services that lead there. */
  readonly connections: readonly (readonly [from: string, to: string, ports: string, services: string])[];
  /** Notes on connections that are not listed. */
  readonly notes: readonly string[];
}

/** The user's options for a report. A format ignores options that do not apply to it. */
export interface ReportStyle {
  /** Whether formats that leave out waived findings write them. */
  readonly includeWaived?: boolean;
  /** Whether the text is in color. */
  readonly color?: boolean;
  /** Width of the terminal in columns; undefined if there is none, and nothing is wrapped. */
  readonly width?: number;
  /** Whether the text has errors and the result only. */
  readonly quiet?: boolean;
  /** Whether the text lists every finding. */
  readonly all?: boolean;
  /** Whether the text has only the result and tables, by control and by workload. */
  readonly summary?: boolean;
  readonly groupBy?: GroupBy;
}

/** How the text of a report groups findings. */
export const GROUP_BY = ['workload', 'file', 'control'] as const;
export type GroupBy = typeof GROUP_BY[number];
