import { customPodsOf, unjudgedIn } from './custom-pods';
import { CUSTOM_WORKLOADS } from './custom-workloads';
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

/** Group and kind of everything that makes pods and is known here. */
export const WORKLOAD_KINDS: readonly string[] = [...Object.keys(POD_TEMPLATES), ...Object.keys(CUSTOM_WORKLOADS)];

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

/**
 * The pods that a manifest makes: one for a workload of Kubernetes' own, all that stand in a custom one, none for what is no
 * workload.
 */
export function podsOf(manifest: JsonObject, base: Path = []): readonly PodView[] {
  const kind = groupKind(manifest);
  const template = POD_TEMPLATES[kind];
  if (template) {
    return [podAt(manifest, template, base)];
  }
  const places = CUSTOM_WORKLOADS[kind];
  return places ? customPodsOf(manifest, places, base, claimTemplates(manifest)) : [];
}

/** What a known workload holds that changes its pods in a way that no control can read; undefined for what is no known workload. */
export function unjudgedInWorkload(manifest: JsonObject): ReturnType<typeof unjudgedIn> | undefined {
  const kind = groupKind(manifest);
  const places = CUSTOM_WORKLOADS[kind];
  return places ? unjudgedIn(manifest, places) : POD_TEMPLATES[kind] && [];
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
