import { asArray, asObject, asString, isObject, JsonObject, Path, read } from './json';
import { PodView } from './pod';

/** Where each kind that makes pods keeps its pod template; the template holds `metadata` and `spec`. */
const POD_TEMPLATES: { readonly [groupKind: string]: Path } = {
  '/Pod': [],
  '/PodTemplate': ['template'],
  '/ReplicationController': ['spec', 'template'],
  'apps/Deployment': ['spec', 'template'],
  'apps/StatefulSet': ['spec', 'template'],
  'apps/DaemonSet': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  'extensions/Deployment': ['spec', 'template'],
  'extensions/DaemonSet': ['spec', 'template'],
  'extensions/ReplicaSet': ['spec', 'template'],
  'batch/Job': ['spec', 'template'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
};

/** The API group of an apiVersion; the core group is empty. */
export function groupOf(apiVersion: unknown): string {
  const text = asString(apiVersion) ?? '';
  const slash = text.indexOf('/');
  return slash < 0 ? '' : text.slice(0, slash);
}

/** Group and kind together, the way this library keys its tables: `apps/Deployment`, `/Pod`. */
export function groupKind(manifest: JsonObject): string {
  return `${groupOf(manifest.apiVersion)}/${asString(manifest.kind) ?? ''}`;
}

/** The pods that a manifest makes: one for a workload of Kubernetes' own, none for what is no workload. */
export function podsOf(manifest: JsonObject, base: Path = []): readonly PodView[] {
  const template = POD_TEMPLATES[groupKind(manifest)];
  return template ? [podAt(manifest, template, base)] : [];
}

function podAt(manifest: JsonObject, template: Path, base: Path): PodView {
  const holder = asObject(read(manifest, template));
  const path = [...base, ...template];
  return new PodView(asObject(holder.spec), [...path, 'spec'], asObject(holder.metadata), [...path, 'metadata'], claimTemplates(manifest));
}

function claimTemplates(manifest: JsonObject): readonly string[] {
  const templates = asArray(asObject(manifest.spec).volumeClaimTemplates);
  return templates.map((template) => asString(asObject(asObject(template).metadata).name) ?? '');
}

/** One Kubernetes object and where it stands in the document that holds it. */
export interface LocatedObject {
  readonly object: JsonObject;
  readonly path: Path;
}

/**
 * The objects that a document makes when it is applied: itself, or its items. To kubectl ANY object with a top-level
 * `items` array is a list, whatever its kind, and creates what stands in it.
 */
export function objectsIn(document: JsonObject): readonly LocatedObject[] {
  if (!Array.isArray(document.items)) {
    return [{ object: document, path: [] }];
  }
  const itemKind = asString(document.kind)?.replace(/List$/, '');
  return document.items.flatMap((item, index) => {
    const object = isObject(item) && item.kind === undefined ? { apiVersion: document.apiVersion, kind: itemKind, ...item } : item;
    return isObject(object) ? [{ object, path: ['items', index] }] : [];
  });
}
