import { asArray, asObject, asString, JsonObject } from '../../../formats/manifest/json';
import { normalizePath } from '../../../formats/manifest/paths';
import { EvidentMount, VolumeType } from '../evidence';

const TYPES: { readonly [field: string]: VolumeType } = {
  persistentVolumeClaim: 'claim',
  ephemeral: 'claim',
  nfs: 'claim',
  csi: 'csi',
  image: 'image',
  emptyDir: 'emptyDir',
  secret: 'secret',
  configMap: 'configMap',
  projected: 'projected',
  downwardAPI: 'projected',
  hostPath: 'hostPath',
};

/** Volumes whose owners the kubelet does not change. */
const KEEPS_OWNERS = ['hostPath', 'nfs', 'cephfs', 'glusterfs', 'image'];

/** The mounts of a container, from its spec and its status: a recording may have only one of them. */
export function evidentMounts(spec: JsonObject, container: JsonObject, status: JsonObject): readonly EvidentMount[] {
  const all = asArray(spec.volumes).map(asObject);
  const volumes = new Map(all.map((volume) => [volume.name, typeOf(volume)]));
  const names = new Map(all.map((volume) => [volume.name, asString(asObject(volume.persistentVolumeClaim).claimName)]));
  const nodePaths = new Map(all.map((volume) => [volume.name, asString(asObject(volume.hostPath).path)]));
  const keeping = new Set(all.filter((volume) => KEEPS_OWNERS.some((field) => volume[field] !== undefined)).map(({ name }) => name));
  const isClosed = (volume: JsonObject) => Object.values(volume).some((source) => asObject(source).readOnly === true);
  const closed = new Set(all.filter(isClosed).map(({ name }) => name));
  const claims = new Set(asArray(spec.volumeClaimTemplates).map((claim) => asObject(asObject(claim).metadata).name));
  const mounts = [...asArray(container.volumeMounts), ...asArray(status.volumeMounts)].map(asObject);
  const byPath = new Map<string, EvidentMount>();
  for (const mount of mounts) {
    const path = normalizePath(asString(mount.mountPath) ?? '/');
    const volume = asString(mount.name) ?? '';
    const type = volumes.get(volume) ?? (claims.has(volume) ? 'claim' : undefined) ?? typeByPath(path);
    const found = {
      path,
      volume,
      type,
      readOnly: mount.readOnly === true || closed.has(volume),
      subPath: asString(mount.subPath),
      claim: names.get(volume),
      keepsOwners: keeping.has(volume),
      hostPath: nodePaths.get(volume),
    };
    byPath.set(path, byPath.get(path) ?? found);
  }
  return [...byPath.values()];
}

function typeOf(volume: JsonObject): VolumeType {
  if (asObject(volume.emptyDir).medium === 'Memory') {
    return 'memory';
  }
  const field = Object.keys(TYPES).find((key) => volume[key] !== undefined);
  return field ? TYPES[field] : 'other';
}

/** Kubernetes itself mounts tokens, and only there. */
function typeByPath(path: string): VolumeType | undefined {
  return /^(?:\/var)?\/run\/secrets\/kubernetes\.io\/serviceaccount$/.test(path) ? 'projected' : undefined;
}
