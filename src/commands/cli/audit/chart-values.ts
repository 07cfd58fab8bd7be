import { InputError } from '../../../formats/manifest/input-error';
import { RenderedChart } from '../../../tasks/audit/input';
import { readChart } from '../../../tasks/chart-values/chart/chart';
import { chartSources } from '../../../tasks/chart-values/chart/chart-files';
import { userValues } from '../../../tasks/chart-values/chart/user-values';
import { NamedValues, ObjectFinding } from '../../../tasks/chart-values/findings/named-values';
import { helmOutcome } from '../render/helm-outcome';

/** The values of the charts of a run, each chart read once. */
export class ChartValuesOption {
  private readonly known = new Map<RenderedChart, NamedValues>();
  private signal?: AbortSignal;

  /** The chart values that set the fields of findings, as far as they can be traced. */
  public async of<T extends ObjectFinding>(
    chart: RenderedChart, findings: readonly T[], signal: AbortSignal,
  ): Promise<ReadonlyMap<T, string>> {
    this.signal = signal;
    try {
      const named = this.known.get(chart) ?? this.read(chart);
      this.known.set(chart, named);
      return await named.of(findings);
    } catch (error) {
      if (error instanceof InputError) {
        return new Map(); // The chart did render, so its findings are reported without values.
      }
      throw error;
    }
  }

  private read({ path, valuesFiles, renderWith }: RenderedChart): NamedValues {
    return new NamedValues(readChart(chartSources(path)), userValues(valuesFiles), (values, { skipsSchema = false } = {}) =>
      // Other failures, such as a limit that Helm reached, would come back with any values, so they end the search.
      helmOutcome(() => renderWith(values, { skipSchema: skipsSchema, signal: this.signal! }), ({ mayNeedValues }) => mayNeedValues));
  }
}
