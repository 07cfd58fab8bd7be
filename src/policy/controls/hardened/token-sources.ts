import { asArray, asObject, isObject, JsonObject, textOf } from '../../../formats/manifest/json';
import { PodView } from '../../../formats/manifest/pod';
import { Find } from '../check';
import { at, everyEntry, everyVolume } from '../violations';

/** The lifetime that the API server fills in. */
const DEFAULT_SECONDS = 3600;

/** The sources of a projected volume, in CEL. */
export const TOKENS = 'v.?projected.?sources.orValue([])';

/** The result of `tokenText` in CEL, which a waiver of a token must name. */
export const TOKEN_TEXT = 'v.name + \'/\' + it.serviceAccountToken.?path.orValue(\'\') + \' '
  + 'audience=\' + it.serviceAccountToken.?audience.orValue(\'\')'
  + ` + ' expirationSeconds=' + string(it.serviceAccountToken.?expirationSeconds.orValue(${DEFAULT_SECONDS}))`;

/** The check of a field in all projected service account tokens. A waiver covers a single token, with its audience and lifetime. */
export function everyToken(field: string, isWrong: (token: JsonObject, volume: JsonObject, pod: PodView) => boolean): Find {
  return everyVolume((volume, index, pod) => everyEntry(asArray(asObject(volume.projected).sources), (source, sourceIndex) => {
    const token = asObject(source).serviceAccountToken;
    const path = ['volumes', index, 'projected', 'sources', sourceIndex, 'serviceAccountToken', field];
    return isObject(token) && isWrong(token, volume, pod) ? { ...at(pod, path), allowKey: tokenText(volume, token) } : undefined;
  }));
}

/** A token, with the fields that determine its use: `vault/token audience=vault expirationSeconds=7200`. */
function tokenText({ name }: JsonObject, { path, audience, expirationSeconds }: JsonObject): string {
  return `${textOf(name ?? '')}/${textOf(path ?? '')} audience=${textOf(audience ?? '')} `
    + `expirationSeconds=${textOf(expirationSeconds ?? DEFAULT_SECONDS)}`;
}
