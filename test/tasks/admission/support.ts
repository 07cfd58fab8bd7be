import { EvaluatedPolicy, EvaluatedRequest, evaluateInCelGo, Outcome } from './cel-go';
import { LATEST_VERSION } from '../../../src/formats/manifest/version';
import { enforcements } from '../../../src/tasks/admission/enforcements';
import { PlannedPolicy } from '../../../src/tasks/admission/plan';
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
