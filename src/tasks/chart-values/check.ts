import { ChartAssessment } from './chart/assessment';
import { mergedValues, ValuePath } from './chart/chart';
import { singleLine } from './chart/render';
import { renderedObjects } from './chart/rendered';
import { ValuesRequest, ValuesSearch } from './chart-values';
import { leavesOf, pathKey } from './choose/values';
import { Want, wantsOf } from './choose/wants';
import { CommittedForm } from './formats/committed';
import { hiddenDefaults } from './hidden-defaults';
import { misfitOf } from './patches/misfit';
import { patchedAssessment } from './patches/prove';
import { unbuildable } from './patches/unbuildable';
import { differencesBetween } from './prove/differences';
import { leftLines } from './report/left-lines';
import { OwnValues } from './report/own-values';
import { PatchedFields } from './report/patched-fields';
import { valuePlaceText } from './report/values-text';
import { Arrival } from './trace/marks';
import { ValuePlace } from './trace/places';
import { Trace } from './trace/trace';
import { groupBy } from '../../formats/manifest/group-by';
import { asObject, JsonObject } from '../../formats/manifest/json';

/** The files of an earlier run. Others may have added values and patches. */
export interface CommittedChart extends CommittedForm {
  /** The remaining findings of that run, as in `leftLines`. */
  readonly left: ReadonlySet<string>;
  /** The values that this command wrote. If undefined, all values that can have markers count as written by it. */
  readonly ownValues?: OwnValues;
  /** The fields that the patches of this command set; undefined if unknown. */
  readonly ownPatches?: PatchedFields;
}

/**
 * Compares the files of an earlier run with the current chart. Additions by others affect the result, but are not differences themselves.
 *
 * @returns the differences, one a line; empty if there are none
 * @throws InputError if the chart does not render with the values of the user
 */
export async function checkedChart(request: ValuesRequest, committed: CommittedChart): Promise<readonly string[]> {
  const { values, patches, left, ownPatches, ownValues } = committed;
  const search = new ValuesSearch({ ...request, userValues: mergedValues(request.userValues, values) });
  const { before, trace } = await search.look();
  const { text, failure } = await search.renderWith(values);
  if (text === undefined) {
    return [`the chart no longer takes the values: ${singleLine(failure)}`];
  }
  const after = request.assess(text, before);
  const misfits = new Map(patches.map((patch) => [patch, misfitOf(patch, after, ownPatches)]));
  const fitting = patches.filter((patch) => misfits.get(patch)?.isFitting !== false);
  const result = fitting.length > 0 ? patchedAssessment(after, fitting, request.assess, before) : after;
  return [
    ...(await lostValues(committed, after, trace, search)).map((path) => `${path.join('.')}: no longer arrives at a pod`),
    ...ownValues ? lostPlaces(values, ownValues, trace.arrivals, result) : [],
    ...ownValues && ownValues.size > 0 ? await hiddenIn(committed.values, ownValues, after, trace, search) : [],
    ...patches.length > 0 ? unbuildableLines(after) : [],
    ...[...misfits.values()].flatMap((misfit) => misfit?.isOwn ? [misfit.text] : []),
    ...leftLines({ result, trace }).filter((line) => !left.has(line)).map((line) => `not settled any more: ${line}`),
  ];
}

async function hiddenIn(
  values: JsonObject, own: OwnValues, after: ChartAssessment, { arrivals }: Trace, search: ValuesSearch,
): Promise<readonly string[]> {
  const { text } = await search.renderWith({});
  return text === undefined ? [] : hiddenDefaults(values, own, arrivals, renderedObjects(text), after.objects);
}

function unbuildableLines({ objects }: ChartAssessment): readonly string[] {
  const reason = unbuildable(objects);
  return reason === undefined ? [] : [`the patches can no longer be applied: ${reason}`];
}

/** The values of this command that no longer reach a pod, according to markers and differences. */
async function lostValues(
  { values, ownValues }: CommittedChart, after: ChartAssessment, { marks, arrivals }: Trace, search: ValuesSearch,
): Promise<readonly ValuePath[]> {
  const keyOf = ({ candidate, field }: Trace['marks'][number]) => pathKey([...candidate.path, ...field.keys]);
  const own: { readonly has: (key: string) => boolean } = ownValues ?? new Set(marks.map(keyOf));
  const arrived = new Set(arrivals.map(({ mark }) => keyOf(mark)));
  const lost: ValuePath[] = [];
  // Presets, switches and other values without a marker are removed one by one: if no pod changes, the value has no effect.
  for (const path of leavesOf(values).filter((each) => own.has(pathKey(each)) && !arrived.has(pathKey(each)))) {
    const { text } = await search.renderWith(withoutValue(values, path));
    if (text !== undefined && differencesBetween(after.objects, renderedObjects(text)).inPods.length === 0) {
      lost.push(path);
    }
  }
  return lost;
}

function withoutValue(values: JsonObject, [key, ...rest]: ValuePath): JsonObject {
  const { [key]: value, ...others } = values;
  return rest.length === 0 ? others : { ...others, [key]: withoutValue(asObject(value), rest) };
}

/**
 * The pods and containers that a value of this command no longer reaches, although it was written for them and still reaches others.
 * A field that has a value from elsewhere now is not lost.
 *
 * @returns a line for each value
 */
function lostPlaces(
  values: JsonObject, own: OwnValues, arrivals: readonly Arrival[], { objects, workloads }: ChartAssessment,
): readonly string[] {
  const titles = new Map(objects.map(({ key, title }) => [key, title]));
  const arrived = groupBy(arrivals, ({ mark: { candidate, field } }) => pathKey([...candidate.path, ...field.keys]));
  const open = new Set(wantsOf(workloads)
    .flatMap((want) => ownersOf(want).map((place) => `${want.place.field} ${valuePlaceText(place, titles)}`)));
  return leavesOf(values).flatMap((path) => {
    const here = arrived.get(pathKey(path)) ?? [];
    const now = new Set(here.map(({ place }) => valuePlaceText(place, titles)));
    const lost = here.length === 0 ? []
      : (own.get(pathKey(path))?.places ?? []).filter((text) => !now.has(text) && open.has(`${here[0].mark.field.field} ${text}`));
    return lost.length === 0 ? [] : [`${path.join('.')}: no longer arrives at ${lost.join(', ')}`];
  });
}

/** The container, and the pod from which it would inherit the field. */
function ownersOf({ place }: Want): readonly ValuePlace[] {
  return place.container === undefined ? [place] : [place, { ...place, container: undefined }];
}
