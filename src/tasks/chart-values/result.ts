import { ChartAssessment } from './chart/assessment';
import { mergedValues } from './chart/chart';
import { ChartValues, ValuesRequest, ValuesSearch } from './chart-values';
import { valuesOf } from './choose/values';
import { Patch, patchesFor } from './patches/patch';
import { provenPatches } from './patches/prove';
import { unbuildable } from './patches/unbuildable';
import { Switch, switchesFor } from './switches';

/** The proved values of a chart, and the proved patches for settings that its values do not reach. */
export interface HardenedChart extends ChartValues {
  readonly patches: readonly Patch[];
  /** The reason why there are no patches although some are needed. */
  readonly unpatchable?: string;
  /** Proposals for values that remove a container, if nothing else closes its findings. */
  readonly switches: readonly Switch[];
  /** The chart with the values and patches. */
  readonly result: ChartAssessment;
}

/**
 * Hardens a chart with its values, and with patches for settings that its values do not reach.
 *
 * @throws InputError if the chart does not render, or something cannot be proved
 */
export async function hardenedChart(request: ValuesRequest, hasPatches: boolean): Promise<HardenedChart> {
  const search = new ValuesSearch(request);
  const seen = await search.look(true);
  const chosen = await search.choose(seen);
  const { after } = chosen;
  const wanted = hasPatches ? patchesFor(after.workloads) : [];
  const unpatchable = wanted.length > 0 ? unbuildable(after.objects) : undefined;
  const patches = unpatchable === undefined ? wanted : [];
  const result = patches.length > 0 ? provenPatches(after, patches, request.assess, chosen.before) : after;
  const values = valuesOf(chosen.lines);
  const allValues = mergedValues(request.chart.values, request.userValues);
  const switches = await switchesFor(allValues, values, after, (off) => search.tryWith(off));
  return { ...chosen, renders: search.renders, patches, unpatchable, switches, result };
}
