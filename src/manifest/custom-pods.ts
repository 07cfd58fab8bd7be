import { asArray, asObject, asString, isAbsent, isObject, JsonObject, Path, read } from './json';
import { Aliases, ContainerList, ContainerView, PartContainer, PodPart, PodView } from './pod';

/**
 * Where a custom resource keeps pods, as dotted paths; a star stands for every element of a list or a map.
 *
 * A pod template (`metadata` and `spec`, the latter a whole pod spec) needs nothing but `at`. Whatever else is given makes
 * it a part: an object that holds some fields of a pod spec, of which its operator makes pods.
 */
export interface CustomPods {
  /** Where the pod template stands, or what stands for one; the other paths start here unless they say otherwise. */
  readonly at: string;
  readonly part?: {
    /** The object that holds fields of a pod spec; empty where it is the one at `at`. */
    readonly spec: string;
    /** The object that holds the pods' annotations. */
    readonly metadata?: string;
    /** Where containers stand, and what sort they are. */
    readonly containers: { readonly [path: string]: ContainerList | MainContainer };
    /** The fields of the pod spec that have another name here. */
    readonly aliases?: Aliases;
    /** The fields of a pod spec that an author can write there, so that a missing one is the author's. */
    readonly fields?: readonly string[];
    /** From the root: the objects whose fields count where this one has none, nearest first. */
    readonly outer?: readonly string[];
    /** The container whose fields count where another has none. */
    readonly containerDefaults?: string;
    /** The fields of a container that have another name there, do not exist, or are the operator's to fill in. */
    readonly renamed?: readonly string[];
    /** What makes or changes pods in a way that no control can read. */
    readonly unevaluated?: readonly string[];
  };
}

/** A container whose fields are among others, where each kind has one: it needs no name there, and some fields have another. */
export interface MainContainer {
  readonly list: ContainerList;
  readonly name: string;
  readonly aliases?: Aliases;
}

interface Located<T> {
  readonly value: T;
  readonly path: Path;
}

/**
 * The pods, and the parts of pods, that a custom resource holds.
 *
 * @param claims the names of the resource's volumeClaimTemplates
 */
export function customPodsOf(manifest: JsonObject, places: readonly CustomPods[], base: Path, claims: readonly string[]): PodView[] {
  const root = { value: manifest, path: base };
  return places.flatMap(({ at, part }) =>
    objectsAt(root, at).map((holder) => part ? partAt(root, holder, part) : templateAt(holder, claims)));
}

/** What a custom resource holds that makes or changes pods in a way that no control can read. */
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
    objectsAt(holder, place).map((located) => containerAt(located, typeof kind === 'string' ? { list: kind } : kind)));
  return new PodView(
    aliased(asObject(spec.value), part.aliases),
    spec.path,
    part.metadata === undefined ? {} : asObject(metadata.value),
    metadata.path,
    containers.flatMap(({ json }) => mountedNames(json)),
    {
      containers,
      fields: part.fields ?? [],
      outer: (part.outer ?? []).flatMap((place) => objectsAt(root, place)).map(({ value, path }) => ({ json: value, path })),
      containerDefaults: part.containerDefaults === undefined ? undefined : objectsAt(holder, part.containerDefaults)[0]?.value,
      renamed: part.renamed ?? [],
      aliases: part.aliases,
      annotated: part.metadata !== undefined,
    },
  );
}

function containerAt({ value, path }: Located<JsonObject>, { list, name, aliases }: Partial<MainContainer> & Pick<MainContainer, 'list'>): PartContainer {
  const json = aliased(value, aliases);
  return { json: name === undefined || !isAbsent(json.name) ? json : { ...json, name }, path, list, aliases };
}

/** The object with each field under the name that it has in a pod. */
function aliased(json: JsonObject, aliases: Aliases | undefined): JsonObject {
  return aliases === undefined ? json : {
    ...json,
    ...Object.fromEntries(Object.entries(aliases).map(([field, alias]) => [field, alias === undefined ? undefined : read(json, alias.split('.'))])),
  };
}

/** The volumes that a container mounts. Those that its part of a pod does not declare come from the operator, or from further out. */
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

/** A place, and what stands there. */
interface Place {
  readonly container?: string;
  readonly path: Path;
  readonly value: unknown;
}

/**
 * What violations in a part of a pod come to. A value that is there counts as in any pod. A missing field counts where the
 * author could have written it, and is looked for further out; it does not where it is the operator's to fill in.
 */
export function settle<T extends Place>(pod: PodView, part: PodPart, violations: readonly T[]): readonly T[] {
  const containers = new Map(pod.containers.map((container) => [JSON.stringify(container.path), container]));
  return violations.flatMap((violation) => {
    const container = innermost(pod, containers, violation);
    if (container) {
      const place = violation.path.slice(container.path.length);
      const counts = !isAbsent(violation.value) || isOwn(part, container.json, place);
      return counts ? atAlias(violation, container.path.length, part.containers[container.index].aliases) : [];
    }
    const settled = isAbsent(violation.value) ? settleInPod(pod, part, violation) : violation;
    return settled ? atAlias(settled, pod.path.length, part.aliases) : [];
  });
}

/** A container may stand within another one's JSON, and share its place with the pod. */
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

/** The violation where its author finds the field; none if the field does not exist. */
function atAlias<T extends Place>(violation: T, depth: number, aliases: Aliases | undefined): T | readonly T[] {
  const field = String(violation.path[depth]);
  if (!aliases || !(field in aliases)) {
    return violation;
  }
  const alias = aliases[field];
  return alias === undefined ? [] : { ...violation, path: [...violation.path.slice(0, depth), ...alias.split('.'), ...violation.path.slice(depth + 1)] };
}

function settleInPod<T extends Place>(pod: PodView, part: PodPart, violation: T): T | undefined {
  const place = violation.path.slice(pod.path.length);
  const [field] = place;
  if (!isAbsent(pod.json[field])) {
    return violation;
  }
  const outer = part.outer.find(({ json }) => !isAbsent(json[field]));
  if (outer) {
    // Of what stands further out, pods inherit the security context; the rest is evaluated where it is.
    return field === 'securityContext' ? { ...violation, path: [...outer.path, ...place], value: read(outer.json, place) } : undefined;
  }
  return pod.containers.length > 0 && part.fields.includes(String(field)) ? violation : undefined;
}

/** Whether a field that a container lacks is its author's to write. One without an image is merged into one of the operator's. */
function isOwn({ containerDefaults, renamed }: PodPart, container: JsonObject, place: Path): boolean {
  return container !== containerDefaults
    && !isAbsent(container.image ?? containerDefaults?.image)
    && isAbsent(read(containerDefaults, place))
    && !renamed.includes(String(place[0]));
}
