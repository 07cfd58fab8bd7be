import { resolve } from 'path';
import { isArchive } from './chart-name';
import { chartTasks, NamedRendering } from './chart-tasks';
import { findCharts } from './found';
import { ChartRendering } from './helm';
import { kustomizationTasks } from './kustomization-tasks';
import { Rendered, Running } from './rendered';
import { InputError } from '../../formats/manifest/input-error';
import { realPath } from '../../formats/manifest/real-path';
import { isInput } from '../audit/found-inputs';
import { Input, Rendering } from '../audit/input';
import { inParallel } from '../programs/in-parallel';
import { FileMatcher } from '../settings-file/file-matcher';

/** What is rendered, and how. */
export interface RenderOptions extends Running {
  /** The paths that the user named. */
  readonly paths: readonly string[];
  /** Whether only charts and kustomizations are rendered that the user named, and not those in folders. */
  readonly onlyNamed: boolean;
  /** How a chart is rendered that the user named; of others only what is not about one chart. */
  readonly named: NamedRendering;
  /** How charts are rendered by the settings file, with paths from the working directory. */
  readonly listed: readonly ChartRendering[];
  /** Path of the settings file in which a chart can be listed. */
  readonly settingsFile: string;
  readonly isExcluded: FileMatcher;
  /** Whether the user allows kustomizations what is on another host. */
  readonly allowsRemote: boolean;
  /** Called with how many are done of how many. */
  readonly onProgress?: (done: number, all: number) => void;
  /** Called with what is worth a line beside the results. */
  readonly onRemark?: (line: string) => void;
}

/** One chart or kustomization to render. */
export interface RenderTask {
  /** As findings name it. */
  readonly name: string;
  readonly isNamed: boolean;
  readonly rendering: Rendering;
  /** @throws InputError */
  readonly render: () => Promise<Rendered>;
}

/** Programs at a time. */
const PARALLEL = 2;
/** What is printed of the warnings of one of them. */
const MOST_WARNINGS = 5;
const LONGEST_WARNING = 300;
/** What all results of a run may come to, in bytes. */
const MOST_OUTPUT = 512 * 1024 ** 2;

/**
 * Puts what charts and kustomizations render to behind the files of a run, and takes the files out that they are made of. What cannot be
 * rendered is an input that cannot be read.
 *
 * @param inputs those of the paths, with the errors of those that cannot be read
 * @throws InputError if an option is for one chart, and not one is named
 */
export async function renderInputs(
  inputs: readonly (Input | InputError)[], options: RenderOptions,
): Promise<readonly (Input | InputError)[]> {
  const found = findCharts(inputs.filter(isInput));
  const isNamed = (path: string) => options.paths.some((named) => resolve(named) === resolve(path));
  checkNamed(found.charts.filter(isNamed), options);
  found.libraries.filter(isNamed).forEach((chart) => options.onRemark?.(`${chart}: is a library chart, which renders nothing by itself: name a chart that uses it`));
  const kustomizations = kustomizationTasks(found.kustomizations, isNamed, options);
  const tasks = [...found.charts.flatMap((chart) => chartTasks(chart, isNamed(chart), options)), ...kustomizations.tasks];
  const isPart = ({ name }: Input) => found.isOfChart(name) || (isArchive(name) && found.charts.includes(name))
    || (kustomizations.files.size > 0 && kustomizations.files.has(realPath(name)));
  return [...inputs.filter((input) => !isInput(input) || !isPart(input)), ...await renderAll(tasks, options)];
}

function checkNamed(charts: readonly string[], { named: { values = [], set = [], release } }: RenderOptions): void {
  if (charts.length !== 1 && (values.length > 0 || set.length > 0 || release !== undefined)) {
    throw new InputError(`-f, --set and --release are for one chart, and ${charts.length === 0 ? 'none' : `${charts.length} are`} named: `
      + 'name the folder of a chart or its .tgz, and list others in the settings file, as `render`');
  }
}

async function renderAll(tasks: readonly RenderTask[], { onProgress, onRemark }: RenderOptions): Promise<readonly Input[]> {
  let done = 0;
  let size = 0;
  return inParallel(tasks, PARALLEL, async ({ render, ...task }) => {
    onProgress?.(done, tasks.length);
    try {
      const { text, warnings } = await render();
      size += text.length;
      if (size > MOST_OUTPUT) {
        throw new InputError(`${task.name}: the charts of this run print more than ${MOST_OUTPUT / 1024 ** 2} MiB: name fewer paths`);
      }
      warningLines(warnings).forEach((line) => onRemark?.(`${task.name}: ${line}`));
      return inputOf(task, () => [Buffer.from(text)]);
    } catch (error) {
      if (!(error instanceof InputError)) {
        throw error;
      }
      return inputOf(task, () => {
        throw error;
      });
    } finally {
      onProgress?.(++done, tasks.length);
    }
  });
}

/** A chart decides how much Helm has to say about it. */
function warningLines(warnings: readonly string[]): readonly string[] {
  const more = warnings.length - MOST_WARNINGS;
  return [...warnings.slice(0, MOST_WARNINGS).map((line) => line.slice(0, LONGEST_WARNING)), ...more > 0 ? [`${more} more warnings`] : []];
}

function inputOf(task: Omit<RenderTask, 'render'>, chunks: Input['chunks']): Input {
  return { ...task, isDockerfile: false, chunks, preview: chunks };
}
