import { asObject, isAbsent, JsonObject } from '../../../formats/manifest/json';
import { indexOfVolume, mayMount, mountsOf } from '../../../formats/manifest/mounts';
import { ContainerView } from '../../../formats/manifest/pod';
import { parseQuantity } from '../../../formats/manifest/quantity';
import { STARTUP } from '../admission';
import { Find, Found } from '../check';
import { PodControl } from '../control';
import { at, everyContainer } from '../violations';

/** The first version with resources of the pod itself. */
const POD_RESOURCES = 34;

export const memoryScratchLimit: PodControl = {
  id: 'memory-scratch-limit',
  title: 'An emptyDir in memory smaller than the memory limit',
  level: 'hardened',
  risk: 'low',
  failsHardenedKinds: true,
  why: 'Files in memory are part of the container\'s memory usage. If they exceed its limit, the kernel kills it, and again after each '
    + 'restart, because the files remain.',
  remedy: 'write a `sizeLimit` well below the memory limits of the containers that mount it, or raise those limits',
  spec: {
    rules: [{
      fields: ['spec.volumes[*].emptyDir.sizeLimit, if the medium is Memory and a container can write to it'],
      allowed: 'less than the memory limit of that container and, from Kubernetes 1.34, of the pod; anything if there is no limit',
    }],
    notes: ['An emptyDir keeps its files when a container restarts. After the first "OOMKilled", runc cannot start the container again '
      + '("container init was OOM-killed"). Only a new pod starts. Measured with Kubernetes 1.34, containerd 2.1 and runc 1.3.'],
  },
  admission: STARTUP,
  reads: { needs: ['spec.volumes[*].emptyDir'], fields: ['spec.resources', 'containers[*].resources', 'containers[*].volumeMounts'] },
  checks: [
    { since: 0, check: everyOversized(ofContainer) },
    { since: POD_RESOURCES, check: everyOversized((container) => smaller(ofContainer(container), ofPod(container))) },
  ],
};

/** A memory limit, as it is written, and whose it is. */
interface Limit {
  readonly owner: string;
  readonly memory: unknown;
  readonly bytes: number;
}

function everyOversized(limitOf: (container: ContainerView) => Limit | undefined): Find {
  return everyContainer((container) => {
    if (container.volumeMounts.length === 0 || !mayMount(container, isInMemory)) {
      return undefined;
    }
    const limit = limitOf(container);
    if (limit === undefined) {
      return undefined;
    }
    const written = new Set(mountsOf(container).flatMap(({ volume, writable }) => writable && isInMemory(volume) ? [volume] : []));
    const placed = [...written].map((volume) => ({ volume, place: indexOfVolume(container.pod, volume) }))
      .sort((one, other) => one.place - other.place);
    return placed.flatMap(({ volume, place }) => oversized(container, volume, place, limit) ?? []);
  });
}

function ofContainer({ name, json }: ContainerView): Limit | undefined {
  return limitIn(json, `"${name}"`);
}

function ofPod({ pod }: ContainerView): Limit | undefined {
  return limitIn(pod.json, 'the pod');
}

function limitIn({ resources }: JsonObject, owner: string): Limit | undefined {
  const { memory } = asObject(asObject(resources).limits);
  const bytes = parseQuantity(memory);
  return bytes === undefined ? undefined : { owner, memory, bytes };
}

function smaller(own: Limit | undefined, other: Limit | undefined): Limit | undefined {
  return own !== undefined && other !== undefined && other.bytes < own.bytes ? other : own ?? other;
}

function isInMemory(volume: unknown): volume is JsonObject {
  return asObject(asObject(volume).emptyDir).medium === 'Memory';
}

function oversized(container: ContainerView, volume: JsonObject, index: number, { owner, memory, bytes }: Limit): Found {
  const { sizeLimit } = asObject(volume.emptyDir);
  const size = isAbsent(sizeLimit) ? Infinity : parseQuantity(sizeLimit) ?? 0;
  if (size < bytes) {
    return undefined;
  }
  const path = ['volumes', index, 'emptyDir', 'sizeLimit'];
  const detail = `if the files exceed the memory limit of ${owner}, ${memory}, the container is killed, and again after each restart, `
    + 'because the files remain';
  return [{ ...at(container.pod, path, detail), container: container.name }];
}
