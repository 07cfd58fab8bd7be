import { RiskCounts } from './fail-on';
import { Failing } from './failing';
import { Finding } from './finding';
import { ReportedObject } from './reported-object';
import { ReportedSubject } from './subject-rights';
import { FixableSource } from './suggested-fix';
import { Severity } from '../../policy/controls/check';
import type { ListedStandardName } from '../../policy/controls/known-as/items';

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
  /** Number of objects that contain pods or settings of pods, but that no control evaluated and no waiver accepts. */
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
export interface AuditHeader extends Failing {
  readonly tool: { readonly name: string; readonly version: string };
  readonly profile: string;
  readonly kubernetesVersion: string;
  readonly platform: string;
}

/** A report that turns an audit into text while the audit runs. */
export interface AuditReport {
  /** A remark on findings that exceed a limit of the report's readers, available at the end; undefined if the report is complete. */
  readonly cut?: string;
  /** Whether the report shows edits of files that fix findings. They take time to compute. */
  readonly showsFixes?: true;
  begin(header: AuditHeader): string;
  /** Called before the end with the objects and controls by which standards are judged. */
  seen?(seen: SeenObjects): string;
  /**
   * Takes an object before its findings, even if it has none. Only reports that show objects have this method, because objects take time to
   * prepare.
   */
  object?(object: ReportedObject): string;
  /** Whether the report shows the chart value for the field of a finding. The values take time to trace. Default: false. */
  showsValue?(finding: Finding): boolean;
  /** @param source only for reports that show fixes; undefined if the finding is in no file that a reader can change */
  finding(finding: Finding, source?: FixableSource): string;
  /** Takes the allowed connections after all objects. Only for reports that show them. */
  network?(network: ReportedNetwork): string;
  /** Takes the rights of subjects after all objects. Only for reports that show them: all roles and bindings are then read first. */
  rights?(subjects: readonly ReportedSubject[]): string;
  /** Takes the namespaces of a cluster after all objects. Only for reports that show them: each workload is then hardened, too. */
  namespaces?(namespaces: ReportedNamespaces): string;
  end(summary: AuditSummary): string;
}

/** What an audit looked at. */
export interface SeenObjects {
  /** The kinds of all objects of the input, as `rbac.authorization.k8s.io/Role`. */
  readonly kinds: ReadonlySet<string>;
  /** The ids of controls that did not see all objects that they check or depend on. */
  readonly undecided: ReadonlySet<string>;
}

/** The allowed connections. */
export interface ReportedNetwork {
  /** The picture as HTML; undefined if it would be too large. */
  readonly picture?: string;
  /** Each with source, destination, ports, and the Services in between. */
  readonly connections: readonly (readonly [from: string, to: string, ports: string, services: string])[];
  /** Notes on connections that are not listed. */
  readonly notes: readonly string[];
}

/** Which namespaces can enforce a level of Pod Security. */
export interface ReportedNamespaces {
  /** The level to reach, with its version, such as `restricted:v1.37`. */
  readonly to: string;
  /** The levels of all namespaces at several times, with the number of namespaces of each level, the strictest level first. */
  readonly progress: readonly { readonly time: string; readonly levels: readonly (readonly [level: string, count: number])[] }[];
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Each with namespace, workload, and the next step. */
  readonly blockers: readonly (readonly [namespace: string, workload: string, step: string])[];
  readonly notes: readonly string[];
}

/** Options of the user for a report. A format ignores options that do not apply to it. */
export interface ReportStyle {
  /** The standard whose items the text lists in place of findings. */
  readonly standard?: ListedStandardName;
  /** Whether the text is in color. */
  readonly color?: boolean;
  /** Width of the terminal in columns; without it, lines are not wrapped. */
  readonly width?: number;
  readonly detail?: Detail;
  readonly groupBy?: GroupBy;
}

/**
 * The findings that a text report lists. `summary`: none, only tables by control and by workload. `failing`: errors and other findings that
 * fail. `urgent`: findings that an attacker would use, and objects that do not work. `all`: every finding.
 */
export const DETAILS = ['summary', 'failing', 'urgent', 'all'] as const;
export type Detail = typeof DETAILS[number];

/** How the text of a report groups findings. */
export const GROUP_BY = ['workload', 'file', 'control'] as const;
export type GroupBy = typeof GROUP_BY[number];
