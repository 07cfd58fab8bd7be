import { ValuesOptions, ValuesSettings } from './options';
import { Render } from '../../../tasks/chart-values/chart/render';
import { renderWith } from '../../../tasks/charts/render-with';
import { Running } from '../../../tasks/charts/rendered';
import { helmOutcome } from '../render/helm-outcome';

/** Renders the chart of a command line, which was checked before. Its values override the user's files, but not `--set`. */
export function chartRenderer(options: ValuesOptions, { kubeVersion }: ValuesSettings, running: Running): Render {
  const { chart, values, set, release, namespace, skipTests, apiVersions } = options;
  const rendering = { chart, values: values.map((path) => ({ path })), set, release, namespace, skipTests, apiVersions, kubeVersion };
  return (over, { skipsSchema: skipSchema = false } = {}) =>
    helmOutcome(async () => (await renderWith({ ...rendering, skipSchema }, over, running)).text);
}
