import { existsSync, statSync } from 'fs';
import { join, resolve } from 'path';
import { CHART_FILE, chartName } from './chart-file';
import { checkLinks, withoutRepository } from './confined';
import { RENDER_LIMITS, RenderLimits } from './limits';
import { printedLines, oneLine } from './output';
import { refusal } from './refusal';
import { MissingProgram, OverLimit, RenderError, RenderedText, Running } from './rendered';
import { checkSchemas } from './schemas';
import { withSurroundings } from './surroundings';
import { withValuesFiles } from './values-files';
import { confinedPath } from '../../formats/files/confined-file';
import { NamedFile } from '../../formats/files/named-file';
import { InputError, withPlace } from '../../formats/manifest/input-error';
import { JsonObject } from '../../formats/manifest/json';
import { Answer, NotStarted } from '../programs/answer';
import { ask } from '../programs/ask';
import { isRelease, nameProblem } from '../settings-file/release-names';
import { ListedChart } from '../settings-file/settings-file';

export { RenderError };
export type { RenderedText, Running };

/** A rendering by Helm: an entry of the settings file, and options for callers. */
export interface ChartRendering extends ListedChart {
  /** Values that override the values files, but not `set`, in this order: objects, and the text of YAML files. Default: none. */
  readonly overrides?: readonly (JsonObject | string)[];
  /** Whether the schema of the chart is ignored. Default: false. */
  readonly skipSchema?: boolean;
  /** Whether its custom resource definitions are rendered, too. Default: false. */
  readonly includeCrds?: boolean;
  /** The Kubernetes version, such as `1.34`. Default: the version of Helm. */
  readonly kubeVersion?: string;
  /** The API versions of the cluster, such as `monitoring.coreos.com/v1`. */
  readonly apiVersions?: readonly string[];
}

const RELEASE_OF_HELM = 'release-name';

/**
 * Renders a chart with the Helm of the user's PATH, as `helm template` does: without a cluster, plugins, repositories or the network.
 *
 * @throws RenderError if Helm refuses the chart or exceeds a limit; InputError if Helm is not installed, an argument is wrong, or the chart
 * could read files outside of its folder
 */
export async function renderChart(rendering: ChartRendering, running: Running): Promise<RenderedText> {
  const { chart, placeOf } = rendering;
  inEntry(placeOf?.(['chart']), () => checkChart(chart));
  return renderChecked(rendering, running);
}

/**
 * Refuses a chart that could read files outside of its folder.
 *
 * @throws InputError naming the link or the schema, or a folder that is not a chart
 */
export function checkChart(chart: string): void {
  if (withPlace(chart, () => statSync(chart)).isDirectory()) {
    if (!existsSync(join(chart, CHART_FILE))) {
      throw new InputError(`${chart}: is not a chart, since it has no ${CHART_FILE}: name the folder of a chart`);
    }
    checkLinks(chart);
  }
  checkSchemas(chart);
}

/** Like `renderChart`, for a chart that was checked before. */
export async function renderChecked({ overrides = [], ...rendering }: ChartRendering, running: Running): Promise<RenderedText> {
  return withValuesFiles(overrides, (files) => renderFiles({ ...rendering, values: [...rendering.values ?? [], ...files] }, running));
}

async function renderFiles(rendering: ChartRendering, running: Running): Promise<RenderedText> {
  const options = optionsOf(rendering);
  const { chart, release = defaultRelease(chart) } = rendering;
  const limits = limitsOf(running);
  const answer = await withoutRepository(chart, (folder) => runHelm([...options, '--', release, resolve(folder)], running.env, limits));
  if (answer.ended !== undefined) {
    throw new OverLimit(chart, 'helm', answer.ended, limits);
  }
  if (answer.status !== 0) {
    throw refusal(answer, chart);
  }
  return { text: answer.stdout.toString('utf8'), warnings: printedLines(answer.stderr) };
}

/**
 * The version of the Helm in the user's PATH, such as `v4.1.4`. A Helm that the user built says only `v4.1`.
 *
 * @throws InputError if Helm is not installed, or prints no version
 */
export async function helmVersion(running: Running): Promise<string> {
  const { stdout, stderr } = await runHelm(['version', '--template={{.Version}}'], running.env, limitsOf(running));
  const printed = stdout.toString('utf8').trim();
  if (!/^v\d+\.\d+\S*$/.test(printed)) {
    const said = oneLine(stderr) || oneLine(printed) || 'nothing';
    throw new InputError(`helm printed ${JSON.stringify(said)} in place of its version: install Helm 3 or 4 (https://helm.sh/docs/intro/install)`);
  }
  return printed;
}

/** The default name of a release. */
export function defaultRelease(chart: string): string {
  const name = chartName(chart);
  return name !== undefined && isRelease(name) ? name : RELEASE_OF_HELM;
}

function limitsOf({ signal, limits }: Running): RenderLimits {
  return { ...RENDER_LIMITS, ...limits, signal };
}

async function runHelm(args: readonly string[], env: NodeJS.ProcessEnv, limits: RenderLimits): Promise<Answer> {
  try {
    return await withSurroundings(env, (confined) => ask('helm', args, confined, limits));
  } catch (error) {
    throw error instanceof NotStarted && error.isMissing
      ? new MissingProgram('helm is not installed or not in the PATH: install Helm 3 or 4 (https://helm.sh/docs/intro/install), or render charts elsewhere and pass the result') : error;
  }
}

/** The command line. Each value is in one argument with its option, and paths are absolute, so no value can become an option. */
function optionsOf(rendering: ChartRendering): readonly string[] {
  const { chart, values = [], set = [], namespace = 'default' } = rendering;
  const { skipTests, skipSchema, includeCrds, kubeVersion, apiVersions = [] } = rendering;
  const release = rendering.release ?? defaultRelease(chart);
  const problem = nameProblem({ release, namespace });
  if (problem) {
    throw new InputError(`--${problem.field} ${problem.text}`);
  }
  return [
    'template',
    `--namespace=${namespace}`,
    ...values.map((file, index) => `--values=${listItem(valuesFile(file, rendering.placeOf?.(['values', index])))}`),
    ...set.map((each) => `--set=${each}`),
    ...skipTests ? ['--skip-tests'] : [],
    ...includeCrds ? ['--include-crds'] : [],
    ...skipSchema ? ['--skip-schema-validation'] : [],
    ...kubeVersion === undefined ? [] : [`--kube-version=${kubeVersion}`],
    ...apiVersions.map((each) => `--api-versions=${listItem(each)}`),
  ];
}

function valuesFile({ path, root }: NamedFile, place: string | undefined): string {
  return inEntry(place, () => root === undefined ? fileAt(path) : confinedPath(path, root), () => existsSync(path)
    ? ''
    : ': correct the path, or remove it');
}

/**
 * Runs code whose errors belong to an entry of the settings file.
 *
 * @param place of the entry; undefined if it is not in a file
 * @param hint the next step for the user
 */
function inEntry<T>(place: string | undefined, work: () => T, hint = () => ''): T {
  try {
    return work();
  } catch (error) {
    throw place !== undefined && error instanceof InputError ? new InputError(`${place}: ${error.message}${hint()}`) : error;
  }
}

/** An absolute path. Helm reads `-` as standard input, and fetches URLs, so both are refused. */
function fileAt(path: string): string {
  if (!withPlace(path, () => statSync(path)).isFile()) {
    throw new InputError(`${path}: is not a file with values: name a YAML file`);
  }
  return resolve(path);
}

/** A text as an item of CSV, which Helm reads in some options. */
function listItem(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
