import { asObject, JsonObject, setOwn } from '../../formats/manifest/json';
import { PodView } from '../../formats/manifest/pod';

/**
 * Runs a change that appends keys to objects of a pod, and sorts the keys of every object whose keys were sorted before, as cdk8s
 * writes them: a reviewer then sees only the added lines. Other objects keep their order, with new keys at the end.
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

/** The objects of a pod that fixes add keys to. */
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
 * Deletes all keys from the last to the first, and adds them again in order. Deleting the last key reverts the last step of an object's
 * layout in V8; deleting any other turns the object into a hash table, which is slow to read from then on.
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
