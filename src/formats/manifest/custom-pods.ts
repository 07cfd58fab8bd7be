import { asArray, asObject, asString, isAbsent, isObject, JsonObject, Path, read } from './json';
import { Aliases, ContainerList, ContainerView, PartContainer, PartialPodSpec, PodView } from './pod';

/**
 * The places of pods in a custom resource, as dotted paths. A star stands for every element of a list or map.
 *
 * A pod template (`metadata` and a complete pod spec in `spec`) only needs `at`. With `part`, the object at `at` has some fields of a pod
 * spec, from which its operator creates pods.
 */
export interface CustomPods {
  /** The path of the pod template, or of the object in its place. Other paths are relative to it unless stated otherwise. */
  readonly at: string;
  readonly part?: {
    /** The path of the object with fields of a pod spec; empty for the object at `at`. */
    readonly spec: string;
    /** The path of the object with the pods' annotations. */
    readonly metadata?: string;
    /** The paths of containers, with their lists. */
    readonly containers: { readonly [path: string]: ContainerList | MainContainer };
    /** The fields of the pod spec that have another name here. */
    readonly aliases?: Aliases;
    /** The fields of the pod spec that several pods share, unless this pod has its own value. */
    readonly shared?: SharedFields;
    /** The fields of a pod spec that an author can write here. Only these can count as missing. */
    readonly fields?: readonly string[];
    /** Paths from the root: the outer objects whose fields are the defaults of this object, nearest first. */
    readonly outer?: readonly string[];
    /** The path of the container whose fields are the defaults of the other containers. */
    readonly containerDefaults?: string;
    /** The fields of a container that have another name here, do not exist, or are filled in by the operator. */
    readonly renamed?: readonly string[];
    /** Whether the operator defines the container, and the author can only set its image. */
    readonly isOnlyImage?: boolean;
    /** Fields that create or change pods in a way that no control can evaluate. */
    readonly unevaluated?: readonly string[];
  };
}

/** Fields outside pods, with the paths from the root that can have them. The first existing path counts. */
export interface SharedFields {
  readonly [field: string]: readonly Path[];
}

/** A container whose fields are mixed with other fields. Some fields have another name, or are in a place that containers share. */
export interface MainContainer {
  readonly list: ContainerList;
  /** The name that the operator gives to the container. */
  readonly name?: string;
  readonly aliases?: Aliases;
  readonly shared?: SharedFields;
}

interface Located<T> {
  readonly value: T;
  readonly path: Path;
}

/**
 * The pods in a custom resource, complete or in part.
 *
 * @param claims the names of the resource's volumeClaimTemplates
 */
export function customPodsOf(manifest: JsonObject, places: readonly CustomPods[], base: Path, claims: readonly string[]): PodView[] {
  const root = { value: manifest, path: base };
  return places.flatMap(({ at, part }) =>
    objectsAt(root, at).filter(({ value }) => !part?.isOnlyImage || typeof value.image === 'string')
      .map((holder) => part ? partAt(root, holder, part) : templateAt(holder, claims)));
}

/** The values of a custom resource that create or change pods in a way that no control can evaluate. */
export function unevaluatedIn(manifest: JsonObject, places: readonly CustomPods[]): readonly Located<unknown>[] {
  return places.flatMap(({ at, part }) => objectsAt({ value: manifest, path: [] }, at)
    .flatMap((holder) => (part?.unevaluated ?? []).flatMap((place) => valuesAt(holder, place)))
    .filter(({ value }) => !isAbsent(value) && value !== false && value !== ''));
}

function templateAt({ value, path }: Located<JsonObject>, claims: readonly string[]): PodView {
  return new PodView(asObject(value.spec), [...path, 'spec'], asObject(value.metadata), [...path, 'metadata'], claims);
}

function partAt(root: Located<JsonObject>, holder: Located<JsonObject>, part: NonNullable<CustomPods['part']>): PodView {
  const spec = valuesAt(holder, part.spec)[0];
  const metadata = valuesAt(holder, part.metadata ?? '')[0];
  const containers = Object.entries(part.containers).flatMap(([place, kind]) =>
    objectsAt(holder, place).map((located) => containerAt(root, located, typeof kind === 'string' ? { list: kind } : kind)));
  const { json, shared } = withShared(root, aliased(asObject(spec.value), part.aliases), part.shared);
  return new PodView(
    json,
    spec.path,
    part.metadata === undefined ? {} : asObject(metadata.value),
    metadata.path,
    containers.flatMap((container) => mountedNames(container.json)),
    {
      containers,
      fields: part.fields ?? [],
      outer: (part.outer ?? []).flatMap((place) => objectsAt(root, place)).map(({ value, path }) => ({ json: value, path })),
      containerDefaults: part.containerDefaults === undefined ? undefined : objectsAt(holder, part.containerDefaults)[0]?.value,
      renamed: part.renamed ?? [],
      aliases: part.aliases,
      shared,
      isOnlyImage: part.isOnlyImage === true,
      annotated: part.metadata !== undefined,
    },
  );
}

function containerAt(
  root: Located<JsonObject>, { value, path }: Located<JsonObject>, { list, name, aliases, shared: places }: MainContainer,
): PartContainer {
  const { json, shared } = withShared(root, aliased(value, aliases), places);
  return { json: name === undefined || !isAbsent(json.name) ? json : { ...json, name }, path, list, aliases, shared };
}

/** The object with its shared fields, and the paths of these fields. */
function withShared(
  { value, path }: Located<JsonObject>,
  json: JsonObject,
  places: SharedFields = {},
): Pick<PartContainer, 'json' | 'shared'> {
  const shared = Object.entries(places).filter(([field]) => isAbsent(json[field])).flatMap(([field, paths]) => {
    const found = paths.find((each) => !isAbsent(read(value, each)));
    return found ? [{ field, value: read(value, found), path: [...path, ...found] }] : [];
  });
  return shared.length === 0 ? { json } : {
    json: { ...json, ...Object.fromEntries(shared.map((each) => [each.field, each.value])) },
    shared: Object.fromEntries(shared.map((each) => [each.field, each.path])),
  };
}

/** The object with the field names of a pod. */
function aliased(json: JsonObject, aliases: Aliases | undefined): JsonObject {
  return aliases === undefined ? json : {
    ...json,
    ...Object.fromEntries(Object.entries(aliases)
      .map(([field, alias]) => [field, alias === undefined ? undefined : read(json, alias.split('.'))])),
  };
}

/** The names of the volumes that a container mounts. Undeclared volumes come from the operator, or from an outer object. */
function mountedNames(container: JsonObject): readonly string[] {
  return [...asArray(container.volumeMounts), ...asArray(container.volumeDevices)].flatMap((mount) => asString(asObject(mount).name) ?? []);
}

function objectsAt(root: Located<unknown>, place: string): readonly Located<JsonObject>[] {
  return valuesAt(root, place).filter((located): located is Located<JsonObject> => isObject(located.value));
}

function valuesAt(root: Located<unknown>, place: string): readonly Located<unknown>[] {
  let found = [root];
  for (const step of place === '' ? [] : place.split('.')) {
    found = found.flatMap(({ value, path }) => step === '*'
      ? elementsOf(value).map(([key, element]) => ({ value: element, path: [...path, key] }))
      : [{ value: read(value, [step]), path: [...path, step] }]);
  }
  return found;
}

function elementsOf(value: unknown): readonly (readonly [string | number, unknown])[] {
  return isObject(value) ? Object.entries(value) : [...asArray(value).entries()];
}

/** A path and its content. */
interface Place {
  readonly container?: string;
  readonly path: Path;
  readonly value: unknown;
}

/**
 * The violations that count for a pod that a custom resource describes only in part. A wrong value always counts. A missing field counts if
 * the author could have written it, and if outer objects do not have it either. It does not count if the operator fills it in.
 */
export function attributeToAuthor<T extends Place>(pod: PodView, part: PartialPodSpec, violations: readonly T[]): readonly T[] {
  const containers = new Map(pod.containers.map((container) => [JSON.stringify(container.path), container]));
  return violations.flatMap((violation) => {
    const container = innermost(pod, containers, violation);
    if (container) {
      const place = violation.path.slice(container.path.length);
      const counts = !isAbsent(violation.value) || mustBeSet(part, container.json, place);
      return counts ? atAuthors(violation, container.path.length, part.containers[container.index]) : [];
    }
    const settled = isAbsent(violation.value) ? settleInPod(pod, part, violation) : violation;
    return settled ? atAuthors(settled, pod.path.length, part) : [];
  });
}

/** The innermost container with the path, because a container may be inside the JSON of another one, and share its path with the pod. */
function innermost(
  pod: PodView,
  containers: ReadonlyMap<string, ContainerView>,
  { path, container: name }: Place,
): ContainerView | undefined {
  for (let length = path.length; length > 0; length--) {
    const container = containers.get(JSON.stringify(path.slice(0, length)));
    if (container && (length > pod.path.length || name !== undefined)) {
      return container;
    }
  }
  return undefined;
}

/** The violation at the path where its author finds the field; an empty list if the field does not exist in the resource. */
function atAuthors<T extends Place>(
  violation: T,
  depth: number,
  { aliases, shared }: Pick<PartContainer, 'aliases' | 'shared'>,
): T | readonly T[] {
  const field = String(violation.path[depth]);
  if (shared && Object.hasOwn(shared, field)) {
    return { ...violation, path: [...shared[field], ...violation.path.slice(depth + 1)] };
  }
  if (!aliases || !(field in aliases)) {
    return violation;
  }
  const alias = aliases[field];
  return alias === undefined
    ? []
    : { ...violation, path: [...violation.path.slice(0, depth), ...alias.split('.'), ...violation.path.slice(depth + 1)] };
}

/** A missing field of the pod, at the outer object that has it; undefined if it does not count. */
function settleInPod<T extends Place>(pod: PodView, part: PartialPodSpec, violation: T): T | undefined {
  const place = violation.path.slice(pod.path.length);
  const [field] = place;
  if (!isAbsent(pod.json[field])) {
    return violation;
  }
  const outer = part.outer.find(({ json }) => !isAbsent(json[field]));
  if (outer) {
    // Pods inherit the security context of the outer object. Its other fields are evaluated at their own path.
    return field === 'securityContext' ? { ...violation, path: [...outer.path, ...place], value: read(outer.json, place) } : undefined;
  }
  return pod.containers.length > 0 && part.fields.includes(String(field)) ? violation : undefined;
}

/** Whether the author must set a missing field of a container. A container without an image is merged into a container of the operator. */
function mustBeSet({ containerDefaults, renamed }: PartialPodSpec, container: JsonObject, place: Path): boolean {
  return container !== containerDefaults
    && !isAbsent(container.image ?? containerDefaults?.image)
    && isAbsent(read(containerDefaults, place))
    && !renamed.includes(String(place[0]));
}
