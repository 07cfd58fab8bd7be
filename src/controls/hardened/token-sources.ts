import { asArray, asObject, asString, isObject, JsonObject } from '../../manifest/json';
import { PodView } from '../../manifest/pod';
import { Find } from '../check';
import { at, everyEntry, everyVolume } from '../violations';

/** The sources of a projected volume, in CEL. */
export const TOKENS = 'v.?projected.?sources.orValue([])';

/** The check of one field of every projected service account token. A waiver accepts it by the name of the volume. */
export function everyToken(field: string, isWrong: (token: JsonObject, volume: JsonObject, pod: PodView) => boolean): Find {
  return everyVolume((volume, index, pod) => everyEntry(asArray(asObject(volume.projected).sources), (source, sourceIndex) => {
    const token = asObject(source).serviceAccountToken;
    const path = ['volumes', index, 'projected', 'sources', sourceIndex, 'serviceAccountToken', field];
    return isObject(token) && isWrong(token, volume, pod) ? { ...at(pod, path), allowKey: asString(volume.name) } : undefined;
  }));
}
