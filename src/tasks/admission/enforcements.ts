import { PlannedPolicy } from './plan';
import { PolicyCheck, policyChecks } from './policy-checks';
import { Action } from './targets';
import { JsonObject } from '../../formats/manifest/json';

/** The checks with one severity, and the action for an object that violates them. */
export interface Enforcement {
  readonly name: string;
  readonly checks: readonly PolicyCheck[];
  readonly action: Exclude<Action, 'off'>;
}

export function enforcements(plan: PlannedPolicy): readonly Enforcement[] {
  const checks = policyChecks(plan);
  return ([['error', plan.action], ['warning', plan.warningAction]] as const).flatMap(([severity, action]) => {
    const some = checks.filter((check) => check.severity === severity);
    return action === 'off' || some.length === 0 ? [] : [{ name: `${plan.name}-${severity}s`, checks: some, action }];
  });
}

/** The labels by which users find the objects of this tool, for example to remove them. */
export function ownLabels(): JsonObject {
  return { 'app.kubernetes.io/managed-by': 'cdk8s-hardened' };
}
