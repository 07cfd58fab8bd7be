import { existsSync, statSync } from 'fs';
import { join, resolve } from 'path';
import { CHART_FILE, isArchive } from './chart-file';
import { chartTasks } from './chart-tasks';
import { chartTestsAround } from './chart-tests';
import { findCharts } from './found';
import { hiddenWorkloads } from './hidden-workloads';
import { includedCharts } from './included-charts';
import { kustomizationsIn } from './kustomization-tasks';
import { Releases } from './releases';
import { RenderOptions, RenderTask } from './render-options';
import { MissingProgram, NeedsValues, RenderedText, RenderedPart } from './rendered';
import { Contained, Renderable, RenderedTask, renderInRounds } from './rounds';
import { Warnings } from './warnings';
import { firstOf } from '../../formats/manifest/first-of';
import { append } from '../../formats/manifest/group-by';
import { InputError } from '../../formats/manifest/input-error';
import { realPath } from '../../formats/manifest/real-path';
import { isInput } from '../audit/found-inputs';
import { Input } from '../audit/input';
import { inParallel } from '../programs/in-parallel';
import { countText } from '../reports/text';

/** Programs that run in parallel. */
const PARALLEL = 2;
/** The maximum number of charts that an error about a missing program names. */
const MOST_NAMES = 5;
/** The maximum size of all results of a run, in bytes. */
const MOST_OUTPUT = 512 * 1024 ** 2;

/**
 * Appends the rendered charts and kustomizations to the inputs of a run, and removes their source files. A failed rendering becomes an
 * unreadable input.
 *
 * @param inputs the inputs in the paths of the user, with an error for each unreadable path
 * @throws InputError if an option applies to one chart, and the paths do not name exactly one
 */
export async function renderInputs(
  inputs: readonly (Input | InputError)[], options: RenderOptions,
): Promise<readonly (Input | InputError)[]> {
  checkListed(options);
  const testsAround = chartTestsAround(inputs, options);
  const found = findCharts(inputs.filter(isInput));
  const isNamed = (path: string) => options.paths.some((named) => resolve(named) === resolve(path));
  checkNamed(found.charts.filter(isNamed), options);
  found.libraries.filter(isNamed)
    .map((chart) => ({
      count: 1, noun: 'library chart', text: `${chart}: is a library chart, which renders nothing by itself: name a chart that uses it`,
    }))
    .forEach((note) => options.onNote?.(note));
  const kustomizations = kustomizationsIn(found.kustomizations, isNamed, options);
  const releases = new Releases(options.onlyNamed ? [] : found.charts);
  const charts = found.charts.map((chart): Renderable<RenderTask> => ({
    path: chart,
    isWanted: isNamed(chart) || isListed(chart, options),
    isOnlyPart: false,
    includes: includedCharts(chart),
    tasks: () => chartTasks(chart, isNamed(chart), options, releases.of(chart)),
    // A kustomization can change the values of a release.
    waitsForOthers: true,
  }));
  const isPart = ({ name }: Input) => found.isOfChart(name) || (isArchive(name) && found.charts.includes(name))
    || (kustomizations.files.size > 0 && kustomizations.files.has(realPath(name)));
  const roleOf = ({ name }: Input) => found.roleOf(name) ?? kustomizations.roleOf(name);
  const files = inputs.filter((input) => !isInput(input) || !isPart(input))
    .map((input) => isInput(input) ? withRole(input, roleOf(input)) : input);
  const others = kustomizations.others.size === 0 ? []
    : inputs.filter(isInput).filter((input) => !found.isOfChart(input.name) && kustomizations.others.has(realPath(input.name)));
  files.filter(isInput).forEach((input) => releases.addFile(input));
  const rendered = await renderAll([...charts, ...kustomizations.all], options, releases);
  [...kustomizations.notes(), ...releases.notes()].forEach((note) => options.onNote?.(note));
  const hidden = hiddenWorkloads(others, rendered).map((input) => withRole(input, roleOf(input)));
  return [...files, ...hidden, ...rendered].map((input) => {
    const chartTests = isInput(input) ? testsAround(input) : undefined;
    return chartTests === undefined ? input : { ...input as Input, chartTests };
  });
}

/** An input with a role. Most files have none, and need no copy. */
function withRole(input: Input, role: Partial<Input> | undefined): Input {
  return role ? { ...input, ...role } : input;
}

function isListed(chart: string, { listed }: RenderOptions): boolean {
  return listed.some((each) => resolve(each.chart) === resolve(chart));
}

function checkListed({ listed, settingsFile }: RenderOptions): void {
  const missing = listed.find(({ chart }) => !isFile(isArchive(chart) ? chart : join(chart, CHART_FILE)));
  if (missing) {
    throw new InputError(`${missing.placeOf?.(['chart']) ?? settingsFile}: ${missing.chart} is `
      + 'not a chart: correct the path, or remove the entry');
  }
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

function checkNamed(charts: readonly string[], { named: { values = [], set = [], release } }: RenderOptions): void {
  if (charts.length !== 1 && (values.length > 0 || set.length > 0 || release !== undefined)) {
    throw new InputError(`-f, --set and --release apply to one chart, but the paths contain ${charts.length || 'none'}: `
      + 'name the folder of a chart or its .tgz, and list others in the settings file, as `render`');
  }
}

/** Renders everything in parallel. The output has the order of the charts and kustomizations, whichever ends first. */
async function renderAll(
  all: readonly Renderable<RenderTask>[], options: RenderOptions, releases: Releases,
): Promise<readonly Input[]> {
  const renderings = new Renderings(options, releases);
  const results = await renderInRounds(all, (tasks) => renderings.of(tasks));
  const warnings = new Warnings();
  const missing = new Map<string, RenderTask[]>();
  const inputs = results.flatMap(({ task, result }): readonly Input[] => {
    if (result instanceof MissingProgram) {
      append(missing, result.message, [task]);
      return [];
    }
    if (result instanceof InputError) {
      return [failedInput(task, result)];
    }
    warnings.add(task.name, result.warnings);
    return [inputOf(task, () => [Buffer.from(result.text)])];
  });
  warnings.lines().forEach((text) => options.onNote?.({ count: 1, noun: 'warning', suffix: 'while rendering', text }));
  return [...inputs, ...[...missing].map(([reason, without]) => withoutProgram(without, reason))];
}

/** A task and its result. */
interface Done {
  readonly task: RenderTask;
  readonly result: RenderedText | InputError;
}

/** A part of a rendering. A chart that renders only with values from outside counts as contained: nobody deploys it by itself. */
function containedPart({ path, hasAll }: RenderedPart): Contained<Done> {
  return { path, covers: ({ result }) => result instanceof InputError ? result instanceof NeedsValues : hasAll(result.text) };
}

/** Renders, and counts the output of all renderings of a run. */
class Renderings {
  private done = 0;
  private all = 0;
  private size = 0;

  constructor(private readonly options: RenderOptions, private readonly releases: Releases) {}

  /** The result of each task, with the included charts and kustomizations whose objects it contains. */
  public of(tasks: readonly RenderTask[]): Promise<readonly RenderedTask<Done>[]> {
    this.all += tasks.length;
    return inParallel(tasks, PARALLEL, async (task) => {
      const result = await this.render(task);
      if (task.rendering.kind === 'kustomization' && !(result instanceof InputError)) {
        this.releases.addRendered(task.name, result.text);
      }
      const parts = result instanceof InputError ? [] : result.parts ?? [];
      return { result: { task, result }, contains: parts.map(containedPart) };
    });
  }

  private async render({ name, render }: RenderTask): Promise<RenderedText | InputError> {
    const { onProgress } = this.options;
    onProgress?.(this.done, this.all);
    try {
      const rendered = await render();
      this.size += rendered.text.length;
      return this.size > MOST_OUTPUT
        ? new InputError(`${name}: the charts of this run print more than ${MOST_OUTPUT / 1024 ** 2} MiB: name fewer paths`)
        : rendered;
    } catch (error) {
      if (error instanceof InputError) {
        return error;
      }
      throw error;
    } finally {
      onProgress?.(++this.done, this.all);
    }
  }
}

/** All renderings of a program that is not installed, as one input, so that the reason is shown once. */
function withoutProgram(tasks: readonly RenderTask[], reason: string): Input {
  const [{ rendering, ...first }] = tasks;
  const names = tasks.map(({ name }) => name);
  // If charts and kustomizations need the same program, such as Helm, "folder" names both.
  const noun = tasks.every((task) => task.rendering.kind === rendering.kind) ? rendering.kind : 'folder';
  return failedInput({
    ...first,
    isNamed: tasks.some(({ isNamed }) => isNamed),
    rendering: { ...rendering, sources: tasks.flatMap((task) => task.rendering.sources) },
  }, new MissingProgram(`${countText(tasks.length, noun)} (${firstOf(names, MOST_NAMES)}) `
    + `${tasks.length === 1 ? 'was' : 'were'} not rendered: ${reason}`));
}

function failedInput(task: RenderTask, error: InputError): Input {
  return inputOf(task, () => {
    throw error;
  });
}

function inputOf({ name, isNamed, rendering }: RenderTask, chunks: Input['chunks']): Input {
  return { name, isNamed, rendering, isDockerfile: false, chunks, preview: chunks };
}
