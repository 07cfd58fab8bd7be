import { InputError } from '../../../formats/manifest/input-error';
import { WaiverMode } from '../../../policy/waivers/modes';
import { GroupBy } from '../../../tasks/reports/audit';
import { FailOn } from '../../../tasks/reports/fail-on';
import { FormatName } from '../../../tasks/reports/formats/names';
import { RenderCommand } from '../render/options';
import { checkSelected } from '../selected-controls';
import { TargetOptions } from '../target-options';

/** The command line of `audit`. */
export interface AuditCommandOptions extends TargetOptions, RenderCommand {
  readonly paths: readonly string[];
  readonly format: FormatName;
  readonly output?: string;
  readonly report: readonly string[];
  readonly includeWaived?: boolean;
  readonly quiet?: boolean;
  readonly all?: boolean;
  readonly summary?: boolean;
  readonly groupBy: GroupBy;
  readonly color?: boolean;
  readonly failOn?: FailOn;
  readonly failOnUnevaluated?: boolean;
  readonly only: readonly string[];
  readonly excludeFiles: readonly string[];
  readonly changedSince?: string;
  readonly skipOtherFiles?: boolean;
  readonly allowEmpty?: boolean;
  readonly waivers: WaiverMode;
  readonly waiverFile?: string;
  readonly writeWaivers?: string;
  readonly emitWaivers?: string;
  readonly expired: 'fail' | 'warn';
  readonly lock?: string;
  readonly maxAge?: string;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  /** Of this package. */
  readonly version: string;
}

/**
 * Refuses options that cannot go together.
 *
 * @throws InputError naming what is wrong
 */
export function checkAuditOptions({ paths, only, updateBaseline, changedSince }: AuditCommandOptions): void {
  if (paths.length === 0) {
    throw new InputError('nothing to audit: name files, folders or charts, or - for standard input');
  }
  checkSelected('--only', only);
  if (updateBaseline && (changedSince !== undefined || only.length > 0)) {
    throw new InputError('--update-baseline needs all findings: remove --changed-since and --only');
  }
}
