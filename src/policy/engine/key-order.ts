import { asObject, JsonObject, setOwn } from '../../formats/manifest/json';
import { PodView } from '../../formats/manifest/pod';

/**
 * Runs a change that adds keys to objects of a pod. Objects whose keys were sorted, as cdk8s writes them, are sorted again, so that a
 * reviewer only sees added lines. Other objects keep their order, with new keys at the end.
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

/** The objects of a pod that fixes may add keys to. */
function ownedObjects(pod: PodView): JsonObject[] {
  const objects = [pod.json, pod.securityContext];
  for (const { json, securityContext } of pod.containers) {
    const resources = asObject(json.resources);
    objects.push(json, securityContext, resources, asObject(resources.limits), asObject(resources.requests));
  }
  return objects;
}

/** Whether the keys of an object are sorted, as cdk8s writes them. */
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
 * Deletes all keys from last to first, and adds them again in order. In V8, deleting the last key reverts the last step of the object's
 * layout. Deleting another key turns the object into a hash table, which is slow to read.
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
