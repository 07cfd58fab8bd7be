import { existsSync, readdirSync } from 'fs';
import { CHART_FILE, chartName, dependencyNames, isArchive } from './chart-file';
import { joined } from '../../formats/manifest/slashed';

/**
 * Returns a function that finds the source file of an object by the name in Helm's comment, such as `web/templates/deployment.yaml`. A
 * chart can also print such comments itself: if the chart has no file of this name, the source is its Chart.yaml or the archive.
 */
export function templateFile(chart: string): (template: string | undefined) => string {
  const name = chartName(chart);
  const other = isArchive(chart) ? chart : joined(chart, CHART_FILE);
  const subcharts = new Map<string, string>();
  return (template = '') => {
    const [first, ...steps] = template.split('/');
    const isOfChart = first === name && steps.length > 0 && steps.every((step) => step !== '' && step !== '.' && step !== '..');
    return isOfChart ? fileIn(chart, steps, subcharts) : other;
  };
}

const SUBCHARTS = 'charts';

/** @param known the subcharts from earlier calls, by the names that Helm uses */
function fileIn(chart: string, steps: readonly string[], known: Map<string, string>): string {
  const [folder, called, ...rest] = steps;
  if (folder !== SUBCHARTS || rest.length === 0 || isArchive(chart)) {
    return joined(chart, ...steps);
  }
  const key = joined(chart, SUBCHARTS, called);
  const subchart = known.get(key) ?? subchartCalled(chart, called);
  known.set(key, subchart);
  return fileIn(subchart, rest, known);
}

/** The folder or archive of a subchart. Helm calls a subchart by its alias or its name, and the folder may have a third name. */
export function subchartCalled(chart: string, called: string): string {
  const folder = joined(chart, SUBCHARTS);
  const usual = joined(folder, called);
  if (existsSync(usual)) {
    return usual;
  }
  const name = dependencyNames(chart).get(called) ?? called;
  return subchartsIn(chart).find((path) => chartName(path) === name) ?? usual;
}

/** The folders and archives in the `charts` folder of a chart. */
export function subchartsIn(chart: string): readonly string[] {
  const folder = joined(chart, SUBCHARTS);
  try {
    return readdirSync(folder).sort().map((entry) => joined(folder, entry));
  } catch {
    return [];
  }
}
