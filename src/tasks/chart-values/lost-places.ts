import { ChartAssessment } from './chart/assessment';
import { leavesOf, pathKey } from './choose/values';
import { Want, wantsOf } from './choose/wants';
import { OwnValues } from './report/own-values';
import { valuePlaceText } from './report/values-text';
import { Arrival } from './trace/marks';
import { ValuePlace } from './trace/places';
import { groupBy } from '../../formats/manifest/group-by';
import { JsonObject } from '../../formats/manifest/json';

/**
 * The pods and containers that a value of this command was written for, and where it does not arrive any more, although it does elsewhere.
 * Where something else sets the field now, nothing is lost.
 *
 * @returns a line for each value
 */
export function lostPlaces(
  values: JsonObject, own: OwnValues, arrivals: readonly Arrival[], { objects, workloads }: ChartAssessment,
): readonly string[] {
  const titles = new Map(objects.map(({ key, title }) => [key, title]));
  const arrived = groupBy(arrivals, ({ mark: { candidate, field } }) => pathKey([...candidate.path, ...field.keys]));
  const open = new Set(wantsOf(workloads).flatMap((want) => ownersOf(want).map((place) => `${want.place.field} ${valuePlaceText(place, titles)}`)));
  return leavesOf(values).flatMap((path) => {
    const here = arrived.get(pathKey(path)) ?? [];
    const now = new Set(here.map(({ place }) => valuePlaceText(place, titles)));
    const lost = here.length === 0 ? []
      : (own.get(pathKey(path))?.places ?? []).filter((text) => !now.has(text) && open.has(`${here[0].mark.field.field} ${text}`));
    return lost.length === 0 ? [] : [`${path.join('.')}: no longer arrives at ${lost.join(', ')}`];
  });
}

/** The container itself, and the pod that it would inherit the field from. */
function ownersOf({ place }: Want): readonly ValuePlace[] {
  return place.container === undefined ? [place] : [place, { ...place, container: undefined }];
}
