import { Enforcement, enforcements, ownLabels } from './enforcements';
import { CHANGES_POD, POD_VARIABLES, variableName, Variable, violationsVariable, waiverVariables } from './expressions';
import { matchConstraints } from './matching';
import { PlannedPolicy } from './plan';
import { PolicyCheck } from './policy-checks';
import { checkWaiverSize, policyWaivers } from './waivers';
import { JsonObject } from '../../formats/manifest/json';
import { celText } from '../../policy/controls/cel';

/** The first version with ValidatingAdmissionPolicy v1. https://github.com/kubernetes/enhancements/tree/master/keps/sig-api-machinery/3488-cel-admission-control */
export const VALIDATING_SINCE = 30;

/** A binding cannot both deny and warn. */
export const VALIDATION_ACTIONS: { readonly [action in Enforcement['action']]: readonly string[] } = {
  audit: ['Audit'],
  warn: ['Warn', 'Audit'],
  deny: ['Deny', 'Audit'],
};

/** The matched objects, the variables and the validations of a policy. A variable is evaluated once per request, on its first use. */
export function validatingSpec(plan: PlannedPolicy, { checks }: Enforcement): JsonObject {
  const { entries } = policyWaivers(plan);
  const variables: readonly Variable[] = [...POD_VARIABLES, ...waiverVariables(entries), ...checks.map(violationsVariable)];
  return {
    failurePolicy: 'Fail',
    matchConstraints: matchConstraints(plan),
    matchConditions: [{ name: 'changes-pod', expression: CHANGES_POD }],
    variables: [...variables],
    validations: checks.map(validationOf),
  };
}

function validationOf({ name, control: { id, title, remedy } }: PolicyCheck): JsonObject {
  const places = `variables.${variableName(name)}`;
  return {
    expression: `size(${places}) == 0`,
    message: `${id}: ${title}. Fix: ${remedy}.`,
    messageExpression: `${celText(`${id}: ${title}, but see `)} + ${places}.join(', ') + ${celText(`. Fix: ${remedy}.`)}`,
    reason: 'Forbidden',
  };
}

/**
 * A ValidatingAdmissionPolicy for each severity, and its binding. The policy itself has the checks and waivers, rather than a
 * resource with its parameters: an API server can lose parameters that exist (see ADR 10), and then refuses every pod.
 */
export function validatingAdmissionPolicies(plan: PlannedPolicy): readonly JsonObject[] {
  const all = enforcements(plan);
  return [...all.map((enforcement) => policyOf(plan, enforcement)), ...all.map(bindingOf)];
}

function policyOf(plan: PlannedPolicy, enforcement: Enforcement): JsonObject {
  return checkWaiverSize(plan, {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: enforcement.name, labels: ownLabels() },
    spec: validatingSpec(plan, enforcement),
  });
}

function bindingOf({ name, action }: Enforcement): JsonObject {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name, labels: ownLabels() },
    spec: { policyName: name, validationActions: [...VALIDATION_ACTIONS[action]] },
  };
}
