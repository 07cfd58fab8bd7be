import { asObject, asString, isAbsent, isObject, JsonObject } from './json';
import { normalizePath } from './paths';
import { ContainerView, PodView } from './pod';

/** Volume sources that are mounted read-only whatever the mount says. */
const READ_ONLY_SOURCES = ['configMap', 'secret', 'projected', 'downwardAPI', 'image'];

/** One mount of a container, with its path in normal form and its volume. */
export interface Mount {
  readonly json: JsonObject;
  /** Its place in `volumeMounts`. */
  readonly index: number;
  readonly path: string;
  /** The volume of that name, or undefined for a claim template's, or where none is declared. */
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

/** Whether a container may mount such a volume. In a pod of many containers and volumes, each looks only at its own. */
export function mayMount({ pod, volumeMounts }: ContainerView, isSuch: (volume: unknown) => boolean): boolean {
  return pod.volumes.length < MANY
    ? pod.volumes.some(isSuch)
    : volumeMounts.some((json) => isSuch(volumeNamed(pod, asString(asObject(json).name))));
}

/** The first volume of a name. */
export function volumeNamed(pod: PodView, name: string | undefined): JsonObject | undefined {
  const { volumes } = pod;
  if (name === undefined || volumes.length < MANY) {
    return name === undefined ? undefined : volumes.find((volume): volume is JsonObject => isObject(volume) && volume.name === name);
  }
  return indexFor(volumes).byName.get(name);
}

/** The place of a volume in the list of its pod. */
export function indexOfVolume({ volumes }: PodView, volume: JsonObject): number {
  return volumes.length < MANY ? volumes.indexOf(volume) : indexFor(volumes).places.get(volume)!;
}

/** From here on a search of all volumes for each mount would take long. */
const MANY = 50;

/** Volumes by their names, and their places in the list. */
interface VolumeIndex {
  readonly count: number;
  readonly byName: ReadonlyMap<unknown, JsonObject>;
  readonly places: ReadonlyMap<unknown, number>;
}

const INDEXES = new WeakMap<readonly unknown[], VolumeIndex>();

function indexFor(volumes: readonly unknown[]): VolumeIndex {
  const known = INDEXES.get(volumes);
  // Fixes only add volumes.
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

/** Whether names are those of volumes that a pod has, claim templates among them. */
export function isVolumeOf(pod: PodView, isPassedOver: (volume: JsonObject) => boolean = () => false): (name: string) => boolean {
  const volumes = pod.volumes.map(asObject).filter((volume) => !isPassedOver(volume));
  const names = new Set([...pod.claimTemplates, ...volumes.map(({ name }) => name)]);
  return (name) => names.has(name);
}

/** Whether a volume is read-only by its source, whatever its mounts say. */
export function isReadOnlyVolume(volume: JsonObject): boolean {
  for (const key of Object.keys(volume)) {
    if ((READ_ONLY_SOURCES.includes(key) && !isAbsent(volume[key])) || asObject(volume[key]).readOnly === true) {
      return true;
    }
  }
  return false;
}

/**
 * The volume's emptyDir, or undefined if it is something else.
 * The API server turns a volume with nothing but a name into an emptyDir.
 */
export function emptyDirOf(volume: JsonObject): JsonObject | undefined {
  if (!isAbsent(volume.emptyDir)) {
    return asObject(volume.emptyDir);
  }
  const hasSource = Object.keys(volume).some((key) => key !== 'name' && !isAbsent(volume[key]));
  return hasSource ? undefined : {};
}

/** Whether files in a mount are still there for the next pod. A volume that is not declared is a claim template's. */
export function outlivesPod({ volume }: Mount): boolean {
  return !volume || (emptyDirOf(volume) === undefined && isAbsent(volume.ephemeral));
}
