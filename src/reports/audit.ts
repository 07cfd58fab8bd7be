import { Finding } from './finding';

export interface AuditSummary {
  files: number;
  documents: number;
  dockerfiles: number;
  workloads: number;
  errors: number;
  warnings: number;
  waived: number;
  /** Objects that hold pods, or settings of pods, that no control evaluated, and no waiver accepts. */
  unevaluated: number;
  /** Findings that were counted and not reported: one object had too many. */
  leftOut: number;
}

/** What an audit was asked to do. */
export interface AuditHeader {
  readonly tool: { readonly name: string; readonly version: string };
  readonly profile: string;
  readonly kubernetesVersion: string;
  readonly platform: string;
}

/** Something that turns an audit into text while it runs. */
export interface AuditReport {
  begin(header: AuditHeader): string;
  finding(finding: Finding): string;
  end(summary: AuditSummary): string;
}
