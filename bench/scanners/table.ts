import { ScanCost } from './measure';
import { COMPARED, MeasuredScanner } from './programs';
import { quantile } from '../measure';

/** What each program took in each round; nothing for one that takes one file, and undefined in place of a scan that was ended. */
export type ScanCosts = ReadonlyMap<MeasuredScanner, Rounds>;

type Rounds = readonly (ScanCost | undefined)[];

export function programTable(programs: readonly MeasuredScanner[]): string {
  return ['| program | checks |', '| --- | --- |', ...programs.map(({ name, checks }) => `| ${name} | ${checks} |`)].join('\n');
}

/**
 * The medians of each program.
 *
 * @param seconds after which a scan was ended
 * @param hasAims whether the aims are for an input of this size
 */
export function costTable(all: ScanCosts, seconds: number, hasAims: boolean): string {
  const own = all.get(COMPARED) ?? [];
  const rows = [...all].map(([program, costs]) => {
    const measured = costs.filter((cost) => cost !== undefined);
    const isMeasured = costs.length > 0 && measured.length === costs.length;
    const reason = costs.length === 0 ? 'takes one file' : `more than ${seconds / 60} minutes`;
    return `| ${[program.name, ...isMeasured ? cellsOf(program, measured, own, hasAims) : [reason, '', '', '', '']].join(' | ')} |`;
  });
  return [`| program | CPU | wall | peak memory | findings | CPU of ${COMPARED.name} / its own |`, '| --- | ---: | ---: | ---: | ---: | ---: |', ...rows].join('\n');
}

function cellsOf(program: MeasuredScanner, costs: readonly ScanCost[], own: Rounds, hasAims: boolean) {
  const median = (figure: keyof ScanCost) => quantile(costs.map((cost) => cost[figure]), 0.5);
  const ratios = costs.flatMap(({ cpu }, round) => own[round] && program !== COMPARED ? [own[round].cpu / cpu] : []);
  return [
    `${median('cpu').toFixed(2)} s`, `${median('wall').toFixed(2)} s`, `${median('peak').toFixed(0)} MB`, median('findings').toLocaleString('en'),
    ratios.length === 0 ? '' : ratioText(quantile(ratios, 0.5), hasAims ? program.aim : undefined),
  ];
}

function ratioText(ratio: number, aim: number | undefined): string {
  const text = ratio.toFixed(2);
  return aim === undefined ? text : `${text}, aim ≤ ${aim.toFixed(1)}${ratio > aim ? ', missed' : ''}`;
}
