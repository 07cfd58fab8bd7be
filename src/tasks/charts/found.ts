import { existsSync } from 'fs';
import { basename, dirname, join, relative, resolve } from 'path';
import { CHART_FILE, isArchive, isLibrary } from './chart-file';
import { isKustomizationFile } from '../../formats/manifest/kustomization';
import { slashed } from '../../formats/manifest/slashed';
import { Input } from '../audit/input';

/** The charts and kustomizations among files. */
export interface FoundInputs {
  /** Folders of charts, and archives that were named. None is a part of another, in its `charts`, and none is a library. */
  readonly charts: readonly string[];
  /** Folders of charts that only others use: they render nothing. */
  readonly libraries: readonly string[];
  /** Folders of kustomizations. */
  readonly kustomizations: readonly string[];
  /** Whether a file is one that a chart renders, or describes it by. */
  readonly isOfChart: (file: string) => boolean;
  /** What a file in the folder of a chart is, besides those that the chart renders; undefined for a file elsewhere. */
  readonly roleOf: (file: string) => Pick<Input, 'isForeign' | 'isChartFile'> | undefined;
}

const VALUES = /values[^/]*\.yaml|[^/]*-values\.yaml|values\.schema\.json|ci\/[^/]*values\.yaml/;
/**
 * What belongs to a chart, by paths in its folder: what it is rendered with, and values for other occasions. All else in there is read as
 * it is, such as `crds` and a Dockerfile, but for the tests of the chart.
 */
const OWN = new RegExp(`^(?:Chart\\.yaml|${VALUES.source}|(?:templates|charts|files)/.*)$`);

const INSTALLED = /^crds\//;

/** Whether an input makes its folder a chart or a kustomization, or is a packed chart, or a part of a chart that was named by itself. */
export function isRenderable(input: Pick<Input, 'name' | 'isNamed'>): boolean {
  const { name, isNamed } = input;
  return basename(name) === CHART_FILE || isKustomizationFile(name) || (isNamed && (isArchive(name) || chartsOfNamed([input]).length > 0));
}

/** The charts that are rendered with files that were named by themselves, as pre-commit names those that changed. */
function chartsOfNamed(inputs: readonly Pick<Input, 'name' | 'isNamed'>[]): readonly string[] {
  return inputs.filter(({ isNamed }) => isNamed).flatMap(({ name }) => {
    const charts = foldersAround(name)
      .filter((folder) => existsSync(join(folder, CHART_FILE)) && isOwn(resolve(name), new Set([resolve(folder)])));
    return charts.slice(-1); // Not the subchart.
  });
}

/** Looks for charts and kustomizations, by the names of files. */
export function findCharts(inputs: readonly Pick<Input, 'name' | 'isNamed'>[]): FoundInputs {
  const files = inputs.map(({ name }) => name);
  const ofFiles = files.filter((name) => basename(name) === CHART_FILE).map((name) => dirname(name));
  const folders = distinct([...ofFiles, ...chartsOfNamed(inputs)]);
  const all = new Set(folders.map((folder) => resolve(folder)));
  const whole = folders.filter((folder) => !isPart(resolve(folder), all));
  const libraries = whole.filter(isLibrary);
  const archives = inputs.filter(({ name, isNamed }) => isNamed && isArchive(name)).map(({ name }) => name);
  return {
    libraries,
    charts: [...whole.filter((folder) => !libraries.includes(folder)), ...archives],
    kustomizations: [...new Set(files.filter(isKustomizationFile).map((name) => dirname(name)))],
    isOfChart: folders.length === 0 ? () => false : (file) => isOwn(resolve(file), all),
    roleOf: folders.length === 0 ? () => undefined : (file) => roleIn(all, resolve(file)),
  };
}

/** Each once, however it is written. */
function distinct(folders: readonly string[]): readonly string[] {
  return [...new Map(folders.map((folder) => [resolve(folder), folder])).values()];
}

/** Whether a file is one that a chart is rendered with. Both paths are absolute. */
export function isPartOfChart(file: string, chart: string): boolean {
  return isOwn(file, new Set([chart]));
}

/** Whether a file is one that a chart is rendered with, or another kind of its files. */
function isOwn(file: string, charts: ReadonlySet<string>, kind = OWN): boolean {
  return foldersAround(file).some((folder) => charts.has(folder) && kind.test(slashed(relative(folder, file))));
}

/** Helm installs some files as they are. Templates can read the others. */
function roleIn(charts: ReadonlySet<string>, file: string): ReturnType<FoundInputs['roleOf']> {
  if (isOwn(file, charts, INSTALLED)) {
    return { isForeign: true };
  }
  return foldersAround(file).some((folder) => charts.has(folder)) ? { isChartFile: true } : undefined;
}

/** Whether a chart is part of another, such as a subchart. */
function isPart(chart: string, charts: ReadonlySet<string>): boolean {
  return foldersAround(chart).some((folder) => charts.has(folder) && OWN.test(`${slashed(relative(folder, chart))}/`));
}

/** The nearest first. A folder or file itself is none of them. */
export function foldersAround(path: string): readonly string[] {
  const folder = dirname(path);
  return folder === path ? [] : [folder, ...foldersAround(folder)];
}
