import { JsonObject, Path } from '../manifest/json';
import { PodView } from '../manifest/pod';
import { objectsIn, podsOf } from '../manifest/workload';

/** An object of a manifest, with the pods that it makes. */
export interface OpenedObject {
  readonly object: JsonObject;
  /** Where the object is in the manifest: empty unless the manifest is a list. */
  readonly path: Path;
  readonly pods: readonly PodView[];
}

/** A manifest whose objects and pods were found once. Every fix and every check reads these, instead of finding them again. */
export interface OpenedManifest {
  readonly manifest: JsonObject;
  readonly objects: readonly OpenedObject[];
}

export function openManifest(manifest: JsonObject): OpenedManifest {
  const objects = objectsIn(manifest).map(({ object, path }) => ({ object, path, pods: podsOf(object, path) }));
  return { manifest, objects };
}

/** The same objects under a copy of the manifest that differs in nothing that a check reads. */
export function reopened({ objects }: OpenedManifest, manifest: JsonObject): OpenedManifest {
  return { manifest, objects };
}
