import { CHANGES_POD, POD_VARIABLES, variableName, Variable, violationsVariable, waiverVariables, WAIVERS_OF_PARAMETERS } from './expressions';
import { matchConstraints } from './matching';
import { Enforcement, enforcements, labelsOf, parametersOf, parametersPolicy } from './parameters';
import { PlannedPolicy, SYSTEM_NAMESPACE } from './plan';
import { PolicyCheck } from './policy-checks';
import { Action } from './targets';
import { celText } from '../controls/cel';
import { JsonObject } from '../manifest/json';

/** The first version with ValidatingAdmissionPolicy v1. https://github.com/kubernetes/enhancements/tree/master/keps/sig-api-machinery/3488-cel-admission-control */
export const VALIDATING_SINCE = 30;

/** A binding cannot both deny and warn. */
export const VALIDATION_ACTIONS: { readonly [action in Exclude<Action, 'off'>]: readonly string[] } = {
  audit: ['Audit'],
  warn: ['Warn', 'Audit'],
  deny: ['Deny', 'Audit'],
};

/** The variables that validations need: each is evaluated once for a request, when it is first used. */
export function validatingVariables(checks: readonly PolicyCheck[], waivers: string, controls: string): readonly Variable[] {
  return [
    ...POD_VARIABLES,
    { name: 'controls', expression: controls },
    ...waiverVariables(waivers),
    ...checks.map(violationsVariable),
  ];
}

export function validationOf({ name, control: { id, title, remedy } }: PolicyCheck): JsonObject {
  const places = `variables.${variableName(name)}`;
  return {
    expression: `!(${celText(name)} in variables.controls) || size(${places}) == 0`,
    message: `${id}: ${title}. Fix: ${remedy}.`,
    messageExpression: `${celText(`${id}: ${title}, but see `)} + ${places}.join(', ') + ${celText(`. Fix: ${remedy}.`)}`,
    reason: 'Forbidden',
  };
}

/** A ValidatingAdmissionPolicy for all checks, and for each severity a binding with its parameters. Parameters come first. */
export function validatingAdmissionPolicies(plan: PlannedPolicy): readonly JsonObject[] {
  const all = enforcements(plan);
  if (all.length === 0) {
    return [];
  }
  return [
    ...all.map((enforcement) => parametersOf(plan, enforcement)),
    ...parametersPolicy(plan, all.map(({ name }) => name)),
    policyOf(plan, all.flatMap(({ checks }) => checks)),
    ...all.map((enforcement) => bindingOf(plan, enforcement)),
  ];
}

function policyOf(plan: PlannedPolicy, checks: readonly PolicyCheck[]): JsonObject {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: plan.name, labels: labelsOf() },
    spec: {
      failurePolicy: 'Fail',
      paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
      matchConstraints: matchConstraints(plan),
      matchConditions: [{ name: 'changes-pod', expression: CHANGES_POD }],
      variables: validatingVariables(checks, WAIVERS_OF_PARAMETERS, 'params.data.controls.split(\'\\n\')'),
      validations: checks.map(validationOf),
    },
  };
}

function bindingOf({ name: policyName }: PlannedPolicy, { name, action }: Enforcement): JsonObject {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name, labels: labelsOf() },
    spec: {
      policyName,
      paramRef: { name, namespace: SYSTEM_NAMESPACE, parameterNotFoundAction: 'Deny' },
      validationActions: [...VALIDATION_ACTIONS[action as Exclude<Action, 'off'>]],
    },
  };
}
