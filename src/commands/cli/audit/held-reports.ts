import type { ChartValues } from './chart-values';
import { InputError } from '../../../formats/manifest/input-error';
import { isInput } from '../../../tasks/audit/found-inputs';
import { Input, RenderedChart } from '../../../tasks/audit/input';
import { inParallel } from '../../../tasks/programs/in-parallel';
import { Finding } from '../../../tasks/reports/finding';
import { LazyFinding } from '../../../tasks/reports/to-finding';

/** Charts whose values are traced at a time. */
const PARALLEL = 2;
/** Charts whose findings are held at a time: more would need memory, fewer would leave programs waiting for the slowest one. */
const MOST_CHARTS = 4;

interface Held {
  /** The chart, whose value is looked for, and the finding. */
  readonly chart?: RenderedChart;
  readonly finding?: LazyFinding;
  readonly report: (value?: string) => void;
}

/** Findings in charts are reported once the values are known that reach their fields, and all that comes after them later, in its order. */
export class HeldReports {
  private readonly charts: ReadonlyMap<string | undefined, RenderedChart>;
  private values?: ChartValues;
  private held: Held[] = [];

  constructor(inputs: readonly (Input | InputError)[]) {
    this.charts = new Map(inputs.filter(isInput).flatMap(({ name, rendering }) => rendering?.chart ? [[name, rendering.chart] as const] : []));
  }

  /** @param isShown whether a report shows the value of the finding */
  public finding(finding: Finding, isShown: (finding: Finding) => boolean, report: (finding: Finding) => void): void {
    const chart = this.charts.get(finding.file);
    if (chart && finding instanceof LazyFinding && isShown(finding)) {
      this.held.push({ chart, finding, report: (value) => report(value === undefined ? finding : finding.withChartValue(value)) });
    } else {
      this.other(() => report(finding));
    }
  }

  /** Reports something else. */
  public other(report: () => void): void {
    if (this.held.length > 0) {
      this.held.push({ report });
    } else {
      report();
    }
  }

  public get isEmpty(): boolean {
    return this.held.length === 0;
  }

  /** Whether it is time to report what is held. */
  public get isFull(): boolean {
    return this.chartsIn(this.held).length > MOST_CHARTS;
  }

  /**
   * Reports what is held.
   *
   * @param isEnd whether nothing comes any more: otherwise the last chart may have more findings, and stays
   */
  public async release(signal: AbortSignal, isEnd: boolean): Promise<void> {
    const last = isEnd ? -1 : this.held.findIndex(({ chart }) => chart === this.chartsIn(this.held).at(-1));
    const released = last < 0 ? this.held : this.held.slice(0, last);
    this.held = last < 0 ? [] : this.held.slice(last);
    const named = await inParallel(this.chartsIn(released), PARALLEL, (chart) =>
      this.chartValues().of(chart, released.flatMap((each) => each.chart === chart ? each.finding! : []), signal));
    const values = new Map(named.flatMap((each) => [...each]));
    released.forEach(({ finding, report }) => report(finding && values.get(finding)));
  }

  private chartsIn(held: readonly Held[]): readonly RenderedChart[] {
    return [...new Set(held.flatMap(({ chart }) => chart ?? []))];
  }

  private chartValues(): ChartValues {
    // Only charts with findings wait for it.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const module: typeof import('./chart-values') = require('./chart-values');
    return this.values ??= new module.ChartValues();
  }
}
