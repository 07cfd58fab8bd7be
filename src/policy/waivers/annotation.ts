import { WAIVER_FIELDS } from './check-waiver';
import { asObject, isAbsent, isObject, JsonObject, sortedByKey } from '../../formats/manifest/json';
import { isSorted } from '../engine/key-order';
import { Waiver } from '../settings/waiver';

/** Only the top-level metadata has this annotation. In a pod template, a changed reason would restart a Deployment and break a Job. */
export const WAIVERS_ANNOTATION = 'cdk8s-hardened/waivers';

/**
 * The manifest with the waivers that it needs in its annotation. Equal waivers give equal text. An annotation of the author is removed,
 * because it would look like a waiver of the app. Metadata that is not an object stays unchanged; the API server refuses it.
 */
export function annotate(manifest: JsonObject, waivers: readonly Waiver[]): JsonObject {
  return withoutWaiversOfItems(annotateObject(manifest, waivers));
}

/** Whether the annotation of an object can contain waivers. kubectl ignores the metadata of a list. */
export function canAnnotate({ metadata }: JsonObject): boolean {
  return isAbsent(metadata) || (isObject(metadata) && (isAbsent(metadata.annotations) || isObject(metadata.annotations)));
}

function annotateObject(manifest: JsonObject, waivers: readonly Waiver[]): JsonObject {
  if (!canAnnotate(manifest)) {
    return manifest;
  }
  const metadata = asObject(manifest.metadata);
  const annotations = asObject(metadata.annotations);
  if (waivers.length === 0) {
    return WAIVERS_ANNOTATION in annotations ? { ...manifest, metadata: withoutWaivers(metadata) } : manifest;
  }
  return withAnnotations(manifest, { [WAIVERS_ANNOTATION]: annotationText(waivers) });
}

/** The manifest with these annotations. `canAnnotate` must accept the manifest. */
export function withAnnotations(manifest: JsonObject, added: JsonObject): JsonObject {
  const metadata = asObject(manifest.metadata);
  const entries = Object.entries(added);
  const annotated = entries.reduce((annotations, [key, value]) => withField(annotations, key, value), asObject(metadata.annotations));
  return entries.length === 0 ? manifest : withField(manifest, 'metadata', withField(metadata, 'annotations', annotated));
}

/** Removes waivers from items. kubectl treats every object with `items` as a list and applies the items. An item can be a list, too. */
function withoutWaiversOfItems(manifest: JsonObject): JsonObject {
  const { items } = manifest;
  return Array.isArray(items) ? { ...manifest, items: items.map((item) => isObject(item) ? annotate(item, []) : item) } : manifest;
}

function annotationText(waivers: readonly Waiver[]): string {
  const texts = waivers.map((waiver) => JSON.stringify(waiver, [...WAIVER_FIELDS]));
  return `[${[...new Set(texts)].sort().join(',')}]`;
}

function withoutWaivers(metadata: JsonObject): JsonObject {
  const { [WAIVERS_ANNOTATION]: _, ...others } = metadata.annotations as JsonObject;
  const { annotations: __, ...bare } = metadata;
  return Object.keys(others).length > 0 ? { ...metadata, annotations: others } : bare;
}

/** A copy with a field set. A new field is inserted in order among sorted keys, or else at the end. */
function withField(object: JsonObject, key: string, value: unknown): JsonObject {
  const changed = { ...object, [key]: value };
  return isSorted(object) ? sortedByKey(changed) : changed;
}
