import { failureText } from './output';
import { RefusalOptions, RenderError } from './rendered';
import { Answer } from '../programs/answer';

interface Refusal {
  /** A pattern for the messages of Helm 3 and 4. */
  readonly reason: RegExp;
  readonly meaning: (chart: string) => RefusalOptions;
}

/** The failures that values cannot fix. */
const REFUSALS: readonly Refusal[] = [
  {
    reason: /missing in charts\/ directory/,
    meaning: (chart) => ({ hint: `: run \`helm dependency build ${chart}\`` }),
  },
  {
    reason: /^chart requires kubeVersion: /,
    meaning: () => ({
      hint: ': name the version of the cluster as `kubernetesVersion` in '
      + 'the settings file, or for helmCharts as their `kubeVersion`',
    }),
  },
  {
    reason: /^failed parsing --set data/,
    meaning: () => ({ hint: ': write KEY=VALUE, such as image.tag=2', field: 'set' }),
  },
  {
    reason: /^failed to parse \S+: /,
    meaning: () => ({ hint: ': correct this values file' }),
  },
  {
    reason: new RegExp(`^(?:${[
      'unable to load chart archive', 'unable to detect chart version, no Chart\\.yaml', 'chart illegally contains',
      'Chart\\.yaml file is missing', "file '.*' (?:seems to be|does not appear to be) ",
    ].join('|')})`),
    meaning: () => ({
      hint: ', so it is not a packed chart: name one that `helm package` wrote, or the folder of a chart',
      field: 'chart',
    }),
  },
  {
    reason: /^(?:validation: chart\.metadata|cannot load Chart\.yaml)/,
    meaning: () => ({ hint: ': correct the Chart.yaml of the chart', field: 'chart' }),
  },
];

/** The reason why Helm did not render a chart. */
export function refusal(answer: Pick<Answer, 'stderr' | 'status'>, chart: string): RenderError {
  const reason = failureText('helm', answer);
  const known = REFUSALS.find((each) => each.reason.test(reason));
  return new RenderError(chart, reason, known ? known.meaning(chart) : { mayNeedValues: true });
}
