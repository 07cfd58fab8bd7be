import { isObject, isSameJson, JsonObject } from '../../../formats/manifest/json';
import { ChartObject } from '../chart/rendered';
import { containerKey, ValuePlace, placeKey, wholePods } from '../trace/places';

const DIGEST = /^[\da-f]{32,128}$/i;

/** A field of a pod that differs between two renderings. */
export interface Difference {
  readonly place: ValuePlace;
  readonly before: unknown;
  readonly after: unknown;
}

/** The differences between the objects of two renderings. */
export interface Differences {
  /** The titles of objects that exist in only one of the renderings: `vanished` in the first, `appeared` in the second. */
  readonly vanished: readonly string[];
  readonly appeared: readonly string[];
  readonly inPods: readonly Difference[];
  /** The titles of objects with other differences. */
  readonly elsewhere: readonly string[];
}

/** Compares two renderings of a chart, field by field in pods. */
export function differencesBetween(before: readonly ChartObject[], after: readonly ChartObject[]): Differences {
  const byKey = new Map(after.map((object) => [object.key, object]));
  const keys = new Set(before.map(({ key }) => key));
  const pairs = before.flatMap((object) => {
    const same = byKey.get(object.key);
    return same && !isSameJson(object.object, same.object) ? [[object, same] as const] : [];
  });
  const inPods = pairs.flatMap(([one, other]) => differencesInPods(one, other));
  const known = new Set(inPods.map(({ place }) => place.workload));
  return {
    vanished: before.filter(({ key }) => !byKey.has(key)).map(({ title }) => title),
    appeared: after.filter(({ key }) => !keys.has(key)).map(({ title }) => title),
    inPods,
    elsewhere: pairs.filter(([{ key }]) => !known.has(key)).map(([{ title }]) => title),
  };
}

/** Leaves out the differences that two renderings with the same values have too, as in charts with random numbers. */
export function withoutChance(differences: Differences, chance: Differences): Differences {
  const random = new Set(chance.inPods.map(({ place }) => placeKey(place)));
  return {
    ...differences,
    inPods: differences.inPods.filter(({ place }) => !random.has(placeKey(place))),
    elsewhere: differences.elsewhere.filter((title) => !chance.elsewhere.includes(title)),
  };
}

/** Whether only a digest differs. Charts write the digest of a ConfigMap into an annotation, so that pods restart when it changes. */
export function isOnlyDigest({ place: { field }, before, after }: Difference): boolean {
  return field.startsWith('metadata.annotations.') && DIGEST.test(String(before)) && DIGEST.test(String(after));
}

/** The differences between the pods of two objects. */
export function differencesInPods(one: ChartObject, other: ChartObject): readonly Difference[] {
  const others = wholePods(other);
  return wholePods(one).flatMap(({ pod, index }) => {
    const at = { workload: one.key, pod: index };
    const same = others.find((each) => each.index === index)?.pod;
    const containers = new Map(same?.containers.map((container) => [containerKey(container), container]));
    return [
      ...fieldsOf(specOf(pod.json), specOf(same?.json), at),
      ...fieldsOf({ metadata: pod.metadata }, { metadata: same?.metadata }, at),
      ...pod.containers.flatMap((container) => fieldsOf(
        container.json, containers.get(containerKey(container))?.json, { ...at, container: containerKey(container) },
      )),
      ...pod.containers.length === containers.size
        ? []
        : [{ place: { ...at, field: 'containers' }, before: pod.containers.length, after: containers.size }],
    ];
  });
}

function specOf(spec: JsonObject = {}): JsonObject {
  const { initContainers: _, containers: __, ephemeralContainers: ___, ...rest } = spec;
  return rest;
}

function fieldsOf(before: unknown, after: unknown, at: Omit<ValuePlace, 'field'>, field = ''): readonly Difference[] {
  if (isSameJson(before, after)) {
    return [];
  }
  const isMap = (value: unknown) => value === undefined || value === null || isObject(value);
  if (isMap(before) && isMap(after) && (isObject(before) || isObject(after))) {
    const keys = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
    return [...keys].flatMap((key) => fieldsOf(
      (before as JsonObject | undefined)?.[key], (after as JsonObject | undefined)?.[key], at, field === '' ? key : `${field}.${key}`,
    ));
  }
  return [{ place: { ...at, field }, before, after }];
}
