import { asArray, asObject, isAbsent, isObject, isSameJson, JsonObject } from '../../../formats/manifest/json';
import { normalizePath } from '../../../formats/manifest/paths';
import { PodView } from '../../../formats/manifest/pod';
import { API_SERVER_DIRECTORY } from '../../settings/choices';
import { celList, celPath, celText, SPEC } from '../cel';

/**
 * The files that client libraries need beside the token: the CA of the API server, which has a copy in every namespace, and the name of the
 * namespace.
 */
const CA = { items: [{ key: 'ca.crt', path: 'ca.crt' }], name: 'kube-root-ca.crt' };
const NAMESPACE = { items: [{ fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' }, path: 'namespace' }] };
/** The source of the namespace: before and after the API server has filled in the API version. */
const NAMESPACES = [NAMESPACE, { items: [{ fieldRef: { fieldPath: 'metadata.namespace' }, path: 'namespace' }] }];

/** Octal modes that allow no more than 0644, the default. */
const MODE = /^[0246]?[04]?[04]$/;
const HOUR = 60 * 60;

/**
 * A CEL condition for the volume with the automatic token, which the API server adds to pods. The control service-account-token reports
 * this token.
 */
export const IS_AUTOMATIC = `v.name.startsWith('kube-api-access-') && ${SPEC}.?automountServiceAccountToken.orValue(true) != false`;

/** `isApiServerVolume` in CEL. */
export const IS_API_SERVER_VOLUME = [
  'size(v.projected.sources) == 3',
  'v.projected.sources.exists(s, size(s) == 1 && has(s.serviceAccountToken) && '
    + '!has(s.serviceAccountToken.audience) && s.serviceAccountToken.path == \'token\''
    + ` && s.serviceAccountToken.?expirationSeconds.orValue(${HOUR}) <= ${HOUR} && `
    + 's.serviceAccountToken.all(k, k in [\'path\', \'expirationSeconds\']))',
  'v.projected.sources.exists(s, size(s) == 1 && has(s.configMap) && s.configMap.name == '
    + '\'kube-root-ca.crt\' && s.configMap.all(k, k in [\'name\', \'items\'])'
    + ' && s.configMap.?items.orValue([]).size() == 1 && s.configMap.items[0].key == \'ca.crt\' && '
    + 's.configMap.items[0].path == \'ca.crt\' && size(s.configMap.items[0]) == 2)',
  'v.projected.sources.exists(s, size(s) == 1 && has(s.downwardAPI) && s.downwardAPI.all(k, k '
    + '== \'items\') && s.downwardAPI.?items.orValue([]).size() == 1'
    + ' && s.downwardAPI.items[0].path == \'namespace\' && size(s.downwardAPI.items[0]) == 2 && '
    + 's.downwardAPI.items[0].?fieldRef.?fieldPath.orValue(\'\') == \'metadata.namespace\''
    + ' && s.downwardAPI.items[0].fieldRef.all(k, k == \'fieldPath\' || (k == \'apiVersion\' '
    + '&& s.downwardAPI.items[0].fieldRef.apiVersion == \'v1\')))',
  `(!has(v.projected.defaultMode) || v.projected.defaultMode in ${celList(modes())})`,
  'variables.containers.exists(c, c.?volumeMounts.orValue([]).exists(m, m.name == v.name))',
  'variables.containers.all(c, c.?volumeMounts.orValue([]).all(m, m.name != v.name || '
    + '(m.?readOnly.orValue(false) && m.?subPath.orValue(\'\') == \'\''
    + ` && m.?subPathExpr.orValue('') == '' && ${celPath('m.mountPath')} == ${celText(API_SERVER_DIRECTORY)})))`,
].join(' && ');

function modes(): readonly number[] {
  return [...Array(0o1000).keys()].filter((mode) => MODE.test(mode.toString(8)));
}

/** The sources of the volume, in the order in which the API server writes them. */
export function apiServerSources(token: JsonObject): readonly JsonObject[] {
  return [{ serviceAccountToken: token }, { configMap: CA }, { downwardAPI: NAMESPACE }];
}

/**
 * Whether a volume only replaces the automatic token: it has a token for at most an hour, `ca.crt` and `namespace`, and is mounted
 * read-only at the path where client libraries look for the token.
 */
export function isApiServerVolume(volume: JsonObject, pod: PodView): boolean {
  const { sources, defaultMode } = asObject(volume.projected);
  return asArray(sources).length === 3
    && [isToken, isCa, isNamespace].every((isKind) => asArray(sources).some((source) => isObject(source) && isKind(source)))
    && (isAbsent(defaultMode) || (typeof defaultMode === 'number' && MODE.test(defaultMode.toString(8))))
    && isOnlyAtPath(volume.name, pod);
}

function isToken(source: JsonObject): boolean {
  const { serviceAccountToken: token } = source;
  if (!isObject(token) || Object.keys(source).length !== 1) {
    return false;
  }
  const { audience, expirationSeconds: seconds, path, ...others } = token;
  return isAbsent(audience) && path === 'token' && Object.keys(others).length === 0
    && (isAbsent(seconds) || (typeof seconds === 'number' && seconds <= HOUR));
}

function isCa(source: JsonObject): boolean {
  return isSameJson(source, { configMap: CA });
}

function isNamespace(source: JsonObject): boolean {
  return NAMESPACES.some((downwardAPI) => isSameJson(source, { downwardAPI }));
}

/** Whether containers only mount the whole volume, read-only, at this path. */
function isOnlyAtPath(name: unknown, { containers }: PodView): boolean {
  const mounts = containers.flatMap(({ volumeMounts }) => volumeMounts.map(asObject).filter((mount) => mount.name === name));
  return mounts.length > 0 && mounts.every(({ mountPath, readOnly, subPath, subPathExpr }) =>
    typeof mountPath === 'string' && normalizePath(mountPath) === API_SERVER_DIRECTORY && readOnly === true
    && !subPath && !subPathExpr);
}
