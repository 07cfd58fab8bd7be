import { asArray, asObject, JsonObject } from './json';

/** The access modes of storage that one node, or one pod, mounts at a time. */
const OF_ONE_NODE: readonly unknown[] = ['ReadWriteOnce', 'ReadWriteOncePod'];

/** Whether access modes only allow a volume on one node at a time. Unknown for a claim without access modes. */
export function areOfOneNode(accessModes: unknown): boolean {
  const modes = asArray(accessModes);
  return modes.length > 0 && modes.every((mode) => OF_ONE_NODE.includes(mode));
}

/** Whether a PersistentVolumeClaim can only be used on one node at a time. */
export function isOfOneNode(claim: JsonObject): boolean {
  return areOfOneNode(asObject(claim.spec).accessModes);
}
