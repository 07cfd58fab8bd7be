import { InputError } from '../../../formats/manifest/input-error';
import { HelmOutcome } from '../../../tasks/chart-values/chart/render';
import { RenderError } from '../../../tasks/charts/rendered';

/**
 * A rendering, or the reason why Helm refuses it.
 *
 * @param isOutcome whether a failure counts as an outcome. Default: every failure does.
 * @throws InputError if Helm did not start, or the failure is not an outcome
 */
export async function helmOutcome(
  render: () => Promise<string>, isOutcome: (failure: RenderError) => boolean = () => true,
): Promise<HelmOutcome> {
  try {
    return { text: await render() };
  } catch (error) {
    if (!(error instanceof RenderError && isOutcome(error))) {
      throw error;
    }
    if (error.reason.includes('unknown flag: --skip-schema-validation')) {
      throw new InputError('this command needs Helm 3.16 or newer, which can leave out the schema of a chart: install one (https://helm.sh/docs/intro/install)');
    }
    return { failure: error.reason, hint: error.hint };
  }
}
