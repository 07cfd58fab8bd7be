import { ownLabels } from './enforcements';
import { FILLS_IN, fillInMutations, fillInVariables } from './fill-ins';
import { matchConstraints } from './matching';
import { PlannedPolicy } from './plan';
import { checkWaiverSize } from './waivers';
import { JsonObject } from '../../formats/manifest/json';

/** The first version with MutatingAdmissionPolicy v1. https://github.com/kubernetes/enhancements/tree/master/keps/sig-api-machinery/3962-mutating-admission-policies */
export const MUTATING_SINCE = 36;

/** The matched objects, the variables and the mutations of a policy. */
export function mutatingSpec(plan: PlannedPolicy): JsonObject {
  return {
    failurePolicy: 'Fail',
    matchConstraints: matchConstraints(plan),
    matchConditions: [{ name: 'fills-in', expression: FILLS_IN }],
    variables: [...fillInVariables(plan)],
    mutations: [...fillInMutations(plan)],
  };
}

/** A MutatingAdmissionPolicy that fills in settings that a profile requires and a pod lacks, and its binding. */
export function mutatingAdmissionPolicies(plan: PlannedPolicy): readonly JsonObject[] {
  const name = `${plan.name}-fill-ins`;
  return [
    checkWaiverSize(plan, {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'MutatingAdmissionPolicy',
      metadata: { name, labels: ownLabels() },
      // Containers that another policy or a webhook adds lack the same settings.
      spec: { reinvocationPolicy: 'IfNeeded', ...mutatingSpec(plan) },
    }),
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'MutatingAdmissionPolicyBinding',
      metadata: { name, labels: ownLabels() },
      spec: { policyName: name },
    },
  ];
}
