import { readFileSync } from 'fs';
import { EXIT_CODES, ExitCode } from './exit-code';
import { interruptibleBySignal } from './interruptible';
import { Io, log } from './io';
import { Progress } from './progress';
import { checkFolder } from './values/check';
import { writeFolder } from './values/files';
import { ValuesOptions, ValuesSettings, valuesSettings } from './values/options';
import { ChartRenderer } from './values/renderer';
import { asObject, JsonObject } from '../../formats/manifest/json';
import { readSingleDocument } from '../../formats/yaml/single-document';
import { Chart, mergedValues, readChart } from '../../tasks/chart-values/chart/chart';
import { chartFiles } from '../../tasks/chart-values/chart/chart-files';
import { ValuesRequest, ValuesSearch } from '../../tasks/chart-values/chart-values';
import { valuesOf } from '../../tasks/chart-values/choose/values';
import { folderFiles, formText } from '../../tasks/chart-values/formats';
import { Deployment } from '../../tasks/chart-values/formats/deployment';
import { explainText } from '../../tasks/chart-values/report/explain';
import { headLines } from '../../tasks/chart-values/report/head';
import { needsText } from '../../tasks/chart-values/report/needs';
import { reportLines } from '../../tasks/chart-values/report/report';
import { valuesText } from '../../tasks/chart-values/report/values-text';
import { HardenedChart, hardenedChart } from '../../tasks/chart-values/result';
import { helmVersion, Running } from '../../tasks/charts/helm';
import { countText } from '../../tasks/reports/text';

/** Milliseconds after which a run says how far it has come. */
const PATIENCE = 2000;

/**
 * Writes the values, and patches, that make the workloads of a chart meet a profile. With --explain it shows which values reach which
 * fields, with --check it compares the files of an earlier run with the chart as it is now.
 *
 * @throws InputError naming what is wrong; then nothing is written
 */
export async function runValues(options: ValuesOptions, io: Io): Promise<ExitCode> {
  const settings = valuesSettings(options);
  const chart = readChart(chartFiles(options.chart));
  return interruptibleBySignal(async (signal) => {
    const running: Running = { env: io.env, signal };
    const renderer = new ChartRenderer(options, settings.kubeVersion, running);
    const progress = new Progress(io.stderr);
    try {
      const request = requestFor(chart, options, settings, renderer, progress);
      if (options.explain) {
        return await explain(request, io, progress);
      }
      return options.check ? await checkFolder(options.output!, request, io) : await write(request, options, settings, running, io, progress);
    } finally {
      progress.clear();
      renderer.close();
    }
  }, io);
}

function requestFor(chart: Chart, options: ValuesOptions, { settings, level, maxRenders }: ValuesSettings, { render }: ChartRenderer, progress: Progress): ValuesRequest {
  const start = Date.now();
  return {
    chart,
    userValues: options.values.reduce<JsonObject>((values, file) => mergedValues(values, valuesIn(file)), {}),
    render,
    settings,
    level,
    now: new Date(),
    maxRenders,
    onRender: (count) => {
      if (Date.now() - start > PATIENCE) {
        progress.show(() => `rendered ${countText(count, 'time')}, ${maxRenders} at most`);
      }
    },
  };
}

/** What cannot be read Helm refuses in its own words. */
function valuesIn(file: string): JsonObject {
  try {
    return asObject(readSingleDocument(readFileSync(file)).value);
  } catch {
    return {};
  }
}

async function explain(request: ValuesRequest, io: Io, progress: Progress): Promise<ExitCode> {
  const search = new ValuesSearch(request);
  const { before, trace } = await search.look();
  progress.clear();
  io.stdout.write(explainText(before, trace.arrivals));
  trace.untraced.forEach(({ path }) => log(io, `${path.join('.')} was not traced: the chart does not render with a marker in it`));
  return EXIT_CODES.clean;
}

async function write(
  request: ValuesRequest, options: ValuesOptions, { level }: ValuesSettings, running: Running, io: Io, progress: Progress,
): Promise<ExitCode> {
  const hardened = await hardenedChart(request, options.patches);
  progress.clear();
  if (hardened.lines.length > 0 || hardened.patches.length > 0) {
    const { release, namespace, output, format } = options;
    const { name, version } = request.chart;
    const head = headLines({ chart: name, version, release, namespace, helmVersion: await helmVersion(running), level }, hardened);
    const deployment = deploymentOf(request.chart, options, hardened, head);
    if (output === undefined) {
      io.stdout.write(formText(format, deployment));
    } else {
      writeFolder(output, folderFiles(format, deployment));
    }
  }
  reportLines(level, hardened).forEach((line) => log(io, line));
  io.stderr.write(needsText(hardened.before.workloads));
  return EXIT_CODES.clean;
}

function deploymentOf({ name, version }: Chart, options: ValuesOptions, { lines, before, patches }: HardenedChart, head: readonly string[]): Deployment {
  const { release, namespace, chart: path, values: userFiles, output: folder } = options;
  return {
    chart: { name, version, path }, release, namespace, head, userFiles, folder, patches, values: valuesOf(lines), valuesText: valuesText(lines, before),
  };
}
