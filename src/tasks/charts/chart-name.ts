import { readFileSync, statSync } from 'fs';
import { basename, join } from 'path';
import { asObject, asString } from '../../formats/manifest/json';
import { readDocuments } from '../../formats/yaml/documents';
import { readDocument } from '../../formats/yaml/read-document';

export const CHART_FILE = 'Chart.yaml';
const ARCHIVE = /\.(?:tgz|tar\.gz)$/;
/** `helm package` names an archive after the chart and its version. */
const VERSION = /-v?\d+\.\d+\.\d+.*$/;

/** Whether a path is a chart by its name: one that `helm package` wrote, or a folder with a Chart.yaml. */
export function isChart(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isDirectory() === true ? statSync(join(path, CHART_FILE), { throwIfNoEntry: false })?.isFile() === true
    : ARCHIVE.test(path);
}

/** The name that a chart has, by which Helm calls a release that is not named; undefined if it cannot be read. */
export function chartName(chart: string): string | undefined {
  return ARCHIVE.test(chart) ? basename(chart).replace(ARCHIVE, '').replace(VERSION, '') : nameIn(join(chart, CHART_FILE));
}

function nameIn(file: string): string | undefined {
  try {
    const [document] = readDocuments([readFileSync(file)]);
    return asString(asObject(document && readDocument(document)).name);
  } catch {
    return undefined; // Helm says what is wrong with it.
  }
}
