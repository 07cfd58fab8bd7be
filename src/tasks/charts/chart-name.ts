import { basename, join } from 'path';
import { readConfinedFile } from '../../formats/files/confined-file';
import { asArray, asObject, JsonObject, scalarText } from '../../formats/manifest/json';
import { realPath } from '../../formats/manifest/real-path';
import { readDocuments } from '../../formats/yaml/documents';
import { readDocument } from '../../formats/yaml/read-document';

export const CHART_FILE = 'Chart.yaml';
const ARCHIVE = /\.(?:tgz|tar\.gz)$/;
/** `helm package` names an archive after the chart and its version. */
const VERSION = /-v?\d+\.\d+\.\d+.*$/;

/** Whether a file is a packed chart, by its name. */
export function isArchive(path: string): boolean {
  return ARCHIVE.test(path);
}

/** The name of a chart, after which a release is called that is not named; undefined if it cannot be read. */
export function chartName(chart: string): string | undefined {
  return isArchive(chart) ? basename(chart).replace(ARCHIVE, '').replace(VERSION, '') : scalarText(contentOf(chart, CHART_FILE).name);
}

/** The names of the dependencies of a chart by their aliases. */
export function dependencyNames(chart: string): ReadonlyMap<string, string> {
  const files = [CHART_FILE, 'requirements.yaml'].map((file) => contentOf(chart, file));
  return new Map(files.flatMap(({ dependencies }) => asArray(dependencies).map(asObject)).flatMap(({ name, alias }) => {
    const [real, other] = [scalarText(name), scalarText(alias)];
    return real !== undefined && other !== undefined ? [[other, real] as const] : [];
  }));
}

/** Empty if it cannot be read: Helm reports the error. */
function contentOf(chart: string, file: string): JsonObject {
  try {
    const [document] = readDocuments([readConfinedFile(join(chart, file), realPath(chart))]);
    return asObject(document && readDocument(document));
  } catch {
    return {};
  }
}
