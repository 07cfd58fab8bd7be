/*
 * A container that fills its scratch volume in memory meets the end of the volume before that of its memory.
 *
 * Restricted fields: spec.volumes[*].emptyDir.sizeLimit, where the medium is Memory and a container may write it
 * Allowed values:    less than that container's memory limit
 */
import { asObject, isAbsent, JsonObject } from '../../manifest/json';
import { emptyDirOf, mountsOf } from '../../manifest/mounts';
import { ContainerView } from '../../manifest/pod';
import { parseQuantity } from '../../manifest/quantity';
import { always, at, everyContainer, NONE, PodControl, Violation } from '../control';

export const memoryScratchLimit: PodControl = {
  id: 'memory-scratch-limit',
  title: 'Scratch in memory is smaller than the memory limit',
  level: 'hardened',
  severity: 'error',
  why: 'A file in memory is charged to the container, so the kernel kills it instead of telling it that the volume is full.',
  remedy: 'write a `sizeLimit` well below the memory limits of the containers that mount it, or raise those',
  knownAs: {},
  checks: always(everyContainer((container) => {
    if (container.volumeMounts.length === 0) {
      return NONE;
    }
    const mounted = new Set(mountsOf(container).map(({ volume, writable }) => writable ? volume : undefined));
    return [...mounted].flatMap((volume) => volume && isInMemory(volume) ? oversized(container, volume) : NONE);
  })),
};

function isInMemory(volume: JsonObject): boolean {
  return emptyDirOf(volume)?.medium === 'Memory';
}

function oversized(container: ContainerView, volume: JsonObject): readonly Violation[] {
  const { sizeLimit } = asObject(volume.emptyDir);
  const memory = asObject(asObject(container.json.resources).limits).memory;
  const size = isAbsent(sizeLimit) ? Infinity : parseQuantity(sizeLimit) ?? 0;
  if (size < (parseQuantity(memory) ?? Infinity)) {
    return [];
  }
  const path = ['volumes', container.pod.volumes.indexOf(volume), 'emptyDir', 'sizeLimit'];
  const detail = isAbsent(memory) ? `nothing limits what "${container.name}" may take` : `"${container.name}" may take ${memory} in all`;
  return [{ ...at(container.pod, path, detail), container: container.name }];
}
