import { readFileSync } from 'fs';
import { basename, join } from 'path';
import { asObject, asString } from '../../formats/manifest/json';
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
  return isArchive(chart) ? basename(chart).replace(ARCHIVE, '').replace(VERSION, '') : nameIn(join(chart, CHART_FILE));
}

function nameIn(file: string): string | undefined {
  try {
    const [document] = readDocuments([readFileSync(file)]);
    return asString(asObject(document && readDocument(document)).name);
  } catch {
    return undefined; // Helm says what is wrong with it.
  }
}
