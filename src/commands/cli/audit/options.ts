import { InputError } from '../../../formats/manifest/input-error';
import type { ListedStandardName } from '../../../policy/controls/known-as/items';
import { WaiverMode } from '../../../policy/waivers/modes';
import { Detail, GroupBy } from '../../../tasks/reports/audit';
import { FailOn } from '../../../tasks/reports/fail-on';
import { FormatName } from '../../../tasks/reports/formats/names';
import { checkClusterOptions, ClusterCommand } from '../cluster/options';
import { RenderCommand } from '../render/options';
import { checkSelected } from '../selected-controls';
import { TargetOptions } from '../target-options';

/** The output of a command that runs an audit to write a file other than a report. */
export type AuditAction =
  | { readonly kind: 'suggestWaivers'; readonly output?: string }
  | { readonly kind: 'exportWaivers'; readonly folder: string }
  | { readonly kind: 'writeBaseline'; readonly output?: string };

/** The command line of `audit`, and of the commands that use an audit to write another file. */
export interface AuditCommandOptions extends TargetOptions, RenderCommand, ClusterCommand {
  readonly paths: readonly string[];
  readonly format: FormatName;
  readonly output?: string;
  readonly report: readonly string[];
  readonly detail: Detail;
  readonly groupBy: GroupBy;
  readonly failOn?: FailOn;
  readonly only: readonly string[];
  readonly excludeFiles: readonly string[];
  readonly changedSince?: string;
  readonly allowEmpty?: boolean;
  readonly waivers?: WaiverMode;
  readonly waiverFile?: string;
  readonly lock?: string;
  readonly baseline?: string;
  readonly admissionPolicies?: readonly string[];
  readonly verbose?: boolean;
  readonly standard?: ListedStandardName;
  readonly action?: AuditAction;
  /** The version of this package. */
  readonly version: string;
}

/**
 * Refuses options that exclude each other.
 *
 * @throws InputError with the problem
 */
export function checkAuditOptions(options: AuditCommandOptions): void {
  const { paths, cluster, only, standard, format, changedSince } = options;
  checkClusterOptions(options);
  if (paths.length === 0 && !cluster) {
    throw new InputError('nothing to audit: name files, folders or charts, - for standard input, or --cluster');
  }
  if (standard !== undefined && (only.length > 0 || changedSince !== undefined || format !== 'text')) {
    throw new InputError('--standard prints a text report on all controls and files: remove --only, --changed-since '
      + 'and --format; use --report for other formats');
  }
  checkSelected('--only', only);
}
