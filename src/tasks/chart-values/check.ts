import { Assessment, assessRendering } from './chart/assessment';
import { mergedValues, ValuePath } from './chart/chart';
import { ValuesRequest, ValuesSearch } from './chart-values';
import { misfitOf } from './patches/misfit';
import { Patch } from './patches/patch';
import { patchedAssessment } from './patches/prove';
import { leftLines } from './report/left-lines';
import { Arrival } from './trace/marks';
import { isObject, JsonObject } from '../../formats/manifest/json';

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
 * @returns what is not as it was, as lines; empty if all is
 * @throws InputError if the chart does not render with the values of the user
 */
export async function checkedChart(request: ValuesRequest, { values, patches, left }: CommittedChart): Promise<readonly string[]> {
  const { chart: { name }, settings, now, userValues } = request;
  const search = new ValuesSearch({ ...request, userValues: mergedValues(userValues, values) });
  const { trace } = await search.look();
  const { text, failure } = await search.renderWith(values);
  if (text === undefined) {
    return [`the chart no longer takes the values: ${failure.replace(/\s+/g, ' ')}`];
  }
  const after = assessRendering(text, name, settings, now);
  const misfits = new Map(patches.map((patch) => [patch, misfitOf(patch, after)]));
  const result = resultOf(after, patches.filter((patch) => misfits.get(patch) === undefined), request);
  return [
    ...leavesOf(values).filter((path) => !arrives(path, trace.arrivals)).map((path) => `${path.join('.')}: no longer arrives at a pod`),
    ...[...misfits.values()].filter((misfit) => misfit !== undefined),
    ...leftLines({ result, trace }).filter((line) => !left.has(line)).map((line) => `not settled any more: ${line}`),
  ];
}

function resultOf(after: Assessment, patches: readonly Patch[], { chart: { name }, settings, now }: ValuesRequest): Assessment {
  return patches.length > 0 ? patchedAssessment(after, patches, name, settings, now) : after;
}

/** Whether a value reaches a pod. What switches a map on, and what is never traced, arrives with the others of its map. */
function arrives(path: ValuePath, arrivals: readonly Arrival[]): boolean {
  const text = path.join('\n');
  const ofMap = arrivals.filter(({ mark: { candidate } }) => text === candidate.path.join('\n') || text.startsWith(`${candidate.path.join('\n')}\n`));
  const isTraced = ofMap.some(({ mark: { candidate, field } }) => text === [...candidate.path, ...field.keys].join('\n'));
  return isTraced || (ofMap.length > 0 && !KNOWN_FIELDS.has(path.at(-1)!));
}

/** The last keys of fields that are traced. */
const KNOWN_FIELDS = new Set(['runAsNonRoot', 'runAsUser', 'runAsGroup', 'fsGroup', 'fsGroupChangePolicy', 'type', 'allowPrivilegeEscalation', 'drop', 'readOnlyRootFilesystem']);

function leavesOf(values: JsonObject, path: ValuePath = []): readonly ValuePath[] {
  return Object.entries(values).flatMap(([key, value]) => isObject(value) ? leavesOf(value, [...path, key]) : [[...path, key]]);
}
