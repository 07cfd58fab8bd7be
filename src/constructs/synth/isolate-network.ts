import { Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { apiObjectsBelow, ownerOf } from './api-objects';
import { chartPath } from './chart-path';
import { hookTree } from './hook';
import { hasAddress, isolateNamespace, isolateWorkload } from './network-policy';
import { objectJson } from './objects-at';
import { SynthSession } from './session';
import { asArray, asObject, asString, isAbsent, JsonObject } from '../../formats/manifest/json';
import { groupKind, objectsIn, podsOf } from '../../formats/manifest/workload';
import { placeOf } from '../../policy/facts/place';
import { NetworkAccess } from '../options/network-access';

/**
 * Isolates each namespace with pods of a scope, and each cdk8s-plus workload in the scope. This runs before each synthesis, because objects
 * may be added late.
 */
export function isolateScope(scope: IConstruct): void {
  hookTree(scope);
  SynthSession.of(scope).beforeStart(() => isolateAll(scope));
}

function isolateAll(scope: IConstruct): void {
  const placed = apiObjectsBelow(scope)
    .flatMap((apiObject) => objectsIn(objectJson(apiObject)).map(({ object }) => ({ apiObject, object })));
  const denying = placed.filter(({ object }) => deniesAll(object));
  const known = new Set(denying.map(({ apiObject, object }) => placeOf(object, chartPath(apiObject))));
  for (const { apiObject, object } of placed.filter((each) => podsOf(each.object).length > 0)) {
    const place = placeOf(object, chartPath(apiObject));
    if (!known.has(place)) {
      known.add(place);
      const namespace = asString(asObject(object.metadata).namespace);
      isolateNamespace(Chart.of(apiObject), `default-deny-${namespace ?? ''}`, namespace);
    }
    if (object.kind === apiObject.kind && hasAddress(apiObject)) {
      isolateWorkload(ownerOf(apiObject) as Construct, NetworkAccess.isolated()._toAccess());
    }
  }
}

/** Whether a policy isolates all pods of its namespace in both directions. */
function deniesAll(object: JsonObject): boolean {
  const { podSelector, policyTypes } = asObject(object.spec);
  return groupKind(object) === 'networking.k8s.io/NetworkPolicy' && !isAbsent(podSelector) && Object.keys(asObject(podSelector)).length === 0
    && ['Ingress', 'Egress'].every((type) => asArray(policyTypes).includes(type));
}
