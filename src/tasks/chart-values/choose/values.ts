import { Setting } from './choose';
import { asArray, isObject, isSameJson, JsonObject, read } from '../../../formats/manifest/json';
import { ValuePath } from '../chart/chart';
import { isSwitchValue, setValue } from '../trace/marks';

/** A line of a values file with a value, and why it is there. */
export interface ValueLine {
  readonly path: ValuePath;
  readonly value: unknown;
  /** Absent if the value switches on a map that other values fill. */
  readonly setting?: Setting;
  /** The content of the switched-on map in the chart, without values that other lines replace. */
  readonly switchedOn?: JsonObject;
}

/** The lines of a values file. Values that are equal to the chart's own are left out. */
export function valueLines(settings: readonly Setting[]): readonly ValueLine[] {
  const lines = new Map<string, ValueLine>();
  for (const setting of settings) {
    const { mark: { candidate: { path, value: before }, field }, value } = setting;
    const own = read(before, field.keys);
    if (isSwitchValue(before) && (before as JsonObject).enabled === false) {
      const at = [...path, 'enabled'];
      lines.set(JSON.stringify(at), { path: at, value: true, switchedOn: before as JsonObject });
    }
    const written = field.mark === 'volume' || field.mark === 'mount'
      ? [...asArray(own), ...asArray(value)]
      : value ?? (field.mark === 'list' ? [] : null);
    if (!isSameJson(own, written)) {
      const at = [...path, ...field.keys];
      lines.set(JSON.stringify(at), { path: at, value: written, setting });
    }
  }
  const written = [...lines.values()];
  const shown = written.map((line) => line.switchedOn === undefined ? line
    : { ...line, switchedOn: unwritten(line.switchedOn, line.path.slice(0, -1), written) });
  return shown.sort((a, b) => JSON.stringify(a.path) < JSON.stringify(b.path) ? -1 : 1);
}

/** The part of a map that no line replaces. */
function unwritten(map: JsonObject, at: ValuePath, lines: readonly ValueLine[]): JsonObject {
  const keys = new Set(lines.filter(({ path }) => isSameJson(path.slice(0, at.length), at)).map(({ path }) => path[at.length]));
  return Object.fromEntries(Object.entries(map).filter(([key]) => !keys.has(key)));
}

/** The paths of all values that are not maps. */
export function leavesOf(values: JsonObject, path: ValuePath = []): readonly ValuePath[] {
  return Object.entries(values).flatMap(([key, value]) => isObject(value) ? leavesOf(value, [...path, key]) : [[...path, key]]);
}

/** A path as a text, to use it as a key. */
export function pathKey(path: ValuePath): string {
  return JSON.stringify(path);
}

/** The lines as a map of values. */
export function valuesOf(lines: readonly ValueLine[]): JsonObject {
  const values: JsonObject = {};
  lines.forEach(({ path, value }) => setValue(values, path, value));
  return values;
}
