import { Benchmark } from './benchmarks';
import { Measurement, median, quantile, Rounds } from './measure';

/** The lines of a benchmark in the Markdown table: a line for each variant, a column of ratios for each baseline of any benchmark. */
export function tableHead(baselines: readonly string[]): string {
  const columns = ['shape', 'variant', 'CPU ms', 'per CPU second', 'peak MB', ...baselines.map((baseline) => `to ${baseline}`)];
  return `${line(columns)}\n${line(columns.map((_, index) => index < 2 ? '---' : '---:'))}`;
}

export function tableRows({ title, variants }: Benchmark, rounds: Rounds, baselines: readonly string[]): string {
  return variants.map((variant) => {
    const measured = rounds.get(variant)!;
    const cpu = median(measured.map((measurement) => measurement.cpu));
    const perSecond = measured[0].units / cpu * 1000;
    const peak = median(measured.map((measurement) => measurement.peak));
    const ratios = baselines.map((baseline) => ratioText(measured, rounds.get(baseline)));
    return line([title, variant, thousands(cpu), thousands(Number(perSecond.toPrecision(3))), thousands(peak), ...ratios]);
  }).join('\n');
}

/** The median of the ratios of each round, and between which ratios the middle half of the rounds lie. */
function ratioText(measured: readonly Measurement[], baseline: readonly Measurement[] | undefined): string {
  if (!baseline || baseline === measured) {
    return '';
  }
  const ratios = measured.map(({ cpu }, round) => cpu / baseline[round].cpu);
  return `${median(ratios).toFixed(2)} (${quantile(ratios, 0.25).toFixed(2)}–${quantile(ratios, 0.75).toFixed(2)})`;
}

function thousands(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
