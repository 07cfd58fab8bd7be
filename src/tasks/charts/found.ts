import { existsSync } from 'fs';
import { basename, dirname, join, relative, resolve } from 'path';
import { CHART_FILE, isArchive, isLibrary } from './chart-file';
import { isKustomizationFile } from '../../formats/manifest/kustomization';
import { slashed } from '../../formats/manifest/slashed';
import { Input } from '../audit/input';

/** The charts and kustomizations among files. */
export interface FoundInputs {
  /** Folders of charts, and named archives, without subcharts in `charts` and without libraries. */
  readonly charts: readonly string[];
  /** Folders of library charts, which render nothing. */
  readonly libraries: readonly string[];
  /** Folders of kustomizations. */
  readonly kustomizations: readonly string[];
  /** Whether a file is a template or metadata of a chart. */
  readonly isOfChart: (file: string) => boolean;
  /** The role of another file in the folder of a chart; undefined for a file elsewhere. */
  readonly roleOf: (file: string) => Pick<Input, 'isForeign' | 'isChartFile'> | undefined;
}

const VALUES = /values[^/]*\.yaml|[^/]*-values\.yaml|values\.schema\.json|ci\/[^/]*values\.yaml/;
/** `requirements.yaml` has the dependencies of charts for Helm 2, which Helm still reads. */
const METADATA = /(?:Chart|requirements)\.(?:yaml|lock)|\.helmignore/;
/**
 * The files with which a chart renders, and its other values files, by their paths in the chart. All other files are read directly, such as
 * `crds` and Dockerfiles, except the tests of the chart.
 */
const OWN = new RegExp(`^(?:${METADATA.source}|${VALUES.source}|(?:templates|charts|files)/.*)$`);

const INSTALLED = /^crds\//;

/** Whether an input leads to a rendering: it marks a chart or a kustomization, is a packed chart, or is a named file of a chart. */
export function isRenderable(input: Pick<Input, 'name' | 'isNamed'>): boolean {
  const { name, isNamed } = input;
  return basename(name) === CHART_FILE || isKustomizationFile(name) || (isNamed && (isArchive(name) || chartsOfNamed([input]).length > 0));
}

/** The charts around files that the user named one by one. pre-commit does so for changed files. */
function chartsOfNamed(inputs: readonly Pick<Input, 'name' | 'isNamed'>[]): readonly string[] {
  return inputs.filter(({ isNamed }) => isNamed).flatMap(({ name }) => {
    const charts = foldersAround(name)
      .filter((folder) => existsSync(join(folder, CHART_FILE)) && isOwn(resolve(name), new Set([resolve(folder)])));
    return charts.slice(-1); // The outer chart renders its subcharts.
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

/** The folders, each once, even if its path is written in several ways. */
function distinct(folders: readonly string[]): readonly string[] {
  return [...new Map(folders.map((folder) => [resolve(folder), folder])).values()];
}

/** Whether a chart is rendered with a file. Both paths are absolute. */
export function isPartOfChart(file: string, chart: string): boolean {
  return isOwn(file, new Set([chart]));
}

/** Whether a file belongs to one of the charts. Default: only files with which a chart is rendered count. */
function isOwn(file: string, charts: ReadonlySet<string>, kind = OWN): boolean {
  return foldersAround(file).some((folder) => charts.has(folder) && kind.test(slashed(relative(folder, file))));
}

/** The role of a file that is not rendered. Helm installs some such files as they are, and templates can read the others. */
function roleIn(charts: ReadonlySet<string>, file: string): ReturnType<FoundInputs['roleOf']> {
  if (isOwn(file, charts, INSTALLED)) {
    return { isForeign: true };
  }
  return foldersAround(file).some((folder) => charts.has(folder)) ? { isChartFile: true } : undefined;
}

/** Whether a chart is part of another chart, such as a subchart. */
function isPart(chart: string, charts: ReadonlySet<string>): boolean {
  return foldersAround(chart).some((folder) => charts.has(folder) && OWN.test(`${slashed(relative(folder, chart))}/`));
}

/** The folders around a path, nearest first, without the path itself. */
export function foldersAround(path: string): readonly string[] {
  const folder = dirname(path);
  return folder === path ? [] : [folder, ...foldersAround(folder)];
}
