import { EXIT_CODES, ExitCode } from './exit-code';
import { interruptibleBySignal } from './interruptible';
import { Io, log } from './io';
import { Progress } from './progress';
import { helmOutcome } from './render/helm-outcome';
import { committedIn } from './values/committed';
import { writeFolder } from './values/files';
import { proveByKustomize } from './values/kustomize-proof';
import { ValuesOptions, ValuesSettings, valuesSettings } from './values/options';
import { valuesRequest } from './values/request';
import { InputError } from '../../formats/manifest/input-error';
import { joined } from '../../formats/manifest/slashed';
import { readChart } from '../../tasks/chart-values/chart/chart';
import { chartSources } from '../../tasks/chart-values/chart/chart-files';
import { Render } from '../../tasks/chart-values/chart/render';
import { userValues } from '../../tasks/chart-values/chart/user-values';
import { ValuesRequest, ValuesSearch } from '../../tasks/chart-values/chart-values';
import { checkedChart } from '../../tasks/chart-values/check';
import { valuesOf } from '../../tasks/chart-values/choose/values';
import { folderFiles, formRemarks, formText } from '../../tasks/chart-values/formats';
import { Deployment } from '../../tasks/chart-values/formats/deployment';
import { VALUES_FILE } from '../../tasks/chart-values/formats/values';
import { explainText } from '../../tasks/chart-values/report/explain';
import { headLines } from '../../tasks/chart-values/report/head';
import { needsText } from '../../tasks/chart-values/report/needs';
import { reportLines, untracedLines } from '../../tasks/chart-values/report/report';
import { valuesText } from '../../tasks/chart-values/report/values-text';
import { HardenedChart, hardenedChart } from '../../tasks/chart-values/result';
import { isArchive } from '../../tasks/charts/chart-file';
import { checkChart, helmVersion, renderChecked } from '../../tasks/charts/helm';
import { Running } from '../../tasks/charts/rendered';
import { countText } from '../../tasks/reports/text';

/**
 * Writes values and patches that make the workloads of a chart meet a profile. With --explain, it shows which values reach which fields.
 * With --check, it compares the files of an earlier run with the current chart.
 *
 * @throws InputError with the problem; then nothing is written
 */
export async function runValues(options: ValuesOptions, io: Io): Promise<ExitCode> {
  const settings = valuesSettings(options);
  // One check serves all renderings.
  checkChart(options.chart);
  const read = readChart(chartSources(options.chart));
  // A Chart.yaml without a name is an error that Helm reports at the first rendering.
  const chart = { ...read, name: read.name || options.chart };
  return interruptibleBySignal(async (signal) => {
    const running: Running = { env: io.env, signal };
    const progress = new Progress(io.stderr);
    try {
      const request = valuesRequest(chart, options, settings, chartRenderer(options, settings, running), progress, (line) => log(io, line));
      if (options.explain) {
        return await explain(request, io);
      }
      return options.check
        ? await checkFolder(options.outputDir!, options.release, request, options.patches, io)
        : await write(request, options, settings, running, io);
    } finally {
      progress.clear();
    }
  }, io);
}

async function explain(request: ValuesRequest, io: Io): Promise<ExitCode> {
  const { before, trace } = await new ValuesSearch(request).look();
  io.stdout.write(explainText(before, trace.arrivals));
  untracedLines(trace).forEach((line) => log(io, line));
  return EXIT_CODES.clean;
}

async function write(
  request: ValuesRequest, options: ValuesOptions, { level, kubeVersion }: ValuesSettings, running: Running, io: Io,
): Promise<ExitCode> {
  const hardened = await hardenedChart(request, options.patches);
  if (hardened.patches.length > 0) {
    const { text = '' } = await request.render(valuesOf(hardened.lines));
    await proveByKustomize(text, hardened.patches, running);
  }
  const { release, namespace, outputDir, format, values, set } = options;
  let remarks: readonly string[] = [];
  if (hardened.lines.length > 0 || hardened.patches.length > 0) {
    const { name, version } = request.chart;
    const head = headLines({ chart: name, version, release, namespace, helmVersion: await helmVersion(running), level }, hardened);
    const deployment = deploymentOf(request, options, hardened, { head, cluster: { kubeVersion, apiVersions: options.apiVersions } });
    remarks = formRemarks(format, deployment);
    if (outputDir === undefined) {
      io.stdout.write(formText(format, deployment));
    } else {
      writeFolder(outputDir, folderFiles(format, deployment), values);
    }
  } else if (outputDir !== undefined) {
    writeFolder(outputDir, new Map(), values); // Writes nothing, but removes the files for an earlier version of the chart.
  }
  const user = { files: values.map((name) => ({ name, values: userValues([{ path: name }]) })), set };
  reportLines(level, request.chart, hardened, user).forEach((line) => log(io, line));
  remarks.forEach((line) => log(io, line));
  io.stderr.write(needsText(hardened.before.workloads));
  return EXIT_CODES.clean;
}

function deploymentOf(
  { chart: { name, version } }: ValuesRequest, options: ValuesOptions, { lines, before, patches }: HardenedChart,
  more: Pick<Deployment, 'head' | 'cluster'>,
): Deployment {
  const { release, namespace, chart: path, values: userFiles, set, outputDir: folder } = options;
  return {
    chart: { name, version, path, isPacked: isArchive(path) },
    release,
    namespace,
    ...more,
    userFiles,
    set,
    folder,
    patches,
    values: valuesOf(lines),
    valuesText: valuesText(lines, before),
  };
}

/**
 * Compares the folder of an earlier run with the chart. A chart for which nothing can be written has no files.
 *
 * @throws InputError if a file cannot be read, or is missing where one is needed
 */
async function checkFolder(folder: string, release: string, request: ValuesRequest, hasPatches: boolean, io: Io): Promise<ExitCode> {
  const committed = committedIn(folder, release, request.userValues, (line) => log(io, line));
  const { name, version } = request.chart;
  const lines: string[] = [];
  for (const each of committed) {
    const own = await checkedChart(request, each);
    lines.push(...committed.length === 1 ? own : own.map((line) => `${each.file}: ${line}`));
  }
  const needed = committed.length === 0 ? await hardenedChart(request, hasPatches) : undefined;
  if (needed && needed.lines.length + needed.patches.length > 0) {
    throw new InputError(`${joined(folder, VALUES_FILE)}: this file does not exist, but ${name} ${version} needs `
      + `values or patches: run values with --output-dir ${folder} first`);
  }
  lines.forEach((line) => log(io, line));
  log(io, lines.length === 0
    ? `${folder} fits ${name} ${version}`
    : `${folder} does not fit ${name} ${version}: `
      + `${countText(lines.length, 'difference')}; run values without --check, and review what it writes`);
  return lines.length === 0 ? EXIT_CODES.clean : EXIT_CODES.findings;
}

/** Renders the chart of the command line, which was checked before. The passed values override files of the user, but not `--set`. */
function chartRenderer(options: ValuesOptions, { kubeVersion }: ValuesSettings, running: Running): Render {
  const { chart, values, set, release, namespace, apiVersions } = options;
  const rendering = { chart, values: values.map((path) => ({ path })), set, release, namespace, apiVersions, kubeVersion };
  return (over, { skipsSchema: skipSchema = false } = {}) =>
    helmOutcome(async () => (await renderChecked({ ...rendering, skipSchema, overrides: [over] }, running)).text);
}
