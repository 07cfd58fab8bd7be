import { IConstruct } from 'constructs';
import { asObject, isAbsent, JsonObject } from '../manifest/json';
import { podsOf } from '../manifest/workload';

/** The ids that `RunAs.unique` gave in each app, and to which seed. */
const given = new WeakMap<IConstruct, Map<number, string>>();

/**
 * What is wrong with ids that should be no other workload's.
 *
 * @param seed what they were derived from, where the user gave it
 */
export function uniqueIdProblems(workload: IConstruct, id: number, seed: string | undefined, manifest: JsonObject): string[] {
  const { root, path } = workload.node;
  const owners = given.get(root) ?? new Map<number, string>();
  given.set(root, owners);
  const source = seed ?? path;
  const other = owners.get(id) ?? source;
  owners.set(id, other);
  return [
    ...(other === source ? [] : [`RunAs.unique gives the id ${id} both for "${other}" and for "${source}": give one of them another seed`]),
    ...(seed === undefined && hasPersistentVolume(manifest)
      ? ['RunAs.unique needs a seed beside a persistent volume: with another construct path the ids change, and the files would belong to nobody']
      : []),
  ];
}

function hasPersistentVolume(manifest: JsonObject): boolean {
  return podsOf(manifest).some(({ volumes, claimTemplates }) =>
    claimTemplates.length > 0 || volumes.some((volume) => !isAbsent(asObject(volume).persistentVolumeClaim)));
}
