import { ChartObject } from './chart/rendered';
import { leavesOf, pathKey } from './choose/values';
import { Difference, differencesBetween } from './prove/differences';
import { OwnValues } from './report/own-values';
import { Arrival } from './trace/marks';
import { isSameOwner } from './trace/places';
import { isAbsent, JsonObject } from '../../formats/manifest/json';

/**
 * Templates may set defaults only while a map of values is empty, so values of this command hide them. These are the defaults that differ
 * from the values: the chart has changed them, or added them.
 *
 * @param bare the chart without the values
 * @param after the chart with the values
 * @returns a line for each
 */
export function hiddenDefaults(
  values: JsonObject, own: OwnValues, arrivals: readonly Arrival[], bare: readonly ChartObject[], after: readonly ChartObject[],
): readonly string[] {
  const written = new Set(leavesOf(values).map(pathKey));
  const changed = differencesBetween(bare, after).inPods.filter(({ before }) => !isAbsent(before));
  const lines = changed.flatMap((difference) => {
    const path = pathOf(difference, arrivals.filter(({ mark: { candidate } }) => wroteInto(candidate.path, own)));
    const isKept = path !== undefined && own.get(pathKey(path))?.isKept === true;
    return path !== undefined && (isKept || !written.has(pathKey(path))) ? [lineOf(path, difference)] : [];
  });
  return [...new Set(lines)];
}

/** Whether this command wrote a value into a map. */
function wroteInto(map: readonly string[], own: OwnValues): boolean {
  const start = pathKey(map).slice(0, -1);
  return [...own.keys()].some((key) => key.startsWith(start));
}

/** The path of the value that sets a field. Another value of the same map, which arrives at the same pod or container, shows the map. */
function pathOf({ place }: Difference, arrivals: readonly Arrival[]): readonly string[] | undefined {
  const [root, ...keys] = place.field.split('.');
  const arrival = arrivals.find(({ mark: { field }, place: other }) => isSameOwner(place, other)
    && field.keys.length > 0 && field.field.split('.')[0] === root);
  return arrival && keys.length > 0 ? [...arrival.mark.candidate.path, ...keys] : undefined;
}

function lineOf(path: readonly string[], { before, after }: Difference): string {
  const text = JSON.stringify(before);
  return isAbsent(after) ? `${path.join('.')}: the chart sets it to ${text} while its map is empty, and the values do not keep that`
    : `${path.join('.')}: keeps ${JSON.stringify(after)}, and the chart now sets it to ${text}`;
}
