import { asObject, childObject, fillIn, isAbsent, isObject, JsonObject, textOf } from '../../manifest/json';
import { emptyDirOf } from '../../manifest/mounts';
import { formatBytes, parseQuantity } from '../../manifest/quantity';
import { DEFAULT_WRITABLE_PATH } from '../../settings/paths';
import { celIsZero } from '../cel';
import { always, PodControl } from '../control';
import { at, everyVolume } from '../violations';

export const emptyDirSizeLimit: PodControl = {
  id: 'empty-dir-size-limit',
  title: 'A size limit on every emptyDir',
  level: 'hardened',
  severity: 'error',
  why: 'An emptyDir without a limit can fill the disk, or the memory, that all pods of the node share.',
  remedy: 'write `sizeLimit`',
  remedyInCode: 'set `sizeLimit` in the options of `Volume.fromEmptyDir`',
  spec: {
    rules: [{ fields: ['spec.volumes[*].emptyDir.sizeLimit'], allowed: 'any quantity but 0, which is no limit' }],
    notes: ['Not filled in for emptyDirs in memory: only the author knows how much of the memory limit they may use.'],
  },
  admission: [{
    each: 'volume',
    violates: `(has(v.emptyDir) || v.all(k, k == 'name')) && ${celIsZero('v.?emptyDir.?sizeLimit')}`,
    value: 'v.name + (v.?emptyDir.?medium.orValue(\'\') == \'\' ? \'\' : \' \' + v.emptyDir.medium)',
  }],
  checks: always(everyVolume((volume, index, pod) => {
    const emptyDir = emptyDirOf(volume);
    // Zero is no limit to the kubelet.
    return emptyDir && (isAbsent(emptyDir.sizeLimit) || parseQuantity(emptyDir.sizeLimit) === 0)
      ? { ...at(pod, ['volumes', index, 'emptyDir', 'sizeLimit']), allowKey: volumeText(volume) }
      : undefined;
  })),
  after: ['writable-paths'],
  filling: { because: 'only the author of a workload knows how much it writes' },
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

/** The name, and whether it fills the memory or the disk of the node. */
function volumeText({ name, emptyDir }: JsonObject): string {
  const { medium } = asObject(emptyDir);
  return `${textOf(name ?? '')}${isAbsent(medium) || medium === '' ? '' : ` ${textOf(medium)}`}`;
}
