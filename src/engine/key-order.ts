import { asObject, JsonObject, setOwn } from '../manifest/json';
import { PodView } from '../manifest/pod';

/**
 * Runs a change that appends keys to the objects of a pod, and puts these keys where they belong in every object whose
 * keys were sorted, which is how cdk8s writes them: a reviewer then sees only what was added. An object in an order of its
 * own keeps it, with what is new at its end.
 */
export function keepingKeyOrder(pod: PodView, change: () => void): void {
  const unsorted = new Set(ownedObjects(pod).filter((object) => !isSorted(object)));
  change();
  for (const object of ownedObjects(pod)) {
    if (!unsorted.has(object)) {
      sortKeys(object);
    }
  }
}

/** The objects of a pod that fixes put keys into. */
function ownedObjects(pod: PodView): JsonObject[] {
  const objects = [pod.json, pod.securityContext];
  for (const { json, securityContext } of pod.containers) {
    const resources = asObject(json.resources);
    objects.push(json, securityContext, resources, asObject(resources.limits), asObject(resources.requests));
  }
  return objects;
}

/** Whether an object's keys are in the order in which cdk8s writes them. */
export function isSorted(object: JsonObject): boolean {
  let previous = '';
  for (const key in object) {
    if (key < previous) {
      return false;
    }
    previous = key;
  }
  return true;
}

/**
 * Takes all keys off, from the last to the first, and puts them back in order. Deleting the last key undoes the last step
 * of an object's layout; deleting any other makes it a hash table, slow for everybody who reads it from then on.
 */
function sortKeys(object: JsonObject): void {
  if (isSorted(object)) {
    return;
  }
  const values = { ...object };
  const keys = Object.keys(object);
  for (const key of [...keys].reverse()) {
    delete object[key];
  }
  for (const key of keys.sort()) {
    setOwn(object, key, values[key]);
  }
}
