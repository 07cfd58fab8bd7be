import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ValuesOptions } from './options';
import { JsonObject } from '../../../formats/manifest/json';
import { Render, Rendering } from '../../../tasks/chart-values/chart/render';
import { renderChart, RenderError, Running } from '../../../tasks/charts/helm';

/** Renders the chart of a command line. Values come last, so that only `--set` counts more. */
export class ChartRenderer {
  private readonly folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-values-'));

  constructor(private readonly options: ValuesOptions, private readonly kubeVersion: string | undefined, private readonly running: Running) {}

  public readonly render: Render = async (values: JsonObject, { skipsSchema = false } = {}): Promise<Rendering> => {
    const { chart, values: files, set, release, namespace, skipTests, apiVersions } = this.options;
    const own = join(this.folder, 'values.json');
    writeFileSync(own, JSON.stringify(values));
    try {
      const { text } = await renderChart({
        chart, values: [...files, own], set, release, namespace, skipTests, apiVersions, skipSchema: skipsSchema, kubeVersion: this.kubeVersion,
      }, this.running);
      return { text };
    } catch (error) {
      if (error instanceof RenderError) {
        return { failure: error.reason };
      }
      throw error;
    }
  };

  public close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
