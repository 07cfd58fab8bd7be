import { EvaluatedPolicy, EvaluatedRequest, evaluateInCelGo, Outcome } from './cel-go';
import { isObject, JsonObject } from '../../../src/formats/manifest/json';
import { LATEST_VERSION } from '../../../src/formats/manifest/version';
import { thirdPartyContext } from '../../../src/policy/context/context';
import { Level } from '../../../src/policy/controls/control';
import { severityOf } from '../../../src/policy/controls/severity';
import { assess } from '../../../src/policy/engine/assess';
import { evaluate } from '../../../src/policy/engine/evaluate';
import { profileOf } from '../../../src/policy/engine/profile';
import { enforcements } from '../../../src/tasks/admission/enforcements';
import { fillingControls } from '../../../src/tasks/admission/fill-ins';
import { PlannedPolicy } from '../../../src/tasks/admission/plan';
import { policyChecks } from '../../../src/tasks/admission/policy-checks';
import { validatingAdmissionPolicies } from '../../../src/tasks/admission/validating-policy';

export const PLAN: PlannedPolicy = {
  level: 'hardened',
  version: LATEST_VERSION,
  platform: 'kubernetes',
  severities: {},
  name: 'cdk8s-hardened',
  action: 'deny',
  warningAction: 'warn',
  exemptNamespaces: ['kube-system'],
  waivers: [],
  fillIns: [],
};

/** The names of the checks of a plan that an object fails, as the engine says. */
export function byEngine(plan: PlannedPolicy, object: JsonObject): readonly string[] {
  const known = new Set(policyChecks(plan).filter(({ isReplaced }) => !isReplaced).map(({ name }) => name));
  const findings = evaluate(object, profileOf(plan.level, plan.version), thirdPartyContext(plan.platform));
  const names = findings.map(({ control, severity }) => severity === severityOf(control) ? control.id : `${control.id}-${severity}`);
  return [...new Set(names)].filter((name) => known.has(name)).sort();
}

/** An object as `harden` fills it in, for the controls of a mutating policy. A workload that cannot meet its profile keeps its users. */
export function filledByEngine(level: Level, object: JsonObject): JsonObject {
  const filling = { level, version: PLAN.version, only: fillingControls(level).map(({ id }) => id) };
  return assess(object, () => ({ context: thirdPartyContext(PLAN.platform), filling })).manifest;
}

/** The engine leaves no security context that it does not need. */
export function withoutEmpty(value: unknown): unknown {
  return Array.isArray(value) ? value.map(withoutEmpty) : !isObject(value) ? value
    : Object.fromEntries(Object.entries(value).sort(([one], [other]) => one < other ? -1 : 1)
      .map(([key, each]) => [key, withoutEmpty(each)] as const).filter(([key, each]) => !(key === 'securityContext' && isObject(each) && Object.keys(each).length === 0)));
}

/** What the policies of a plan decide about one request: those of errors and of warnings. */
export interface Decision extends Omit<Outcome, 'failed'> {
  /** The names of the checks that fail. */
  readonly failed: readonly string[];
  readonly messages: readonly string[];
}

/** The policies of a plan, and the names of their checks by the positions of the validations. */
export function validatingPolicies(plan: PlannedPolicy): readonly { readonly spec: EvaluatedPolicy; readonly names: readonly string[] }[] {
  const specs = validatingAdmissionPolicies(plan).filter(({ kind }) => kind === 'ValidatingAdmissionPolicy').map(({ spec }) => spec as any);
  return enforcements(plan).map(({ checks }, index) => ({ spec: specs[index], names: checks.map(({ name }) => name) }));
}

/** Evaluates requests, each by the policies of its plan. */
export function decide(requests: readonly { readonly plan: PlannedPolicy; readonly request: Omit<EvaluatedRequest, 'policy'> }[]): readonly Decision[] {
  const plans = [...new Set(requests.map(({ plan }) => plan))];
  const policies = plans.map(validatingPolicies);
  const all = policies.flat();
  const asked = requests.flatMap(({ plan, request }) =>
    policies[plans.indexOf(plan)].map((policy) => ({ ...request, policy: all.indexOf(policy) })));
  const outcomes = evaluateInCelGo(all.map(({ spec }) => spec), asked);
  let next = 0;
  return requests.map(({ plan }) => {
    const parts = policies[plans.indexOf(plan)].map(({ names }) => ({ names, outcome: outcomes[next++] }));
    return {
      ...parts[0].outcome,
      error: parts.find(({ outcome }) => outcome.error !== undefined)?.outcome.error,
      failed: parts.flatMap(({ names, outcome }) => Object.keys(outcome.failed ?? {}).map((index) => names[Number(index)])),
      messages: parts.flatMap(({ outcome }) => Object.values(outcome.failed ?? {})),
    };
  });
}
