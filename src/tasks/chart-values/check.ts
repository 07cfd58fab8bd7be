import { Assessment } from './chart/assessment';
import { mergedValues, ValuePath } from './chart/chart';
import { renderedObjects } from './chart/rendered';
import { ValuesRequest, ValuesSearch } from './chart-values';
import { misfitOf } from './patches/misfit';
import { Patch } from './patches/patch';
import { patchedAssessment } from './patches/prove';
import { differencesBetween } from './prove/differences';
import { leftLines } from './report/left-lines';
import { Arrival } from './trace/marks';
import { asObject, isObject, JsonObject } from '../../formats/manifest/json';

/** What an earlier run wrote. */
export interface CommittedChart {
  readonly values: JsonObject;
  readonly patches: readonly Patch[];
  /** What was left then, as `leftLines` says it. */
  readonly left: ReadonlySet<string>;
}

/**
 * Compares what an earlier run wrote with the chart as it is now.
 *
 * @returns the differences, one a line; empty if there are none
 * @throws InputError if the chart does not render with the values of the user
 */
export async function checkedChart(request: ValuesRequest, { values, patches, left }: CommittedChart): Promise<readonly string[]> {
  const search = new ValuesSearch({ ...request, userValues: mergedValues(request.userValues, values) });
  const { trace } = await search.look();
  const { text, failure } = await search.renderWith(values);
  if (text === undefined) {
    return [`the chart no longer takes the values: ${failure.replace(/\s+/g, ' ')}`];
  }
  const after = request.assess(text);
  const misfits = new Map(patches.map((patch) => [patch, misfitOf(patch, after)]));
  const fitting = patches.filter((patch) => misfits.get(patch) === undefined);
  const result = fitting.length > 0 ? patchedAssessment(after, fitting, request.assess) : after;
  return [
    ...(await lostValues(values, after, trace.arrivals, search)).map((path) => `${path.join('.')}: no longer arrives at a pod`),
    ...[...misfits.values()].filter((misfit) => misfit !== undefined),
    ...leftLines({ result, trace }).filter((line) => !left.has(line)).map((line) => `not settled any more: ${line}`),
  ];
}

/** The values that no marker and no difference shows in a pod. */
async function lostValues(
  values: JsonObject, after: Assessment, arrivals: readonly Arrival[], search: ValuesSearch,
): Promise<readonly ValuePath[]> {
  const arrived = new Set(arrivals.map(({ mark: { candidate, field } }) => [...candidate.path, ...field.keys].join('\n')));
  const lost: ValuePath[] = [];
  // Presets, switches and fields without a marker: without one that counts, pods are different.
  for (const path of leavesOf(values).filter((each) => !arrived.has(each.join('\n')))) {
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

function leavesOf(values: JsonObject, path: ValuePath = []): readonly ValuePath[] {
  return Object.entries(values).flatMap(([key, value]) => isObject(value) ? leavesOf(value, [...path, key]) : [[...path, key]]);
}
