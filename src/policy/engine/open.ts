import { JsonObject, Path } from '../../formats/manifest/json';
import { PodView } from '../../formats/manifest/pod';
import { objectsIn, podsOf } from '../../formats/manifest/workload';

/** An object of a manifest, with the pods that it creates. */
export interface OpenedObject {
  readonly object: JsonObject;
  /** The path of the object in the manifest: empty unless the manifest is a list. */
  readonly path: Path;
  readonly pods: readonly PodView[];
}

/** A manifest with its objects and pods, which are parsed once for all fixes and checks. */
export interface OpenedManifest {
  readonly manifest: JsonObject;
  readonly objects: readonly OpenedObject[];
}

export function openManifest(manifest: JsonObject): OpenedManifest {
  const objects = objectsIn(manifest).map(({ object, path }) => ({ object, path, pods: podsOf(object, path) }));
  return { manifest, objects };
}
