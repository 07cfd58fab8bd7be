import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ValuesOptions, ValuesSettings } from './options';
import { InputError } from '../../../formats/manifest/input-error';
import { JsonObject } from '../../../formats/manifest/json';
import { HelmOutcome, Render } from '../../../tasks/chart-values/chart/render';
import { renderChecked } from '../../../tasks/charts/helm';
import { RenderError, Running } from '../../../tasks/charts/rendered';

/** Renders the chart of a command line, which was checked before. Its values override the user's files, but not `--set`. */
export class ChartRenderer {
  private readonly folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-values-'));

  constructor(
    private readonly options: ValuesOptions,
    private readonly settings: ValuesSettings,
    private readonly running: Running,
  ) {}

  public readonly render: Render = async (values: JsonObject, { skipsSchema: skipSchema = false } = {}): Promise<HelmOutcome> => {
    const { chart, values: files, set, release, namespace, skipTests, apiVersions } = this.options;
    const { kubeVersion } = this.settings;
    const own = join(this.folder, 'values.json');
    writeFileSync(own, JSON.stringify(values));
    try {
      const rendering = { chart, values: [...files, own], set, release, namespace, skipTests, apiVersions, skipSchema, kubeVersion };
      return { text: (await renderChecked(rendering, this.running)).text };
    } catch (error) {
      if (error instanceof RenderError) {
        if (error.reason.includes('unknown flag: --skip-schema-validation')) {
          throw new InputError('this command needs Helm 3.16 or newer, which can leave out the schema of a chart: install one (https://helm.sh/docs/intro/install)');
        }
        return { failure: error.reason };
      }
      throw error;
    }
  };

  public close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
