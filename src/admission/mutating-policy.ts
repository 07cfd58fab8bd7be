import { WAIVERS_OF_PARAMETERS } from './expressions';
import { FILLS_IN, fillInMutations, fillInVariables } from './fill-ins';
import { matchConstraints } from './matching';
import { labelsOf } from './parameters';
import { PlannedPolicy, SYSTEM_NAMESPACE } from './plan';
import { JsonObject } from '../manifest/json';

/** The first version with MutatingAdmissionPolicy v1. https://github.com/kubernetes/enhancements/tree/master/keps/sig-api-machinery/3962-mutating-admission-policies */
export const MUTATING_SINCE = 36;

/**
 * A MutatingAdmissionPolicy that fills in what a profile requires and a pod lacks, and its binding.
 *
 * @param parameters the name of the ConfigMap with the waivers
 */
export function mutatingAdmissionPolicies(plan: PlannedPolicy, parameters: string): readonly JsonObject[] {
  const name = `${plan.name}-fill-ins`;
  return [
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'MutatingAdmissionPolicy',
      metadata: { name, labels: labelsOf() },
      spec: {
        failurePolicy: 'Fail',
        // What another policy or a webhook adds to a pod lacks the same.
        reinvocationPolicy: 'IfNeeded',
        paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
        matchConstraints: matchConstraints(plan),
        matchConditions: [{ name: 'fills-in', expression: FILLS_IN }],
        variables: fillInVariables(WAIVERS_OF_PARAMETERS),
        mutations: [...fillInMutations(plan)],
      },
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'MutatingAdmissionPolicyBinding',
      metadata: { name, labels: labelsOf() },
      spec: { policyName: name, paramRef: { name: parameters, namespace: SYSTEM_NAMESPACE, parameterNotFoundAction: 'Deny' } },
    },
  ];
}
