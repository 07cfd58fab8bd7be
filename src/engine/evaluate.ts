import { Control, Severity, Violation } from '../controls/control';
import { DEFAULT_POLICY, Policy } from '../controls/policy';
import { JsonObject } from '../manifest/json';
import { groupKind, objectsIn, podsOf } from '../manifest/workload';
import { Profile } from './profile';

/** What is wrong in a manifest, where, and under which control. */
export interface Finding extends Violation {
  readonly control: Control;
  readonly severity: Severity;
  readonly remedy: string;
}

/**
 * Judges a manifest: every pod that it makes, and the object itself. Pure; the manifest is final JSON, as it would be applied.
 *
 * @returns the findings in the order of the catalogue, none for a manifest that is as the profile wants it
 */
export function evaluate(manifest: JsonObject, profile: Profile, policy: Policy = DEFAULT_POLICY): Finding[] {
  const findings: Finding[] = [];
  for (const { object, path } of objectsIn(manifest)) {
    for (const pod of podsOf(object, path)) {
      for (const { control, check } of profile.podChecks) {
        const violations = check(pod, policy);
        for (const violation of violations) {
          findings.push(toFinding(control, violation));
        }
      }
    }
    const kind = groupKind(object);
    for (const control of profile.objectControls) {
      if (control.kinds.includes(kind)) {
        findings.push(...control.checkObject(object).map((violation) => toFinding(control, violation)));
      }
    }
  }
  return findings;
}

function toFinding(control: Control, violation: Violation): Finding {
  return { ...violation, control, severity: control.severity, remedy: violation.remedy ?? control.remedy };
}
