import { asArray, asObject, asString, isObject, JsonObject } from '../../manifest/json';
import { Find } from '../check';
import { at, everyEntry, everyVolume } from '../violations';

/** The check of one field of every projected service account token. A waiver accepts it by the name of the volume. */
export function everyToken(field: string, isWrong: (token: JsonObject) => boolean): Find {
  return everyVolume(({ name, projected }, index, pod) => everyEntry(asArray(asObject(projected).sources), (source, sourceIndex) => {
    const token = asObject(source).serviceAccountToken;
    const path = ['volumes', index, 'projected', 'sources', sourceIndex, 'serviceAccountToken', field];
    return isObject(token) && isWrong(token) ? { ...at(pod, path), allowKey: asString(name) } : undefined;
  }));
}
