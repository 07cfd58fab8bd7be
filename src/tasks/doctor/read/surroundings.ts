import { workloadOf } from './workloads';
import { asArray, asObject, asString, JsonObject } from '../../../formats/manifest/json';

const REVISION = 'deployment.kubernetes.io/revision';

/** Whether a pod belongs to a ReplicaSet that a newer one of the same Deployment has replaced, as far as these were read. */
export function isOfOldReplicaSet(pod: JsonObject, objects: readonly JsonObject[]): boolean {
  const owner = asArray(asObject(pod.metadata).ownerReferences).map(asObject).find(({ kind }) => kind === 'ReplicaSet');
  const own = objects.find(({ kind, metadata }) => kind === 'ReplicaSet' && owner !== undefined && asObject(metadata).name === owner.name);
  const revision = own && revisionOf(own);
  const workload = workloadOf(pod);
  return revision !== undefined && objects.some((object) => object.kind === 'ReplicaSet'
    && (revisionOf(object) ?? 0) > revision
    && workloadOf(object)?.kind === 'Deployment' && workloadOf(object)?.name === workload?.name
    && asObject(object.metadata).namespace === asObject(own!.metadata).namespace);
}

function revisionOf({ metadata }: JsonObject): number | undefined {
  const revision = Number(asObject(asObject(metadata).annotations)[REVISION]);
  return Number.isInteger(revision) && revision > 0 ? revision : undefined;
}

/** The names of the NetworkPolicies that limit the connections of a pod to others. */
export function egressPoliciesOf(pod: JsonObject, objects: readonly JsonObject[]): readonly string[] {
  const { namespace } = asObject(pod.metadata);
  return objects.flatMap((object) => {
    const { namespace: own, name } = asObject(object.metadata);
    const spec = asObject(object.spec);
    const types = asArray(spec.policyTypes);
    const isEgress = types.includes('Egress') || (types.length === 0 && spec.egress !== undefined);
    return object.kind === 'NetworkPolicy' && own === namespace && isEgress
      && selects(asObject(spec.podSelector), asObject(asObject(pod.metadata).labels))
      ? asString(name) ?? []
      : [];
  });
}

function selects(selector: JsonObject, labels: JsonObject): boolean {
  return Object.entries(asObject(selector.matchLabels)).every(([key, value]) => labels[key] === value)
    && asArray(selector.matchExpressions).map(asObject).every(({ key, operator, values }) => {
      const value = labels[asString(key) ?? ''];
      switch (operator) {
        case 'In': return asArray(values).includes(value);
        case 'NotIn': return !asArray(values).includes(value);
        case 'Exists': return value !== undefined;
        default: return value === undefined;
      }
    });
}
