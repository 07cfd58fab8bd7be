import { asObject, isAbsent, JsonObject } from '../../../formats/manifest/json';
import { indexOfVolume, mayMount, mountsOf } from '../../../formats/manifest/mounts';
import { ContainerView } from '../../../formats/manifest/pod';
import { parseQuantity } from '../../../formats/manifest/quantity';
import { STARTUP } from '../admission';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { at, everyContainer } from '../violations';

export const memoryScratchLimit: PodControl = {
  id: 'memory-scratch-limit',
  title: 'An emptyDir in memory smaller than the memory limit',
  level: 'hardened',
  risk: 'broken',
  why: 'A file in memory counts against the memory of the container, so the kernel kills it before the volume is full, and it never starts again.',
  remedy: 'write a `sizeLimit` well below the memory limits of the containers that mount it, or raise those limits',
  spec: {
    rules: [{
      fields: ['spec.volumes[*].emptyDir.sizeLimit, if the medium is Memory and a container may write it'],
      allowed: 'less than that container\'s memory limit',
    }],
    notes: ['An emptyDir keeps its files when a container restarts, and they count again at once: after the first "OOMKilled" runc cannot start the container ("container init was OOM-killed"). Only a new pod starts. Measured with Kubernetes 1.34, containerd 2.1 and runc 1.3.'],
  },
  admission: STARTUP,
  reads: { needs: ['spec.volumes[*].emptyDir'], fields: ['containers[*].resources', 'containers[*].volumeMounts'] },
  checks: always(everyContainer((container) => {
    if (container.volumeMounts.length === 0 || !mayMount(container, isInMemory)) {
      return undefined;
    }
    const written = new Set(mountsOf(container).flatMap(({ volume, writable }) => writable && isInMemory(volume) ? [volume] : []));
    const placed = [...written].map((volume) => ({ volume, place: indexOfVolume(container.pod, volume) }))
      .sort((one, other) => one.place - other.place);
    return placed.flatMap(({ volume, place }) => oversized(container, volume, place) ?? []);
  })),
};

function isInMemory(volume: unknown): volume is JsonObject {
  return asObject(asObject(volume).emptyDir).medium === 'Memory';
}

function oversized(container: ContainerView, volume: JsonObject, index: number): Found {
  const { sizeLimit } = asObject(volume.emptyDir);
  const memory = asObject(asObject(container.json.resources).limits).memory;
  const size = isAbsent(sizeLimit) ? Infinity : parseQuantity(sizeLimit) ?? 0;
  if (size < (parseQuantity(memory) ?? Infinity)) {
    return undefined;
  }
  const path = ['volumes', index, 'emptyDir', 'sizeLimit'];
  const detail = isAbsent(memory) ? `the memory of "${container.name}" is not limited`
    : `the memory limit of "${container.name}" is ${memory}; once files exceed it, the container is killed and never starts again, since they stay`;
  return [{ ...at(container.pod, path, detail), container: container.name }];
}
