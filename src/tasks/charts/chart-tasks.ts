import { dirname, relative, resolve } from 'path';
import { CHART_FILE, isArchive } from './chart-file';
import { ChartRendering, defaultRelease, renderChart, renderChecked } from './helm';
import { renderedParts } from './included-charts';
import { FoundRelease } from './releases';
import { RenderOptions, RenderTask } from './render-options';
import { NeedsValues, RenderError, RenderedText } from './rendered';
import { templateFile } from './template-file';
import { firstOf } from '../../formats/manifest/first-of';
import { InputError } from '../../formats/manifest/input-error';
import { joined, slashed } from '../../formats/manifest/slashed';

/** The maximum number of subcharts that a warning names. */
const MOST_NAMES = 5;

/**
 * The renderings of a chart: one, or one for each entry of the settings file, or else for each of its releases in the input.
 *
 * @param releases the releases of the chart
 */
export function chartTasks(
  chart: string, isNamed: boolean, options: RenderOptions, releases: readonly FoundRelease[],
): readonly RenderTask[] {
  if (options.onlyNamed && !isNamed) {
    const text = `${chart}: is a chart, and was left out: name it to render it`;
    options.onNote?.({ count: 1, noun: 'chart', suffix: 'not rendered', text });
    return [];
  }
  const excluded = [chart, joined(chart, CHART_FILE), joined(chart, 'templates')].find(options.isExcluded);
  if (excluded !== undefined) {
    return [{ ...taskOf(excluded, { chart }, isNamed, options), render: async () => NOTHING }];
  }
  const renderings = renderingsOf(chart, isNamed, options);
  if (renderings.length === 0) {
    return releaseTasks(chart, isNamed, options, releases);
  }
  const names = renderings.map(({ release }) => release ?? defaultRelease(chart));
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) {
    throw new InputError(`${options.settingsFile}: render has ${chart} twice with the release `
      + `${JSON.stringify(twice)}: give each entry its own release`);
  }
  // Each rendering is reported as a file of its own.
  const nameOf = (index: number) => renderings.length === 1 ? chart : joined(chart, names[index]);
  return renderings.map((rendering, index) => taskOf(nameOf(index), rendering, isNamed, options));
}

/** The empty rendering of excluded charts. */
const NOTHING: RenderedText = { text: '', warnings: [] };

/** A chart without a release is rendered with its own values. */
function releaseTasks(
  chart: string, isNamed: boolean, options: RenderOptions, releases: readonly FoundRelease[],
): readonly RenderTask[] {
  const given = givenForAll(options);
  if (releases.length === 0) {
    return [taskOf(chart, { ...given, chart }, isNamed, options)];
  }
  const names = releases.map(({ rendering: { release = '' } }) => joined(chart, release));
  // Two clusters may have releases with the same name.
  const nameOf = (index: number) => names.indexOf(names[index]) === names.lastIndexOf(names[index]) ? names[index]
    : `${names[index]} (${releases[index].source})`;
  return releases.map(({ rendering, source }, index) => {
    const task = taskOf(releases.length === 1 ? chart : nameOf(index), { ...rendering, ...given }, isNamed, options);
    return { ...task, rendering: { ...task.rendering, sources: [...task.rendering.sources, source] } };
  });
}

/** The renderings that the user chose; empty if there are none. */
function renderingsOf(chart: string, isNamed: boolean, options: RenderOptions): readonly ChartRendering[] {
  const { named, listed } = options;
  const { values = [], set = [], release } = named;
  if (isNamed && (values.length > 0 || set.length > 0 || release !== undefined)) {
    return [{ ...named, chart }];
  }
  return listed.filter((each) => resolve(each.chart) === resolve(chart)).map((entry) => ({ ...entry, ...givenForAll(options), chart }));
}

/** The options of the user for all charts. */
function givenForAll({ named: { values: _, set: __, release: ___, ...forAll } }: RenderOptions): Partial<ChartRendering> {
  return Object.fromEntries(Object.entries(forAll).filter(([, value]) => value !== undefined));
}

function taskOf(name: string, rendering: ChartRendering, isNamed: boolean, options: RenderOptions): RenderTask {
  const { chart, values = [], overrides = [], namespace = 'default' } = rendering;
  return {
    name,
    isNamed,
    rendering: {
      kind: 'chart',
      isForeign: true,
      namespace,
      isNamespaceChosenAtDeploy: rendering.namespace === undefined,
      sources: [chart, ...values.map(({ path }) => path)],
      fileOf: templateFile(chart),
      chart: {
        path: chart,
        valuesFiles: values,
        renderWith: async (over, { skipSchema, signal }) => {
          const { text } = await renderChecked({ ...rendering, skipSchema, overrides: [...overrides, over] }, { ...options, signal });
          return text;
        },
      },
    },
    render: async () => {
      try {
        return withParts(chart, await renderChart(rendering, options));
      } catch (error) {
        throw error instanceof RenderError ? explained(error, rendering, isNamed, options) : error;
      }
    },
  };
}

/** Adds the included charts that have objects in a rendering, and a warning about subcharts without objects. */
function withParts(chart: string, { text, warnings }: RenderedText): RenderedText {
  const { parts, empty } = renderedParts(chart, text);
  return { text, parts, warnings: [...empty.length === 0 ? [] : [emptyText(empty)], ...warnings] };
}

function emptyText(names: readonly string[]): string {
  return names.length === 1
    ? `its subchart ${names[0]} renders nothing with these values, so it was not evaluated: enable it by a value, or name its folder`
    : `its subcharts ${firstOf(names, MOST_NAMES)} render nothing with these values, so they `
      + 'were not evaluated: enable them by values, or name their folders';
}

/** The same error with the place in the settings file, and with a hint if values may help. */
function explained(error: RenderError, { chart, placeOf }: ChartRendering, isNamed: boolean, options: RenderOptions): InputError {
  const { mayNeedValues, field, message } = error;
  if (mayNeedValues) {
    return new NeedsValues(`${message}; ${wayOut(chart, isNamed, options)}`);
  }
  return placeOf && field ? new InputError(`${placeOf([field])}: ${message}`) : error;
}

/** The hint how to pass a chart the values that it needs. */
function wayOut(chart: string, isNamed: boolean, { settingsFile }: RenderOptions): string {
  const path = slashed(relative(dirname(resolve(settingsFile)), resolve(chart))) || '.';
  const line = `\`render: [{ chart: ${path}, values: [FILE] }]\``;
  return isNamed || isArchive(chart) ? `if it needs values, add -f FILE, or write ${line} in ${settingsFile}`
    : `if it needs values, write ${line} in ${settingsFile}, or list the chart in excludeFiles`;
}
