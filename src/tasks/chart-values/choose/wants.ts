import { isAbsent, isSameJson, read } from '../../../formats/manifest/json';
import { ContainerView, PodView } from '../../../formats/manifest/pod';
import { AssessedWorkload } from '../chart/assessment';
import { CANDIDATE_KINDS, CandidateKind } from '../trace/candidates';
import { IMAGE, INHERITED, VALUE_FIELDS } from '../trace/fields';
import { containerKey, ValuePlace, placeKey, wholePods } from '../trace/places';

/** A field that hardening gives a value. An inherited field is a want of each container that lacks it. */
export interface Want {
  readonly place: ValuePlace;
  /** The value; undefined if the field is removed. For volumes and mounts, the added elements. */
  readonly value: unknown;
  /** Whether the value must be at the place itself, because an inherited one does not count. Default: false. */
  readonly mustBeOwn?: boolean;
}

const FIELDS = [...new Map(Object.values(VALUE_FIELDS).flat().map((field) => [field.field, field])).values()];
const LISTS = FIELDS.filter(({ mark }) => mark === 'volume' || mark === 'mount');
const SCALARS = FIELDS.filter((field) => !LISTS.includes(field));

/** The changes by hardening in fields that values can set. */
export function wantsOf(workloads: readonly AssessedWorkload[]): readonly Want[] {
  return workloads.flatMap(({ rendered, hardened }) => wholePods(rendered).flatMap(({ pod, index }) => {
    const after = hardened.pods[index];
    const at = { workload: rendered.key, pod: index };
    const inContainer = (container: ContainerView) => ({ ...at, container: containerKey(container) });
    return [
      ...SCALARS.filter(({ field, levels }) => levels.some((level) => level === 'pod') && !INHERITED.has(field))
        .flatMap(({ field }) => wantAt({ ...at, field }, valueAt(pod, field), valueAt(after, field))),
      ...addedTo({ ...at, field: 'volumes' }, pod.volumes, after.volumes),
      ...wantedContainers(pod, after).flatMap(([before, container]) => [
        ...SCALARS.filter(({ levels }) => levels.some((level) => level === 'container'))
          .flatMap(({ field }) => wantAt({ ...inContainer(before), field }, effective(before, field), effective(container, field))),
        ...addedTo({ ...inContainer(before), field: 'volumeMounts' }, before.volumeMounts, container.volumeMounts),
      ]),
    ];
  }));
}

/**
 * The kinds of values that can replace a change by hardening; none if hardening changes nothing. Security contexts are always among them,
 * because they also show why no value reaches a field.
 */
export function wantedKinds(workloads: readonly AssessedWorkload[]): ReadonlySet<CandidateKind> {
  if (workloads.every(({ rendered, hardened }) => isSameJson(rendered.object, hardened.object))) {
    return new Set();
  }
  const fields = new Set(wantsOf(workloads).map(({ place }) => place.field));
  return new Set(CANDIDATE_KINDS.filter((kind) => kind === 'context' || VALUE_FIELDS[kind].some(({ field }) => fields.has(field))));
}

/** The value of a field of a pod or a container, without inherited values. For an image, only its digest. */
export function valueAt(owner: PodView | ContainerView, field: string): unknown {
  const value = read(owner.json, field.split('.'));
  if (value === null) {
    return undefined;
  }
  return field === IMAGE ? digestOf(value) : value;
}

/** The effective value for a container: its own, or the inherited value of its pod. */
export function effective(container: ContainerView, field: string): unknown {
  const own = valueAt(container, field);
  return own === undefined && INHERITED.has(field) ? valueAt(container.pod, field) : own;
}

/** The same containers before and after hardening. */
export function wantedContainers(before: PodView, after: PodView): readonly (readonly [ContainerView, ContainerView])[] {
  const byKey = new Map(after.containers.map((container) => [containerKey(container), container]));
  return before.containers.flatMap((container) => {
    const same = byKey.get(containerKey(container));
    return same ? [[container, same] as const] : [];
  });
}

function digestOf(image: unknown): string | undefined {
  return typeof image === 'string' ? /@(sha256:[\da-f]+)$/.exec(image)?.[1] : undefined;
}

function wantAt(place: ValuePlace, before: unknown, after: unknown): readonly Want[] {
  return isSameJson(before, after) || (isAbsent(before) && isAbsent(after)) ? [] : [{ place, value: after }];
}

function addedTo(place: ValuePlace, before: readonly unknown[], after: readonly unknown[]): readonly Want[] {
  const added = after.filter((each) => !before.some((own) => isSameJson(own, each)));
  return added.length === 0 || after.length - added.length < before.length ? [] : [{ place, value: added }];
}

export function wantKey({ place }: Want): string {
  return placeKey(place);
}
