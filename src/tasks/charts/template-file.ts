import { join } from 'path';
import { CHART_FILE, chartName, isArchive } from './chart-name';

/**
 * The file of an object by the comment that Helm writes above it, such as `web/templates/deployment.yaml`: one in the chart, which may be
 * packed. A chart can write such comments, too: for one that names something else it is the file of the chart.
 */
export function templateFile(chart: string): (template: string | undefined) => string {
  const name = chartName(chart);
  const other = isArchive(chart) ? chart : join(chart, CHART_FILE);
  return (template = '') => {
    const [first, ...steps] = template.split('/');
    const isOfChart = first === name && steps.length > 0 && steps.every((step) => step !== '' && step !== '.' && step !== '..');
    return isOfChart ? join(chart, ...steps) : other;
  };
}
