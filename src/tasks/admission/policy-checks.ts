import { PlannedPolicy } from './plan';
import { Admission, AdmissionCheck, isInPolicies, onlyAllows } from '../../policy/controls/admission';
import { Severity } from '../../policy/controls/check';
import { Level, LEVELS, AnyPodControl } from '../../policy/controls/control';
import { severityOf } from '../../policy/controls/severity';
import { profileOf } from '../../policy/engine/profile';

/** The check of one control in a policy, with one severity. */
export interface PolicyCheck {
  /** The id of the control, with `-warning` if it is not the control's own severity. */
  readonly name: string;
  readonly control: AnyPodControl;
  readonly severity: Severity;
  readonly checks: readonly AdmissionCheck[];
  /** If a waiver accepts that a workload meets one of these profiles instead, this check does not apply to it. */
  readonly beyond: readonly Level[];
  /** Whether it applies only to workloads with a waiver to meet another profile: a stricter control replaces it for all others. */
  readonly isReplaced: boolean;
}

/** A control that no policy has. */
export interface LeftControl {
  readonly control: AnyPodControl;
  /** The end of a sentence. */
  readonly because: string;
}

const REFUSED = {
  'api-server': 'the API server itself refuses such objects',
  'kubelet': 'the kubelet itself refuses such pods',
};

/** The admission check of a control, or the reason why there cannot be one. */
export function admissionOf({ admission, refusedBy, spec: { rules } }: AnyPodControl): Admission {
  return admission ?? (refusedBy ? { because: REFUSED[refusedBy] }
    : rules.flatMap(({ fields, allowed }) => typeof allowed === 'string' ? [] : onlyAllows(fields, allowed)));
}

/** The checks of a profile, in the order of the catalog, and then the checks that stricter ones replace. */
export function policyChecks(plan: PlannedPolicy): readonly PolicyCheck[] {
  const active = controlsOf(plan, plan.level);
  const lower = LEVELS.slice(0, LEVELS.indexOf(plan.level)).flatMap((level) => controlsOf(plan, level));
  const replaced = [...new Set(lower)].filter((control) => !active.includes(control));
  return [...active, ...replaced].flatMap((control) => checksOf(control, plan, replaced.includes(control)));
}

/** The controls of a profile that no policy has. */
export function leftControls(plan: PlannedPolicy): readonly LeftControl[] {
  return controlsOf(plan, plan.level).flatMap((control) => {
    const admission = admissionOf(control);
    return isInPolicies(admission) ? [] : [{ control, because: admission.because }];
  });
}

function controlsOf({ version, platform, severities }: PlannedPolicy, level: Level): readonly AnyPodControl[] {
  return profileOf(level, version).podChecks.map(({ control }) => control)
    .filter(({ id, spec: { platforms } }) => severities[id] !== 'off' && (!platforms || platforms.includes(platform)));
}

function checksOf(control: AnyPodControl, plan: PlannedPolicy, isReplaced: boolean): readonly PolicyCheck[] {
  const admission = admissionOf(control);
  const { version, platform, severities } = plan;
  const checks = isInPolicies(admission) ? admission.filter(({ since = 0, before = Infinity, platforms }) =>
    version >= since && version < before && (!platforms || platforms.includes(platform))) : [];
  const override = severities[control.id] === 'off' ? undefined : severities[control.id];
  const severityOfCheck = ({ risk }: AdmissionCheck) => override ?? severityOf(control, risk);
  const own = override ?? severityOf(control);
  return (['error', 'warning'] as const).flatMap((severity): PolicyCheck[] => {
    const some = checks.filter((check) => severityOfCheck(check) === severity);
    const rank = LEVELS.indexOf(control.level);
    return some.length === 0 ? [] : [{
      name: severity === own ? control.id : `${control.id}-${severity}`,
      control,
      severity,
      checks: some,
      beyond: LEVELS.slice(0, rank),
      isReplaced,
    }];
  });
}
