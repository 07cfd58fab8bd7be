import { asObject, childObject, fillIn, isAbsent, isObject, JsonObject, textOf } from '../../../formats/manifest/json';
import { emptyDirOf, mountsOf } from '../../../formats/manifest/mounts';
import { ContainerView } from '../../../formats/manifest/pod';
import { formatBytes, parseQuantity } from '../../../formats/manifest/quantity';
import { pathsOf } from '../../../knowledge/writable-paths/container-paths';
import { DEFAULT_WRITABLE_PATH, isPersistent } from '../../../knowledge/writable-paths/declared-path';
import { isOwnVolume } from '../../../knowledge/writable-paths/volumes';
import { Choices } from '../../settings/choices';
import { celIsZero } from '../cel';
import { always, PodControl } from '../control';
import { at, everyVolume } from '../violations';

export const emptyDirSizeLimit: PodControl = {
  id: 'empty-dir-size-limit',
  title: 'A size limit on every emptyDir',
  level: 'hardened',
  risk: 'low',
  failsHardenedKinds: true,
  why: 'An emptyDir without a size limit can fill the disk or memory that all pods of the node share.',
  remedy: 'write `sizeLimit`',
  remedyInCode: 'set `sizeLimit` in the options of `Volume.fromEmptyDir`',
  spec: {
    rules: [{ fields: ['spec.volumes[*].emptyDir.sizeLimit'], allowed: 'any quantity except 0, which means unlimited' }],
    notes: ['`harden` does not fill it in for emptyDirs in memory, because only the author knows how much of the memory limit they can '
      + 'use.'],
  },
  admission: [{
    each: 'volume',
    violates: `(has(v.emptyDir) || v.all(k, k == 'name')) && ${celIsZero('v.?emptyDir.?sizeLimit')}`,
    value: 'v.name + (v.?emptyDir.?medium.orValue(\'\') == \'\' ? \'\' : \' \' + v.emptyDir.medium)',
  }],
  reads: { fields: ['spec.volumes'] },
  checks: always(everyVolume((volume, index, pod) => {
    const emptyDir = emptyDirOf(volume);
    // A kubelet treats zero as unlimited.
    return emptyDir && (isAbsent(emptyDir.sizeLimit) || parseQuantity(emptyDir.sizeLimit) === 0)
      ? { ...at(pod, ['volumes', index, 'emptyDir', 'sizeLimit']), allowKey: volumeText(volume) }
      : undefined;
  })),
  after: ['writable-paths'],
  filling: { because: 'only the author of a workload knows how much it writes' },
  fix: (pod, context) => {
    if (context.notes.isNotHardenedKind) {
      // Only the author knows how much the application writes to other volumes, and a kubelet evicts a pod that writes more than the limit.
      pod.containers.forEach((container) => limitOwnVolumes(container, context.choices));
      return;
    }
    for (const volume of pod.volumes) {
      if (isObject(volume) && emptyDirOf(volume) && asObject(volume.emptyDir).medium !== 'Memory') {
        fillIn(childObject(volume, 'emptyDir'), { sizeLimit: formatBytes(DEFAULT_WRITABLE_PATH.sizeLimit) });
      }
    }
  },
};

/** Limits the volumes that an earlier hardening to a lower profile added without a limit. */
function limitOwnVolumes(container: ContainerView, choices: Choices): void {
  for (const declared of pathsOf(choices, container)) {
    const mount = isPersistent(declared) || declared.sizeLimit === undefined ? undefined
      : mountsOf(container).find((each) => each.path === declared.path && isOwnVolume(container, each));
    if (mount && !isPersistent(declared)) {
      fillIn(asObject(asObject(mount.volume).emptyDir), { sizeLimit: formatBytes(declared.sizeLimit!) });
    }
  }
}

/** The name of the volume, and whether it uses the memory or the disk of the node. */
function volumeText({ name, emptyDir }: JsonObject): string {
  const { medium } = asObject(emptyDir);
  return `${textOf(name ?? '')}${isAbsent(medium) || medium === '' ? '' : ` ${textOf(medium)}`}`;
}
