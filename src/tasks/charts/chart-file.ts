import { basename, join, resolve } from 'path';
import { readConfinedFile } from '../../formats/files/confined-file';
import { isOnOtherMachine } from '../../formats/files/other-machine';
import { isInside } from '../../formats/manifest/is-inside';
import { asArray, asObject, asString, JsonObject, scalarText } from '../../formats/manifest/json';
import { realPath } from '../../formats/manifest/real-path';
import { readDocuments } from '../../formats/yaml/documents';
import { readDocument } from '../../formats/yaml/read-document';

export const CHART_FILE = 'Chart.yaml';
const LIBRARY = 'library';
const ARCHIVE = /\.(?:tgz|tar\.gz)$/;
/** `helm package` names an archive after the chart and its version. */
const VERSION = /-v?\d+\.\d+\.\d+.*$/;

/** Whether a file is a packed chart, by its name. */
export function isArchive(path: string): boolean {
  return ARCHIVE.test(path);
}

/** The name of a chart, which is also the default name of its release; undefined if it cannot be read. */
export function chartName(chart: string): string | undefined {
  return isArchive(chart) ? basename(chart).replace(ARCHIVE, '').replace(VERSION, '') : scalarText(contentOf(chart, CHART_FILE).name);
}

/** The names of a chart's dependencies, by alias. */
export function dependencyNames(chart: string): ReadonlyMap<string, string> {
  return new Map(dependenciesOf(chart).flatMap(({ name, alias }) => {
    const [real, other] = [scalarText(name), scalarText(alias)];
    return real !== undefined && other !== undefined ? [[other, real] as const] : [];
  }));
}

/** A dependency in a local folder, such as `file://../common`. */
export interface LocalDependency {
  /** The name of its copy in the other chart. */
  readonly called: string;
  readonly folder: string;
}

export function localDependencies(chart: string): readonly LocalDependency[] {
  return dependenciesOf(chart).flatMap(({ name, alias, repository }) => {
    const [, path] = /^file:\/\/(.*)$/.exec(asString(repository) ?? '') ?? [];
    const folder = path === undefined ? undefined : resolve(chart, path);
    return folder === undefined || isInside(folder, resolve(chart)) || isOnOtherMachine(folder, chart)
      ? []
      : [{ called: scalarText(alias) ?? scalarText(name) ?? '', folder }];
  });
}

/** Whether a chart renders nothing by itself. */
export function isLibrary(chart: string): boolean {
  return contentOf(chart, CHART_FILE).type === LIBRARY;
}

/** Like `isLibrary`, for the bytes of a Chart.yaml. */
export function isLibraryFile(bytes: Buffer): boolean {
  return contentIn(() => bytes).type === LIBRARY;
}

function dependenciesOf(chart: string): readonly JsonObject[] {
  const files = [CHART_FILE, 'requirements.yaml'].map((file) => contentOf(chart, file));
  return files.flatMap(({ dependencies }) => asArray(dependencies).map(asObject));
}

function contentOf(chart: string, file: string): JsonObject {
  return contentIn(() => readConfinedFile(join(chart, file), realPath(chart)));
}

/** The content of a YAML file. Empty for an unreadable file, whose error Helm reports. */
function contentIn(read: () => Buffer): JsonObject {
  try {
    const [document] = readDocuments([read()]);
    return asObject(document && readDocument(document));
  } catch {
    return {};
  }
}
