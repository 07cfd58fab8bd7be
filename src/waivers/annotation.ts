import { Waiver } from './waiver';
import { asObject, JsonObject } from '../manifest/json';

/** Stands on the top-level metadata only: in a pod template a changed reason would roll a Deployment and break a Job. */
export const WAIVERS_ANNOTATION = 'cdk8s-hardened/waivers';

/** The fields in the order in which they are written down. */
const WAIVER_FIELDS = ['control', 'reason', 'allow', 'containers', 'expires', 'owner', 'ticket'] as const;

/** The manifest with the waivers that it needs written down in its annotation. The same waivers give the same text. */
export function annotate(manifest: JsonObject, waivers: readonly Waiver[]): JsonObject {
  if (waivers.length === 0) {
    return manifest;
  }
  const metadata = asObject(manifest.metadata);
  const annotations = { ...asObject(metadata.annotations), [WAIVERS_ANNOTATION]: annotationText(waivers) };
  return { ...manifest, metadata: sorted({ ...metadata, annotations: sorted(annotations) }) };
}

function annotationText(waivers: readonly Waiver[]): string {
  const texts = waivers.map((waiver) => JSON.stringify(waiver, [...WAIVER_FIELDS]));
  return `[${[...new Set(texts)].sort().join(',')}]`;
}

function sorted(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => a < b ? -1 : 1));
}
