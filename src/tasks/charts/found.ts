import { readFileSync } from 'fs';
import { basename, dirname, join, relative, resolve, sep } from 'path';
import { CHART_FILE, isArchive } from './chart-name';
import { isKustomizationFile } from './kustomization/file';
import { isInside } from '../../formats/manifest/is-inside';
import { asArray, asObject, asString, JsonObject } from '../../formats/manifest/json';
import { readSingleDocument } from '../../formats/yaml/single-document';
import { Input } from '../audit/input';

/** The charts and kustomizations among files. */
export interface Found {
  /** Folders of charts, and archives that were named. None is a part of another, and none is a library. */
  readonly charts: readonly string[];
  /** Folders of charts that only others use: they render nothing. */
  readonly libraries: readonly string[];
  /** Folders of kustomizations. */
  readonly kustomizations: readonly string[];
  /** Whether a file is one that a chart renders, or describes it by. */
  readonly isOfChart: (file: string) => boolean;
}

/**
 * What belongs to a chart, by paths in its folder: what it is rendered with, and values for other occasions. All else in there is read as
 * it is, such as `crds` and a Dockerfile.
 */
const OWN = /^(?:Chart\.yaml|values[^/]*\.yaml|[^/]*-values\.yaml|values\.schema\.json|ci\/[^/]*values\.yaml|(?:templates|charts|files)\/.*)$/;

/** Looks for charts and kustomizations, by the names of files. */
export function findCharts(inputs: readonly Pick<Input, 'name' | 'isNamed'>[]): Found {
  const files = inputs.map(({ name }) => name);
  const folders = files.filter((name) => basename(name) === CHART_FILE).map((name) => dirname(name));
  const contents = new Map(folders.map((folder) => [resolve(folder), contentOf(join(folder, CHART_FILE))]));
  const subcharts = new Set([...contents].flatMap(([folder, content]) => localDependencies(folder, content)));
  const all = new Set(contents.keys());
  const whole = folders.filter((folder) => !subcharts.has(resolve(folder)) && !isVendored(resolve(folder), all));
  const isLibrary = (folder: string) => contents.get(resolve(folder))?.type === 'library';
  const archives = inputs.filter(({ name, isNamed }) => isNamed && isArchive(name)).map(({ name }) => name);
  return {
    libraries: whole.filter(isLibrary),
    charts: [...whole.filter((folder) => !isLibrary(folder)), ...archives],
    kustomizations: [...new Set(files.filter(isKustomizationFile).map((name) => dirname(name)))],
    isOfChart: folders.length === 0 ? () => false : (file) => isOwn(resolve(file), all),
  };
}

/** Whether a chart is in the folder `charts` of another. */
function isVendored(chart: string, all: ReadonlySet<string>): boolean {
  return foldersAround(chart).some((folder) => basename(folder) === 'charts' && all.has(dirname(folder)));
}

function isOwn(file: string, charts: ReadonlySet<string>): boolean {
  return foldersAround(file).some((folder) => charts.has(folder) && OWN.test(relative(folder, file).split(sep).join('/')));
}

/** A folder or file itself is none of them. */
function foldersAround(path: string): readonly string[] {
  const folder = dirname(path);
  return folder === path ? [] : [folder, ...foldersAround(folder)];
}

/** The folders of charts that a chart includes from beside it. */
function localDependencies(folder: string, { dependencies }: JsonObject): readonly string[] {
  return asArray(dependencies).flatMap((each) => {
    const [, path] = /^file:\/\/(.*)$/.exec(asString(asObject(each).repository) ?? '') ?? [];
    const target = path === undefined ? undefined : resolve(folder, path);
    return target === undefined || isInside(target, folder) ? [] : [target];
  });
}

/** Nothing if it cannot be read: Helm says why. */
function contentOf(file: string): JsonObject {
  try {
    return asObject(readSingleDocument(readFileSync(file)).value);
  } catch {
    return {};
  }
}
