import { Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { apiObjectsBelow, ownerOf } from './api-objects';
import { hookTree } from './hook';
import { hasAddress, isolateNamespace, isolateWorkload } from './network-policy';
import { placedObjects } from './objects-at';
import { SynthSession } from './session';
import { asArray, asObject, asString, isAbsent, JsonObject } from '../../formats/manifest/json';
import { groupKind, podsOf } from '../../formats/manifest/workload';
import { ISOLATED } from '../options/allowed-peers';

/**
 * Isolates each namespace in which a scope has pods, and each cdk8s-plus workload in the scope. Runs before each synthesis, because objects
 * may be added late.
 */
export function isolateScope(scope: IConstruct): void {
  hookTree(scope);
  SynthSession.of(scope).beforeStart(() => isolateAll(scope));
}

function isolateAll(scope: IConstruct): void {
  const placed = placedObjects(apiObjectsBelow(scope));
  const known = new Set(placed.filter(({ object }) => deniesAll(object)).map(({ place }) => place));
  for (const { apiObject, object, place } of placed.filter((each) => podsOf(each.object).length > 0)) {
    if (!known.has(place)) {
      known.add(place);
      const namespace = asString(asObject(object.metadata).namespace);
      isolateNamespace(Chart.of(apiObject), `default-deny-${namespace ?? ''}`, namespace);
    }
    if (object.kind === apiObject.kind && hasAddress(apiObject)) {
      isolateWorkload(ownerOf(apiObject) as Construct, ISOLATED);
    }
  }
}

/** Whether a policy isolates all pods of its namespace in both directions. */
function deniesAll(object: JsonObject): boolean {
  const { podSelector, policyTypes } = asObject(object.spec);
  return groupKind(object) === 'networking.k8s.io/NetworkPolicy'
    && !isAbsent(podSelector) && Object.keys(asObject(podSelector)).length === 0
    && ['Ingress', 'Egress'].every((type) => asArray(policyTypes).includes(type));
}
