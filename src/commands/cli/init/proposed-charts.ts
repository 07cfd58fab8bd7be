import { existsSync, readdirSync } from 'fs';
import { WorkingPrograms, workingPrograms } from './working-programs';
import { NamedFile } from '../../../formats/files/named-file';
import { repositoryRoot } from '../../../formats/files/repository-root';
import { InputError } from '../../../formats/manifest/input-error';
import { joined } from '../../../formats/manifest/slashed';
import { foundInputs, isInput } from '../../../tasks/audit/found-inputs';
import { Input } from '../../../tasks/audit/input';
import { renderChart } from '../../../tasks/charts/helm';
import { renderInputs } from '../../../tasks/charts/render-inputs';
import { MissingProgram, NeedsValues, OverLimit, Running } from '../../../tasks/charts/rendered';
import { RenderContent } from '../../../tasks/settings-file/content';
import { FileMatcher } from '../../../tasks/settings-file/file-matcher';
import { SETTINGS_FILE } from '../../../tasks/settings-file/read';
import { Io } from '../io';

/** The charts and kustomizations in the working directory, for the settings file that `init` writes. */
export interface ProposedCharts {
  /** The files, and the rendered manifests of charts and kustomizations. */
  readonly inputs: readonly (Input | InputError)[];
  /** Charts that render with values files beside them. */
  readonly render: readonly RenderContent[];
  readonly failing: readonly FailingChart[];
}

/** A chart or a kustomization that does not render. */
export interface FailingChart {
  readonly name: string;
  readonly isChart: boolean;
  readonly error: InputError;
  /** Whether it is left out of the audit. */
  readonly isLeftOut: boolean;
}

/** Whether the chart or kustomization itself is the cause. A missing program or a timeout may be a problem of this machine. */
function isToBlame(error: InputError, isChart: boolean, programs: WorkingPrograms): boolean {
  return isChart
    ? programs.charts && error instanceof NeedsValues
    : programs.kustomizations && !(error instanceof MissingProgram || error instanceof OverLimit);
}

/** Names of values files in the folder of a chart. The files in `ci` only test the chart. */
const VALUES = /^(?:values[-_.].+|.+[-_.]values)\.ya?ml$/;
/** The maximum number of values files that are tried for a chart. */
const MOST_TRIES = 5;

/**
 * Renders the charts and kustomizations in the working directory, and tries values files for charts that need values.
 *
 * @param isForeign whether a file is third-party
 */
export async function proposedCharts(isForeign: FileMatcher, signal: AbortSignal, { env }: Io): Promise<ProposedCharts> {
  const running = { env, signal };
  const found = foundInputs(['.']).filter((input) => !isInput(input) || !isForeign(input.name));
  const rendered = (listed: readonly RenderContent[]) => renderInputs(found, {
    ...running,
    paths: ['.'],
    onlyNamed: false,
    named: {},
    listed: listed.map(({ values = [], ...entry }) => ({ ...entry, values: values.map(confined) })),
    settingsFile: SETTINGS_FILE,
    isExcluded: () => false,
    allowsRemote: false,
  });
  const first = await rendered([]);
  const render: RenderContent[] = [];
  for (const { name } of failuresIn(first).filter(({ error }) => error instanceof NeedsValues)) {
    const values = await workingValues(name, running);
    render.push(...values === undefined ? [] : [{ chart: name, values: [values] }]);
  }
  const inputs = render.length > 0 ? await rendered(render) : first;
  const failures = failuresIn(inputs);
  const programs = failures.length > 0 ? await workingPrograms(running) : undefined;
  return {
    inputs: inputs.filter((input) => !isInput(input) || errorOf(input) === undefined),
    render,
    failing: failures.map((each) => ({ ...each, isLeftOut: programs !== undefined && isToBlame(each.error, each.isChart, programs) })),
  };
}

function failuresIn(inputs: readonly (Input | InputError)[]): readonly Omit<FailingChart, 'isLeftOut'>[] {
  return inputs.filter(isInput).flatMap((input) => {
    const error = errorOf(input);
    return error === undefined ? [] : [{ name: input.name, isChart: input.rendering?.kind === 'chart', error }];
  });
}

/** The reason why a chart or kustomization does not render; undefined if it does, and for files. */
function errorOf({ rendering, chunks }: Input): InputError | undefined {
  try {
    void (rendering && chunks());
    return undefined;
  } catch (error) {
    if (error instanceof InputError) {
      return error;
    }
    throw error;
  }
}

/** The first values file with which a chart renders; undefined if there is none. */
async function workingValues(chart: string, running: Running): Promise<string | undefined> {
  for (const values of valuesFiles(chart).slice(0, MOST_TRIES)) {
    try {
      await renderChart({ chart, values: [confined(values)] }, running);
      return values;
    } catch (error) {
      if (!(error instanceof InputError)) {
        throw error;
      }
    }
  }
  return undefined;
}

function confined(path: string): NamedFile {
  return { path, root: repositoryRoot('.') };
}

function valuesFiles(chart: string): readonly string[] {
  return [chart, joined(chart, 'ci')].filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).filter((name) => VALUES.test(name)).sort().map((name) => joined(folder, name)));
}
