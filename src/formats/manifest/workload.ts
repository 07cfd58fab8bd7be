import { customPodsOf, unevaluatedIn } from './custom-pods';
import { CUSTOM_WORKLOADS } from './custom-workloads';
import { asArray, asObject, asString, isObject, JsonObject, Path, read } from './json';
import { ContainerList, PodView } from './pod';

/** The path of the pod template, which has `metadata` and `spec`, in each Kubernetes kind that creates pods. */
export const POD_TEMPLATES: { readonly [groupKind: string]: Path } = {
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

/** Kinds whose pods the API server does not let change. */
export const FIXED_PODS: ReadonlySet<string> = new Set(['/Pod', 'batch/Job']);

/** Group and kind of all known kinds that create pods. */
export const WORKLOAD_KINDS: readonly string[] = [...Object.keys(POD_TEMPLATES), ...Object.keys(CUSTOM_WORKLOADS)];

/** The API group of an apiVersion; the core group is empty. */
export function groupOf(apiVersion: unknown): string {
  const text = asString(apiVersion) ?? '';
  const slash = text.indexOf('/');
  return slash < 0 ? '' : text.slice(0, slash);
}

/** Group and kind as one text, the key of this library's tables: `apps/Deployment`, `/Pod`. */
export function groupKind(manifest: JsonObject): string {
  return `${groupOf(manifest.apiVersion)}/${asString(manifest.kind) ?? ''}`;
}

/**
 * The name of an object. For `generateName`, it is the prefix with a star, such as `db-migrate-*`: the star is not valid in a name, so the
 * text stands for all objects that are created from this manifest. Empty if the object has neither field; the API server refuses it.
 */
export function objectName({ metadata }: JsonObject): string {
  const { name, generateName } = asObject(metadata);
  return asString(name) || (asString(generateName) ? `${asString(generateName)}*` : '');
}

/** The pods that a manifest creates: one pod for a Kubernetes workload, all pods of a custom resource, none for other objects. */
export function podsOf(manifest: JsonObject, base: Path = []): readonly PodView[] {
  const kind = groupKind(manifest);
  const template = POD_TEMPLATES[kind];
  if (template) {
    return [podAt(manifest, template, base)];
  }
  const places = CUSTOM_WORKLOADS[kind];
  return places ? customPodsOf(manifest, places, base, claimTemplates(manifest)) : [];
}

/** The values of a known workload that create or change its pods in a way that no control can evaluate. */
export function unevaluatedInWorkload(manifest: JsonObject): ReturnType<typeof unevaluatedIn> {
  return unevaluatedIn(manifest, CUSTOM_WORKLOADS[groupKind(manifest)] ?? []);
}

function podAt(manifest: JsonObject, template: Path, base: Path): PodView {
  const holder = asObject(read(manifest, template));
  const path = [...base, ...template];
  const owner = { json: manifest, path: base };
  return new PodView(
    asObject(holder.spec), [...path, 'spec'], asObject(holder.metadata), [...path, 'metadata'], claimTemplates(manifest), undefined, owner,
  );
}

function claimTemplates(manifest: JsonObject): readonly string[] {
  const templates = asArray(asObject(manifest.spec).volumeClaimTemplates);
  return templates.map((template) => asString(asObject(asObject(template).metadata).name) ?? '');
}

/** One Kubernetes object and its path in its document. */
export interface LocatedObject {
  readonly object: JsonObject;
  readonly path: Path;
}

/**
 * The objects that kubectl creates from a document. kubectl treats any object with a top-level `items` array as a list and creates its
 * items. Other tools go by the kind and create the object itself. The result has both, unless the kind ends in `List`.
 */
export function objectsIn(document: JsonObject): readonly LocatedObject[] {
  const { items, ...rest } = document;
  if (!Array.isArray(items)) {
    return [{ object: document, path: [] }];
  }
  const kind = asString(document.kind) ?? '';
  const own = kind.endsWith('List') ? [] : [{ object: rest, path: [] }];
  return [
    ...own,
    ...items.flatMap((item, index) => isObject(item) ? [{ object: typed(item, document, kind), path: ['items', index] }] : []),
  ];
}

/** The names of containers, by their list in the pod. */
export type ContainerNames = { readonly [list in ContainerList]?: ReadonlySet<string> };

/** The names of all named containers in the pods of manifests. */
export function containersIn(manifests: readonly JsonObject[]): ContainerNames {
  const names: { [list in ContainerList]?: Set<string> } = {};
  const pods = manifests.flatMap(objectsIn).flatMap(({ object }) => podsOf(object));
  for (const { list, name } of pods.flatMap(({ containers }) => containers).filter(({ hasName }) => hasName)) {
    (names[list] ??= new Set()).add(name);
  }
  return names;
}

/** The index of the first item without apiVersion and kind that cannot inherit them from its list: kubectl refuses the whole list. */
export function unreadableItem(document: JsonObject): number | undefined {
  const index = asArray(document.items).findIndex((item) => {
    const { apiVersion, kind } = isObject(item) ? typed(item, document, asString(document.kind) ?? '') : {} as JsonObject;
    return !asString(apiVersion) || !asString(kind);
  });
  return index < 0 ? undefined : index;
}

/** An item of a typed list, such as `PodList`, can omit its kind. */
function typed(item: JsonObject, { apiVersion }: JsonObject, listKind: string): JsonObject {
  return asString(item.kind) || asString(item.apiVersion) ? item : { ...item, apiVersion, kind: listKind.replace(/List$/, '') };
}
