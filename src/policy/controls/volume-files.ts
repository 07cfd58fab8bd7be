import { celList } from './cel';
import { IS_ROOT, isRoot } from './effective';
import { asArray, asObject, isAbsent, JsonObject } from '../../formats/manifest/json';
import { PodView } from '../../formats/manifest/pod';

/** The volume types whose files the kubelet never changes, in addition to hostPath. */
export const UNMANAGED = ['nfs', 'cephfs', 'glusterfs', 'quobyte'];

/** The volume types that the kubelet creates with the pod. `fsGroupChangePolicy` has no effect on them. */
const CREATED_WITH_POD = ['emptyDir', 'configMap', 'secret', 'projected', 'downwardAPI', 'image'];

/** The fields of a volume without storage that an fsGroup changes. */
const WITHOUT_STORAGE = ['name', 'hostPath', ...UNMANAGED, ...CREATED_WITH_POD];

/**
 * Whether an fsGroup may change files that are older than the pod. True if the manifest only contains a part of the pod, because the
 * operator may add volumes.
 */
export function hasStorage({ part, claimTemplates, volumes }: PodView): boolean {
  return part !== undefined || claimTemplates.length > 0 || volumes.some(isStorage);
}

/** `hasStorage` in CEL. */
export const HAS_STORAGE = 'dyn(object).?spec.?volumeClaimTemplates.orValue([]).size() > 0'
  + ` || variables.volumes.exists(v, v.exists(k, !(k in ${celList(WITHOUT_STORAGE)})))`;

/**
 * Whether a container may need the pod's fsGroup: it may run as a non-root user, and a volume may have files that only their owner and
 * group can use. By default, the kubelet gives an emptyDir the mode 0777, and files of a ConfigMap or Secret the mode 0644.
 */
export function needsGroup(pod: PodView): boolean {
  return pod.part !== undefined || (!pod.containers.every(isRoot) && (hasStorage(pod) || pod.volumes.some(isClosedToOthers)));
}

function isStorage(volume: unknown): boolean {
  const fields = asObject(volume);
  for (const name in fields) {
    if (!isAbsent(fields[name]) && !WITHOUT_STORAGE.includes(name)) {
      return true;
    }
  }
  return false;
}

/** The media with mode 0777. An emptyDir of huge pages is a separate file system, with the mode that the kernel gives it. */
const OPEN_MEDIA: readonly unknown[] = ['', 'Memory'];
const WITH_MODES = ['configMap', 'secret', 'downwardAPI', 'projected'];

function isClosedToOthers(volume: unknown): boolean {
  const fields = asObject(volume);
  const { medium } = asObject(fields.emptyDir);
  return (!isAbsent(medium) && !OPEN_MEDIA.includes(medium)) || hasClosedFiles(fields)
    || asArray(asObject(fields.projected).sources).some((source) => hasClosedFiles(asObject(source)));
}

function hasClosedFiles(fields: JsonObject): boolean {
  return WITH_MODES.some((type) => {
    const { defaultMode, items } = asObject(fields[type]);
    return isClosed(defaultMode) || asArray(items).some((item) => isClosed(asObject(item).mode));
  });
}

/** Whether other users may not read a file, or may not execute it although its group may. */
function isClosed(mode: unknown): boolean {
  return !isAbsent(mode) && (typeof mode !== 'number' || !allows(mode, 0o004) || (allows(mode, 0o010) && !allows(mode, 0o001)));
}

/** Whether a mode contains a right, such as 0o004. */
export function allows(mode: number, right: number): boolean {
  return Math.floor(mode / right) % 2 === 1;
}

const isClosedInCel = (mode: string) => `int(${mode}.orValue(${0o644})) / 4 % 2 == 0 || `
  + `int(${mode}.orValue(${0o644})) / 8 % 2 > int(${mode}.orValue(${0o644})) % 2`;

const hasClosedFilesInCel = (fields: string) => `${celList(WITH_MODES)}.exists(t, ${isClosedInCel(`${fields}[?t].?defaultMode`)}`
  + ` || ${fields}[?t].?items.orValue([]).exists(i, ${isClosedInCel('i.?mode')}))`;

/** `needsGroup` in CEL. */
export const NEEDS_GROUP = `!variables.containers.all(c, ${IS_ROOT}) && (${HAS_STORAGE}`
  + ` || variables.volumes.exists(v, !(v.?emptyDir.?medium.orValue('') in ${celList(OPEN_MEDIA)}) || ${hasClosedFilesInCel('v')}`
  + ` || v.?projected.?sources.orValue([]).exists(s, ${hasClosedFilesInCel('s')})))`;
