import { CHANGES_POD } from './expressions';
import { fillInMutations, fillInVariables, FILLS_IN } from './fill-ins';
import { matchConstraints } from './matching';
import { Enforcement, enforcements, labelsOf } from './parameters';
import { PlannedPolicy } from './plan';
import { Action } from './targets';
import { VALIDATION_ACTIONS, validatingVariables, validationOf } from './validating-policy';
import { policyWaivers } from './waivers';
import { celList } from '../controls/cel';
import { JsonObject } from '../manifest/json';

const API_VERSION = 'policies.kyverno.io/v1';

/** Kyverno adds rules for workloads to a policy for pods: these policies have their own. */
const NO_AUTOGEN: JsonObject = { podControllers: { controllers: [] } };

/**
 * The same as policies of Kyverno: one for each severity, with the waivers in it, since such a policy has no parameters.
 * https://kyverno.io/docs/policy-types/validating-policy/
 */
export function kyvernoPolicies(plan: PlannedPolicy): readonly JsonObject[] {
  const fillIns = plan.fillIns.length > 0 ? [mutatingPolicy(plan)] : [];
  return [...fillIns, ...enforcements(plan).map((enforcement) => validatingPolicy(plan, enforcement))];
}

function validatingPolicy(plan: PlannedPolicy, { name, checks, action }: Enforcement): JsonObject {
  return {
    apiVersion: API_VERSION,
    kind: 'ValidatingPolicy',
    metadata: { name, labels: labelsOf() },
    spec: {
      autogen: NO_AUTOGEN,
      // Without a request, in the scan of what is there, nothing changes a pod.
      evaluation: { background: { enabled: false } },
      failurePolicy: 'Fail',
      matchConstraints: matchConstraints(plan),
      matchConditions: [{ name: 'changes-pod', expression: CHANGES_POD }],
      validationActions: [...VALIDATION_ACTIONS[action as Exclude<Action, 'off'>]],
      variables: validatingVariables(checks, waiversOf(plan), celList(checks.map((check) => check.name))),
      validations: checks.map(validationOf),
    },
  };
}

function mutatingPolicy(plan: PlannedPolicy): JsonObject {
  return {
    apiVersion: API_VERSION,
    kind: 'MutatingPolicy',
    metadata: { name: `${plan.name}-fill-ins`, labels: labelsOf() },
    spec: {
      autogen: NO_AUTOGEN,
      failurePolicy: 'Fail',
      matchConstraints: matchConstraints(plan),
      matchConditions: [{ name: 'fills-in', expression: FILLS_IN }],
      variables: fillInVariables(waiversOf(plan)),
      mutations: [...fillInMutations(plan)],
    },
  };
}

/** The type of an empty list is unknown. */
function waiversOf(plan: PlannedPolicy): string {
  const { entries } = policyWaivers(plan);
  return entries.length === 0 ? '[[\'\']]' : `[${entries.map(({ lines }) => celList(lines.slice(0, 6))).join(', ')}]`;
}
