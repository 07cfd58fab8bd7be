import { existsSync, readdirSync } from 'fs';
import { CHART_FILE, chartName, dependencyNames, isArchive } from './chart-file';
import { joined } from '../../formats/manifest/slashed';

/**
 * Returns a function for the source file of an object, given the name in Helm's comment above it, such as `web/templates/deployment.yaml`.
 * A chart can also print such comments itself. If the name is not in the chart, the source is the Chart.yaml or the archive.
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

/** @param known the subcharts that were looked up before, by Helm's names for them */
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

/** Helm calls a subchart by its alias or its name. Its folder may have another name, and it may be packed. */
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
