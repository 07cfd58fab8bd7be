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

/** The first volume of a name. */
export function volumeNamed(pod: PodView, name: string | undefined): JsonObject | undefined {
  const { volumes } = pod;
  if (name === undefined || volumes.length < MANY) {
    return name === undefined ? undefined : volumes.find((volume): volume is JsonObject => isObject(volume) && volume.name === name);
  }
  let index = INDEXES.get(volumes);
  // Fixes only add volumes.
  if (index?.count !== volumes.length) {
    index = { count: volumes.length, byName: indexOf(volumes) };
    INDEXES.set(volumes, index);
  }
  return index.byName.get(name);
}

/** From here on a search of all volumes for each mount would take long. */
const MANY = 50;
const INDEXES = new WeakMap<readonly unknown[], { readonly count: number; readonly byName: ReadonlyMap<unknown, JsonObject> }>();

function indexOf(volumes: readonly unknown[]): ReadonlyMap<unknown, JsonObject> {
  const byName = new Map<unknown, JsonObject>();
  for (const volume of volumes) {
    if (isObject(volume) && !byName.has(volume.name)) {
      byName.set(volume.name, volume);
    }
  }
  return byName;
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
