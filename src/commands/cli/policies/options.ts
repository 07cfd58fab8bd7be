import { orInputError } from '../../../formats/manifest/input-error';
import { LATEST_VERSION } from '../../../formats/manifest/version';
import { HARDEN_DEFAULT } from '../../../policy/engine/plan';
import { checkControlId } from '../../../policy/waivers/check-waiver';
import { readWaiverFile } from '../../../policy/waivers/read-waiver-file';
import { TargetedWaiver } from '../../../policy/waivers/waiver-file';
import { completePlan, namedFillIns } from '../../../tasks/admission/complete-plan';
import { PlannedPolicy } from '../../../tasks/admission/plan';
import { Action, PolicyTarget } from '../../../tasks/admission/targets';
import { checkLimits } from '../../../tasks/admission/waiver-limits';
import { settingsOf } from '../../../tasks/settings-file/read';
import { ProfileOptions } from '../target-options';

/** The command line of `policies`. */
export interface PoliciesOptions extends ProfileOptions {
  readonly target: PolicyTarget;
  readonly action: Action;
  readonly warningAction?: Action;
  readonly exemptNamespace: readonly string[];
  readonly labelNamespace: readonly string[];
  readonly waiverFile?: string;
  readonly fillIn: readonly string[];
  readonly name: string;
  readonly output?: string;
}

/**
 * The policy that the command line and the settings file ask for.
 *
 * @throws InputError with the problem
 */
export function plannedPolicy(options: PoliciesOptions): PlannedPolicy {
  const { action, warningAction, exemptNamespace, fillIn, name } = options;
  const { rules, waivers } = settingsOf(options.config);
  namedFillIns({ fillIns: fillIn }).forEach((id) => orInputError(() => checkControlId(id)));
  return completePlan({
    level: options.profile ?? rules.profile ?? HARDEN_DEFAULT,
    version: rules.kubernetesVersion ?? LATEST_VERSION,
    platform: rules.platform ?? 'kubernetes',
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
