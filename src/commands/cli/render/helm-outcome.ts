import { InputError } from '../../../formats/manifest/input-error';
import { HelmOutcome } from '../../../tasks/chart-values/chart/render';
import { RenderError } from '../../../tasks/charts/rendered';

/**
 * A rendering, or why Helm refuses it.
 *
 * @throws InputError if Helm could not try
 */
export async function helmOutcome(render: () => Promise<string>): Promise<HelmOutcome> {
  try {
    return { text: await render() };
  } catch (error) {
    if (!(error instanceof RenderError)) {
      throw error;
    }
    if (error.reason.includes('unknown flag: --skip-schema-validation')) {
      throw new InputError('this command needs Helm 3.16 or newer, which can leave out the schema of a chart: install one (https://helm.sh/docs/intro/install)');
    }
    return { failure: error.reason };
  }
}
