import { Leftover, leftoverText } from './leftover';
import { proposalsFor } from './proposals';
import { chartSummary, warningsText } from './summary';
import { unreached } from './unreached';
import { unsettled } from './unsettled';
import { UserValues, userChoices } from './user-choices';
import { Level } from '../../../policy/settings/levels';
import { countText } from '../../reports/text';
import { Chart } from '../chart/chart';
import { Setting } from '../choose/choose';
import { whyUnfindable } from '../patches/patch';
import { HardenedChart } from '../result';
import { Trace } from '../trace/trace';

/**
 * The changes and the remaining findings, as lines.
 *
 * @param user the values of the user, which distinguish choices of the user from choices of the chart
 */
export function reportLines(level: Level, chart: Chart, hardened: HardenedChart, user: UserValues): readonly string[] {
  const { settings, lines, patches, result, after, trace, leftOut, alsoChanged, switches, unpatchable } = hardened;
  const patched = new Set(patches.map(({ title }) => title));
  return [
    chartSummary(level, result, lines, patches),
    ...[warningsText(result)].filter((line) => line !== undefined),
    ...arrivalLines(settings),
    ...leftOut.map(({ path, reason }) => `${path.join('.')} is left out, because it changes something else, too: ${reason}`),
    ...alsoChanged.map((title) => `the values also change ${title}`),
    ...unreached(after, trace.arrivals).flatMap((leftover) => [
      `no known value reaches ${leftoverText(leftover)}${patchText(leftover, patched)}`,
      ...proposalsFor(leftover, trace, chart).map((line) => `  propose upstream, in ${line}`),
    ]),
    ...unpatchable === undefined ? [] : [`no patches: ${unpatchable}`],
    ...unsettled(result, userChoices(user, trace.arrivals)).map((leftover) => `left: ${leftoverText(leftover)}`),
    ...switches.map(({ path, title, container }) =>
      `${path.join('.')}: false would remove the init container "${container}" of ${title}; the `
        + 'value was not written, because the node or a volume may need the init container'),
    ...untracedLines(trace),
  ];
}

function patchText({ workload: { rendered } }: Leftover, patched: ReadonlySet<string>): string {
  const reason = whyUnfindable(rendered);
  if (reason !== undefined) {
    return `; no patch can set it, since ${reason}`;
  }
  return patched.has(rendered.title) ? '; a patch sets it' : '';
}

/** The values whose destination is unknown. */
export function untracedLines({ untraced, isComplete }: Trace): readonly string[] {
  return [
    ...untraced.map(({ path }) => `${path.join('.')} was not traced: the chart does not render with a marker in it`),
    ...isComplete ? [] : ['the limit of renderings was reached before all values were traced'],
  ];
}

function arrivalLines(settings: readonly Setting[]): readonly string[] {
  const byValue = new Map<string, { workloads: Set<string>; levels: Set<string> }>();
  for (const { mark: { candidate }, places } of settings) {
    const name = candidate.path.join('.');
    const entry = byValue.get(name) ?? { workloads: new Set<string>(), levels: new Set<string>() };
    byValue.set(name, entry);
    places.forEach(({ workload, container }) => {
      entry.workloads.add(workload);
      entry.levels.add(levelOf(container));
    });
  }
  return [...byValue].sort(([one], [other]) => one < other ? -1 : 1)
    .map(([name, { workloads, levels }]) => `${name} reaches the ${[...levels].join(' and ')} of ${countText(workloads.size, 'workload')}`);
}

function levelOf(container: string | undefined): string {
  if (container === undefined) {
    return 'pod';
  }
  return container.startsWith('init') ? 'init container' : 'container';
}
