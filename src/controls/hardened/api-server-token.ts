import { asArray, asObject, isAbsent, isObject, isSameJson, JsonObject } from '../../manifest/json';
import { normalisePath } from '../../manifest/paths';
import { PodView } from '../../manifest/pod';
import { API_SERVER_DIRECTORY } from '../../settings/settings';

/** What client libraries look for beside the token: the CA of the API server, of which every namespace has a copy, and the namespace. */
const CA = { items: [{ key: 'ca.crt', path: 'ca.crt' }], name: 'kube-root-ca.crt' };
const NAMESPACE = { items: [{ fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' }, path: 'namespace' }] };
/** The API server fills in the version of the field. */
const NAMESPACES = [NAMESPACE, { items: [{ fieldRef: { fieldPath: 'metadata.namespace' }, path: 'namespace' }] }];

/** Octal modes that allow no more than 0644, the default. */
const MODE = /^0*[0246]?[04]?[04]$/;
const HOUR = 60 * 60;

/** The sources of the volume, in the order in which the kubelet has them. */
export function apiServerSources(token: JsonObject): readonly JsonObject[] {
  return [{ serviceAccountToken: token }, { configMap: CA }, { downwardAPI: NAMESPACE }];
}

/**
 * Whether a volume is what takes the place of the automatic token, and nothing else: the token for at most an hour, `ca.crt` and
 * `namespace`, read-only at the one path where client libraries look.
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

/** Whether containers mount the volume, and each as a whole, read-only, at the path. */
function isOnlyAtPath(name: unknown, { containers }: PodView): boolean {
  const mounts = containers.flatMap(({ volumeMounts }) => volumeMounts.map(asObject).filter((mount) => mount.name === name));
  return mounts.length > 0 && mounts.every(({ mountPath, readOnly, subPath, subPathExpr }) =>
    typeof mountPath === 'string' && normalisePath(mountPath) === API_SERVER_DIRECTORY && readOnly === true
    && !subPath && !subPathExpr);
}
