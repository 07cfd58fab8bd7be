import { Enforcement, enforcements, ownLabels } from './enforcements';
import { mutatingSpec } from './mutating-policy';
import { PlannedPolicy } from './plan';
import { VALIDATION_ACTIONS, validatingSpec } from './validating-policy';
import { checkWaiverSize } from './waivers';
import { JsonObject } from '../../formats/manifest/json';

const API_VERSION = 'policies.kyverno.io/v1';

/** Kyverno adds rules for workloads to a policy for pods: these policies have their own. */
const NO_AUTOGEN: JsonObject = { podControllers: { controllers: [] } };

/** The same as policies of Kyverno. https://kyverno.io/docs/policy-types/validating-policy/ */
export function kyvernoPolicies(plan: PlannedPolicy): readonly JsonObject[] {
  const fillIns = plan.fillIns.length > 0 ? [mutatingPolicy(plan)] : [];
  return [...fillIns, ...enforcements(plan).map((enforcement) => validatingPolicy(plan, enforcement))];
}

function validatingPolicy(plan: PlannedPolicy, enforcement: Enforcement): JsonObject {
  const { name, action } = enforcement;
  return checkWaiverSize(plan, {
    apiVersion: API_VERSION,
    kind: 'ValidatingPolicy',
    metadata: { name, labels: ownLabels() },
    spec: {
      autogen: NO_AUTOGEN,
      // A background scan has no request, so nothing changes a pod.
      evaluation: { background: { enabled: false } },
      validationActions: [...VALIDATION_ACTIONS[action]],
      ...validatingSpec(plan, enforcement),
    },
  });
}

function mutatingPolicy(plan: PlannedPolicy): JsonObject {
  return checkWaiverSize(plan, {
    apiVersion: API_VERSION,
    kind: 'MutatingPolicy',
    metadata: { name: `${plan.name}-fill-ins`, labels: ownLabels() },
    spec: { autogen: NO_AUTOGEN, ...mutatingSpec(plan) },
  });
}
