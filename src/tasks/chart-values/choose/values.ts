import { Setting } from './choose';
import { asArray, isObject, isSameJson, JsonObject, read } from '../../../formats/manifest/json';
import { ValuePath } from '../chart/chart';
import { isSwitch, setValue } from '../trace/marks';

/** A line of a values file with a value, and why it is there. */
export interface ValueLine {
  readonly path: ValuePath;
  readonly value: unknown;
  /** Absent if the value switches on a map that other values fill. */
  readonly setting?: Setting;
  /** The chart's content of the map that it switches on. */
  readonly switchedOn?: JsonObject;
}

/** The lines of a values file, without values that equal the chart's own. */
export function valueLines(settings: readonly Setting[]): readonly ValueLine[] {
  const lines = new Map<string, ValueLine>();
  for (const setting of settings) {
    const { mark: { candidate: { path, value: before }, field }, value } = setting;
    const own = read(before, field.keys);
    if (isSwitch(before) && (before as JsonObject).enabled === false) {
      const at = [...path, 'enabled'];
      lines.set(JSON.stringify(at), { path: at, value: true, switchedOn: before as JsonObject });
    }
    const written = field.mark === 'volume' || field.mark === 'mount' ? [...asArray(own), ...asArray(value)] : value ?? (field.mark === 'list' ? [] : null);
    if (!isSameJson(own, written)) {
      const at = [...path, ...field.keys];
      lines.set(JSON.stringify(at), { path: at, value: written, setting });
    }
  }
  return [...lines.values()].sort((a, b) => JSON.stringify(a.path) < JSON.stringify(b.path) ? -1 : 1);
}

/** The paths of all values that are not maps. */
export function leavesOf(values: JsonObject, path: ValuePath = []): readonly ValuePath[] {
  return Object.entries(values).flatMap(([key, value]) => isObject(value) ? leavesOf(value, [...path, key]) : [[...path, key]]);
}

/** The same text for the same path. */
export function pathKey(path: ValuePath): string {
  return JSON.stringify(path);
}

/** The same as values. */
export function valuesOf(lines: readonly ValueLine[]): JsonObject {
  const values: JsonObject = {};
  lines.forEach(({ path, value }) => setValue(values, path, value));
  return values;
}
