import { asObject, asString, isAbsent, isObject, JsonObject } from './json';
import { normalizePath } from './paths';
import { ContainerView, PodView } from './pod';

/** Volume sources that are always read-only, even if the mount does not say so. */
const READ_ONLY_SOURCES = ['configMap', 'secret', 'projected', 'downwardAPI', 'image'];

/** A mount of a container, with its path in normal form and its volume. */
export interface Mount {
  readonly json: JsonObject;
  /** Its index in `volumeMounts`. */
  readonly index: number;
  readonly path: string;
  /** The declared volume of that name. Undefined for a claim template, and for a volume that is not declared. */
  readonly volume: JsonObject | undefined;
  readonly writable: boolean;
}

export function mountsOf(container: ContainerView): readonly Mount[] {
  const mounts: Mount[] = [];
  container.volumeMounts.forEach((json, index) => {
    if (isObject(json) && typeof json.mountPath === 'string') {
      const volume = volumeNamed(container.pod, asString(json.name));
      mounts.push({
        json,
        index,
        path: normalizePath(json.mountPath),
        volume,
        writable: json.readOnly !== true && !(volume && isReadOnlyVolume(volume)),
      });
    }
  });
  return mounts;
}

/** Whether a container may mount a matching volume. In a pod with many volumes, only those that the container mounts are tested. */
export function mayMount({ pod, volumeMounts }: ContainerView, isSuch: (volume: unknown) => boolean): boolean {
  return pod.volumes.length < MANY
    ? pod.volumes.some(isSuch)
    : volumeMounts.some((json) => isSuch(volumeNamed(pod, asString(asObject(json).name))));
}

/** The first volume with a name. */
export function volumeNamed(pod: PodView, name: string | undefined): JsonObject | undefined {
  const { volumes } = pod;
  if (name === undefined || volumes.length < MANY) {
    return name === undefined ? undefined : volumes.find((volume): volume is JsonObject => isObject(volume) && volume.name === name);
  }
  return indexFor(volumes).byName.get(name);
}

/** The index of a volume in the pod's list. */
export function indexOfVolume({ volumes }: PodView, volume: JsonObject): number {
  return volumes.length < MANY ? volumes.indexOf(volume) : indexFor(volumes).places.get(volume)!;
}

/** From this number on, searching all volumes for each mount takes long, so an index is built. */
const MANY = 50;

/** Volumes by name, and their indices in the list. */
interface VolumeIndex {
  readonly count: number;
  readonly byName: ReadonlyMap<unknown, JsonObject>;
  readonly places: ReadonlyMap<unknown, number>;
}

const INDEXES = new WeakMap<readonly unknown[], VolumeIndex>();

function indexFor(volumes: readonly unknown[]): VolumeIndex {
  const known = INDEXES.get(volumes);
  // Fixes only add volumes, so the index is valid while their number is the same.
  if (known?.count === volumes.length) {
    return known;
  }
  const byName = new Map<unknown, JsonObject>();
  const places = new Map<unknown, number>();
  for (const [place, volume] of volumes.entries()) {
    if (isObject(volume) && !byName.has(volume.name)) {
      byName.set(volume.name, volume);
      places.set(volume, place);
    }
  }
  const index = { count: volumes.length, byName, places };
  INDEXES.set(volumes, index);
  return index;
}

/** Returns a test for the names of the pod's volumes and claim templates, except volumes that are passed over. */
export function isVolumeOf(pod: PodView, isPassedOver: (volume: JsonObject) => boolean = () => false): (name: string) => boolean {
  const volumes = pod.volumes.map(asObject).filter((volume) => !isPassedOver(volume));
  const names = new Set([...pod.claimTemplates, ...volumes.map(({ name }) => name)]);
  return (name) => names.has(name);
}

/** Whether the source of a volume is read-only, even if a mount does not say so. */
export function isReadOnlyVolume(volume: JsonObject): boolean {
  for (const key of Object.keys(volume)) {
    if ((READ_ONLY_SOURCES.includes(key) && !isAbsent(volume[key])) || asObject(volume[key]).readOnly === true) {
      return true;
    }
  }
  return false;
}

/** The emptyDir of a volume; undefined for another source. The API server turns a volume that only has a name into an emptyDir. */
export function emptyDirOf(volume: JsonObject): JsonObject | undefined {
  if (!isAbsent(volume.emptyDir)) {
    return asObject(volume.emptyDir);
  }
  const hasSource = Object.keys(volume).some((key) => key !== 'name' && !isAbsent(volume[key]));
  return hasSource ? undefined : {};
}

/** Whether files in a mount are kept for the next pod. An undeclared volume belongs to a claim template. */
export function outlivesPod({ volume }: Mount): boolean {
  return !volume || (emptyDirOf(volume) === undefined && isAbsent(volume.ephemeral));
}
