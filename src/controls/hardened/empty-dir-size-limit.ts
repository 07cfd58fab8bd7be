/*
 * Every emptyDir has a size.
 *
 * Restricted fields: spec.volumes[*].emptyDir.sizeLimit
 * Allowed values:    any quantity but zero
 *
 * The fix leaves emptyDirs in memory alone: how much of the memory limit they may take, only the author knows.
 */
import { asObject, asString, childObject, fillIn, isAbsent, isObject } from '../../manifest/json';
import { emptyDirOf } from '../../manifest/mounts';
import { formatBytes, parseQuantity } from '../../manifest/quantity';
import { DEFAULT_WRITABLE_PATH } from '../../settings/paths';
import { always, at, PodControl } from '../control';
import { everyEntry } from '../entries';

export const emptyDirSizeLimit: PodControl = {
  id: 'empty-dir-size-limit',
  title: 'A size limit on every emptyDir',
  level: 'hardened',
  severity: 'error',
  why: 'An emptyDir without a limit fills the disk, or the memory, that all pods of the node share.',
  remedy: 'write `sizeLimit`',
  knownAs: { kyverno: ['require-emptydir-requests-and-limits'] },
  checks: always((pod) => everyEntry(pod.volumes, (json, index) => {
    const volume = asObject(json);
    const emptyDir = emptyDirOf(volume);
    // Zero is no limit to the kubelet.
    return emptyDir && (isAbsent(emptyDir.sizeLimit) || parseQuantity(emptyDir.sizeLimit) === 0)
      ? { ...at(pod, ['volumes', index, 'emptyDir', 'sizeLimit']), allowKey: asString(volume.name) }
      : undefined;
  })),
  fix: (pod, { isThirdParty }) => {
    if (isThirdParty) {
      return; // How much the application writes, only its author knows: a kubelet evicts a pod that writes more.
    }
    for (const volume of pod.volumes) {
      if (isObject(volume) && emptyDirOf(volume) && asObject(volume.emptyDir).medium !== 'Memory') {
        fillIn(childObject(volume, 'emptyDir'), { sizeLimit: formatBytes(DEFAULT_WRITABLE_PATH.sizeLimit) });
      }
    }
  },
};
