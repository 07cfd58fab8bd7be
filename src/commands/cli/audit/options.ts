import { InputError, orInputError } from '../../../formats/manifest/input-error';
import { parseVersion } from '../../../formats/manifest/version';
import { Level } from '../../../policy/controls/control';
import { Rules } from '../../../policy/engine/plan';
import { PlatformName } from '../../../policy/settings/settings';
import { WaiverMode } from '../../../policy/waivers/modes';
import { GroupBy } from '../../../tasks/reports/audit';
import { FailOn } from '../../../tasks/reports/fail-on';
import { FormatName } from '../../../tasks/reports/formats/names';
import { checkSelected } from '../selected-controls';

/** The command line of `audit`. */
export interface AuditOptions {
  readonly paths: readonly string[];
  readonly profile?: Level;
  readonly kubernetesVersion?: string;
  readonly platform?: PlatformName;
  readonly config?: string | boolean;
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
  readonly exclude: readonly string[];
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

/** What the command line says about all files, which counts more than a settings file. */
export function rulesOf({ profile, kubernetesVersion, platform }: AuditOptions): Rules {
  return {
    profile,
    platform,
    kubernetesVersion: kubernetesVersion === undefined ? undefined : orInputError(() => parseVersion(kubernetesVersion)),
  };
}

/**
 * Refuses options that cannot go together.
 *
 * @throws InputError naming what is wrong
 */
export function checkAuditOptions({ paths, only, updateBaseline, changedSince }: AuditOptions): void {
  if (paths.length === 0) {
    throw new InputError('nothing to audit: name files or folders, or - for standard input');
  }
  checkSelected('--only', only);
  if (updateBaseline && (changedSince !== undefined || only.length > 0)) {
    throw new InputError('--update-baseline needs all findings: remove --changed-since and --only');
  }
}
