import { ValueCandidate } from './candidates';
import { ValueField, VALUE_FIELDS } from './fields';
import { eachLeaf, ValuePlace, placeKey } from './places';
import { asArray, isObject, JsonObject, read } from '../../../formats/manifest/json';
import { ValuePath } from '../chart/chart';
import { ChartObject } from '../chart/rendered';

/** A field of a value, with its mark. The value arrives at each place where the rendering has the mark. */
export interface ValueMark {
  readonly candidate: ValueCandidate;
  readonly field: ValueField;
  readonly id: number;
}

/** A field of a value, and a place at which it arrives. */
export interface Arrival {
  readonly mark: ValueMark;
  readonly place: ValuePlace;
}

/** The first mark. Marks stay below a million, because Helm prints larger numbers as 1e+06. */
const FIRST_ID = 100_001;

/** A mark for every field of every value. */
export function marksFor(candidates: readonly ValueCandidate[]): readonly ValueMark[] {
  let id = FIRST_ID;
  return candidates.flatMap((candidate) => VALUE_FIELDS[candidate.kind]
    .filter(({ keys, onlyIfSet }) => !onlyIfSet || read(candidate.value, keys) !== undefined)
    .map((field) => ({ candidate, field, id: id++ })));
}

/**
 * Values that carry the marks.
 *
 * @param switchesOn whether to set `enabled` in maps that have no effect without it
 */
export function markedValues(marks: readonly ValueMark[], switchesOn: boolean): JsonObject {
  const values: JsonObject = {};
  for (const mark of marks) {
    const { candidate: { path, value }, field } = mark;
    if (switchesOn && isSwitchValue(value)) {
      setValue(values, [...path, 'enabled'], true);
    }
    setValue(values, [...path, ...field.keys], markerFor(mark));
  }
  return values;
}

/** The value of a mark, from the root of the values: `server.securityContext.runAsNonRoot`. */
export function valueName({ candidate, field }: ValueMark): string {
  return [...candidate.path, ...field.keys].join('.');
}

/** The mark that reaches each place, by `placeKey`. Of several marks, the last mark counts. */
export function reachedPlaces(arrivals: readonly Arrival[]): ReadonlyMap<string, ValueMark> {
  return new Map(arrivals.map(({ mark, place }) => [placeKey(place), mark]));
}

/** The places at which marks arrived, in the order of marks and objects. */
export function arrivalsOf(marks: readonly ValueMark[], objects: readonly ChartObject[]): readonly Arrival[] {
  const byId = new Map(marks.map((mark) => [mark.id, mark]));
  const arrivals = new Map<string, Arrival>();
  for (const object of objects) {
    eachLeaf(object, (value, place) => {
      const mark = byId.get(typeof value === 'number' ? value : idIn(value));
      if (mark) {
        arrivals.set(`${mark.id} ${placeKey(place)}`, { mark, place });
      }
    });
  }
  return [...arrivals.values()].sort((a, b) => a.mark.id - b.mark.id);
}

/** Whether a map of the chart has an effect only if its `enabled` is true. */
export function isSwitchValue(value: unknown): boolean {
  return isObject(value) && typeof value.enabled === 'boolean';
}

/** Sets a value, and adds the missing maps on its path. */
export function setValue(values: JsonObject, path: ValuePath, value: unknown): void {
  let map = values;
  for (const key of path.slice(0, -1)) {
    const own = Object.hasOwn(map, key) ? map[key] : undefined;
    const next: JsonObject = isObject(own) ? own : {};
    Object.defineProperty(map, key, { value: next, enumerable: true, configurable: true, writable: true });
    map = next;
  }
  Object.defineProperty(map, path.at(-1)!, { value, enumerable: true, configurable: true, writable: true });
}

const MARKER = /^\/?m?(\d{6})$|@sha256:0{58}(\d{6})$/;

function idIn(value: string): number {
  const [, own, digest = own] = MARKER.exec(value) ?? [];
  return Number(digest);
}

/** The value that carries a mark. */
export function markerFor({ candidate: { value }, field: { mark }, id }: ValueMark): unknown {
  switch (mark) {
    case 'number': return id;
    case 'text': return `m${id}`;
    case 'digest': return `sha256:${String(id).padStart(64, '0')}`;
    case 'list': return [`m${id}`];
    case 'sysctl': return [{ name: `m${id}`, value: '0' }];
    case 'volume': return [...asArray(value), { name: `m${id}`, emptyDir: {} }];
    case 'mount': return [...asArray(value), { name: `m${id}`, mountPath: `/m${id}` }];
  }
}
