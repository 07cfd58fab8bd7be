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
  risk: 'low',
  failsHardenedKinds: true,
  why: 'A file in memory counts against the memory of the container. If the files exceed its limit, the kernel kills it, and again after each restart, since the files remain.',
  remedy: 'write a `sizeLimit` well below the memory limits of the containers that mount it, or raise those limits',
  spec: {
    rules: [{
      fields: ['spec.volumes[*].emptyDir.sizeLimit, if the medium is Memory and a container may write it'],
      allowed: 'less than that container\'s memory limit; anything, if it has none',
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
  const limit = parseQuantity(memory);
  const size = isAbsent(sizeLimit) ? Infinity : parseQuantity(sizeLimit) ?? 0;
  if (limit === undefined || size < limit) {
    return undefined;
  }
  const path = ['volumes', index, 'emptyDir', 'sizeLimit'];
  const detail = `the memory limit of "${container.name}" is ${memory}: if the files exceed it, the container is killed, and again after each restart, since they remain`;
  return [{ ...at(container.pod, path, detail), container: container.name }];
}
