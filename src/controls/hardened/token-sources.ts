import { asArray, asObject, asString, isObject, JsonObject } from '../../manifest/json';
import { PodView } from '../../manifest/pod';
import { at, NONE, Violation, Violations } from '../control';

/** The violations in one field of a pod's projected service account tokens, pinned by the names of their volumes. */
export function tokenViolations(pod: PodView, field: string, isWrong: (token: JsonObject) => boolean): Violations {
  let found: Violation[] | undefined;
  pod.volumes.forEach((volume, index) => {
    asArray(asObject(asObject(volume).projected).sources).forEach((source, sourceIndex) => {
      const token = asObject(source).serviceAccountToken;
      if (isObject(token) && isWrong(token)) {
        const path = ['volumes', index, 'projected', 'sources', sourceIndex, 'serviceAccountToken', field];
        (found ??= []).push({ ...at(pod, path), allowKey: asString(asObject(volume).name) });
      }
    });
  });
  return found ?? NONE;
}
