import { controlsOf } from './controls-of';
import { firstOf } from '../../../formats/manifest/first-of';
import { isArray, isObject, JsonObject } from '../../../formats/manifest/json';
import { indent, printLines } from '../../../formats/yaml/edit/print-block';
import { printScalar, printString } from '../../../formats/yaml/edit/print-scalar';
import { printable } from '../../reports/printable';
import { ChartAssessment } from '../chart/assessment';
import { ValuePath } from '../chart/chart';
import { Setting } from '../choose/choose';
import { ValueLine, valuesOf } from '../choose/values';
import { ValuePlace } from '../trace/places';

/** The beginning of each comment that explains a value. */
export const COMMENT = / # (?:closes |for |keeps |switches on )/;

/** The comment on a default of a template. */
export const KEPT = 'keeps the values that the chart sets while this map is empty';

const STYLE = { step: 2, dash: 0 };

/** The maximum number of workloads that a comment names. */
const MOST_NAMES = 3;

/** The lines of a values file, with a comment on each value: the findings that it closes, and its destination. */
export function valuesText(lines: readonly ValueLine[], before: ChartAssessment): string {
  const titles = new Map(before.objects.map(({ key, title }) => [key, title]));
  const comments = new Map(lines.map((line) => [JSON.stringify(line.path), commentOn(line, before, titles)]));
  return valueTextLines(valuesOf(lines), (path) => comments.get(JSON.stringify(path))).map((line) => `${line}\n`).join('');
}

/** The lines of values. A list of scalars takes a single line. */
export function valueTextLines(
  values: JsonObject, commentAt: (path: ValuePath) => string | undefined = () => undefined, path: ValuePath = [],
): readonly string[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const own = [...path, key];
    if (isObject(value) && Object.keys(value).length > 0) {
      return [`${printString(key)}:`, ...valueTextLines(value, commentAt, own).map((line) => indent(line, STYLE.step))];
    }
    const comment = commentAt(own);
    const behind = comment === undefined ? '' : ` # ${printable(comment)}`;
    const flow = isArray(value) ? flowOf(value) : printScalar(value);
    return flow !== undefined ? [`${printString(key)}: ${flow}${behind}`] : [`${printString(key)}:${behind}`, ...printLines(value, STYLE)!];
  });
}

function flowOf(list: readonly unknown[]): string | undefined {
  return list.some((each) => typeof each === 'object') ? undefined : `[${list.map(printScalar).join(', ')}]`;
}

function commentOn({ path, setting, switchedOn }: ValueLine, before: ChartAssessment, titles: ReadonlyMap<string, string>): string {
  if (!setting) {
    const others = switchedOn ?? {};
    const own = Object.keys(others).length === 0 ? '' : `, and so the values that the chart has in it: ${JSON.stringify(others)}`;
    return `switches on ${path.slice(0, -1).join('.')}${own}`;
  }
  const { closes, places, mark: { candidate } } = setting;
  return `${purposeText(closes, before)}: ${firstOf([...new Set(places.map((place) => valuePlaceText(place, titles)))], MOST_NAMES)}`
    + (candidate.isDocumented ? '' : '; only a template names this value: a later version may not have it');
}

function purposeText(closes: Setting['closes'], before: ChartAssessment): string {
  if (closes.length === 0) {
    return KEPT;
  }
  const controls = controlsOf(closes, before);
  if (controls.closes.length > 0) {
    return `closes ${controls.closes.join(', ')}`;
  }
  return closes.some(({ mustBeOwn }) => mustBeOwn)
    ? 'keeps the settings that apply while this map is off'
    : `for ${controls.fills.join(', ') || 'the image'}`;
}

/**
 * A pod or a container in a comment.
 *
 * @param titles of objects, by their keys
 */
export function valuePlaceText({ workload, container }: ValuePlace, titles: ReadonlyMap<string, string>): string {
  return `${titles.get(workload) ?? workload} (${container === undefined ? 'pod' : container.slice(container.indexOf('/') + 1)})`;
}
