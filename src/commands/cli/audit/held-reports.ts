import type { ChartValuesOption } from './chart-values';
import { InputError } from '../../../formats/manifest/input-error';
import { isInput } from '../../../tasks/audit/found-inputs';
import { Input, RenderedChart } from '../../../tasks/audit/input';
import { inParallel } from '../../../tasks/programs/in-parallel';
import { Finding } from '../../../tasks/reports/finding';
import { LazyFinding } from '../../../tasks/reports/to-finding';

/** Charts that are traced in parallel. */
const PARALLEL = 2;
/** The maximum number of charts with held findings. More would need memory, and fewer would wait for the slowest chart. */
const MOST_CHARTS = 4;
/** The maximum number of held findings. A single chart may have more. */
const MOST_HELD = 10_000;

interface Held {
  /** The chart to trace, and the finding. */
  readonly chart?: RenderedChart;
  readonly finding?: LazyFinding;
  readonly report: (value?: string) => void;
}

/** Delays reports until the chart values that set the fields of findings are known. Everything keeps its order. */
export class HeldReports {
  private readonly charts: ReadonlyMap<string | undefined, RenderedChart>;
  private values?: ChartValuesOption;
  private held: Held[] = [];
  /** The charts of the held findings, in order. */
  private waiting = new Set<RenderedChart>();
  /** The chart whose findings may still come. */
  private last?: RenderedChart;

  constructor(inputs: readonly (Input | InputError)[]) {
    this.charts = new Map(inputs.filter(isInput)
      .flatMap(({ name, rendering }) => rendering?.chart ? [[name, rendering.chart] as const] : []));
  }

  /** @param isShown whether a report shows the value of the finding */
  public finding(finding: Finding, isShown: (finding: Finding) => boolean, report: (finding: Finding) => void): void {
    const chart = this.charts.get(finding.file);
    this.last = chart;
    if (chart && finding instanceof LazyFinding && isShown(finding)) {
      this.waiting.add(chart);
      this.held.push({ chart, finding, report: (value) => report(value === undefined ? finding : finding.withChartValue(value)) });
    } else if (this.isEmpty) {
      report(finding); // No closure, because there can be many findings.
    } else {
      this.held.push({ report: () => report(finding) });
    }
  }

  /** Reports something other than a finding, in order. */
  public other(report: () => void): void {
    if (this.isEmpty) {
      report();
    } else {
      this.held.push({ report });
    }
  }

  public get isEmpty(): boolean {
    return this.held.length === 0;
  }

  /** Whether the held findings must be reported now. */
  public get isFull(): boolean {
    const complete = this.waiting.size - (this.isLastWaiting ? 1 : 0);
    return complete >= MOST_CHARTS || (complete > 0 && this.held.length >= MOST_HELD);
  }

  /**
   * Reports the held findings.
   *
   * @param isEnd whether the run is complete. Before the end, findings of the last chart stay held, because the chart may have more
   */
  public async release(signal: AbortSignal, isEnd: boolean): Promise<void> {
    const end = !isEnd && this.isLastWaiting ? this.held.findIndex(({ chart }) => chart === this.last) : this.held.length;
    const released = this.held.splice(0, end);
    const charts = [...this.waiting].filter((chart) => released.some((each) => each.chart === chart));
    this.waiting = new Set([...this.waiting].filter((chart) => !charts.includes(chart)));
    const named = await inParallel(charts, PARALLEL, (chart) =>
      this.chartValues().of(chart, released.flatMap((each) => each.chart === chart ? each.finding! : []), signal));
    const values = new Map(named.flatMap((each) => [...each]));
    released.forEach(({ finding, report }) => report(finding && values.get(finding)));
  }

  private get isLastWaiting(): boolean {
    return this.last !== undefined && this.waiting.has(this.last);
  }

  private chartValues(): ChartValuesOption {
    // Only charts with findings need this module.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const module: typeof import('./chart-values') = require('./chart-values');
    return this.values ??= new module.ChartValuesOption();
  }
}
