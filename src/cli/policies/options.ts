import { completePlan, namedFillIns } from '../../admission/complete-plan';
import { PlannedPolicy } from '../../admission/plan';
import { Action, PolicyTarget } from '../../admission/targets';
import { checkLimits } from '../../admission/waiver-limits';
import { Level } from '../../controls/control';
import { DEFAULT_LEVEL } from '../../engine/plan';
import { orInputError } from '../../manifest/input-error';
import { LATEST_VERSION, parseVersion } from '../../manifest/version';
import { PlatformName } from '../../settings/settings';
import { settingsOf } from '../../settings-file/read';
import { checkControlId } from '../../waivers/check-waiver';
import { readWaiverFile } from '../../waivers/read-waiver-file';
import { TargetedWaiver } from '../../waivers/waiver-file';

/** The command line of `policies`. */
export interface PoliciesOptions {
  readonly target: PolicyTarget;
  readonly profile?: Level;
  readonly kubernetesVersion?: string;
  readonly platform?: PlatformName;
  readonly config?: string | boolean;
  readonly action: Action;
  readonly warningAction?: Action;
  readonly exemptNamespace: readonly string[];
  readonly namespace: readonly string[];
  readonly waiverFile?: string;
  readonly fillIn: readonly string[];
  readonly name: string;
  readonly output?: string;
}

/**
 * What a command line asks for, with the settings file behind it.
 *
 * @throws InputError naming what is wrong
 */
export function plannedPolicy(options: PoliciesOptions): PlannedPolicy {
  const { profile, kubernetesVersion, platform, action, warningAction, exemptNamespace, fillIn, name } = options;
  const { rules, waivers } = settingsOf(options.config);
  const level = profile ?? rules.profile ?? DEFAULT_LEVEL;
  namedFillIns({ fillIns: fillIn }).forEach((id) => orInputError(() => checkControlId(id)));
  return completePlan({
    level,
    version: kubernetesVersion === undefined ? rules.kubernetesVersion ?? LATEST_VERSION
      : orInputError(() => parseVersion(kubernetesVersion)),
    platform: platform ?? rules.platform ?? 'kubernetes',
    severities: rules.severities ?? {},
    name,
    action,
    warningAction,
    exemptNamespaces: exemptNamespace,
    waivers: [...waivers, ...waiversOf(options.waiverFile)],
    fillIns: fillIn,
  });
}

function waiversOf(path: string | undefined): readonly TargetedWaiver[] {
  return path === undefined ? [] : orInputError(() => {
    const { waivers, neverWaive, maxWaiverDays } = readWaiverFile(path);
    checkLimits(waivers, { neverWaive, maxWaiverDays, now: new Date() });
    return waivers;
  });
}
