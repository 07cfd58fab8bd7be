import { Io } from './io';
import { ReportStyle } from '../../tasks/reports/audit';

/**
 * Color and width of standard output. NO_COLOR (https://no-color.org) decides about color, else FORCE_COLOR (https://force-color.org).
 * Without both, only a terminal gets color.
 */
export function terminalStyle({ stdout, env }: Pick<Io, 'stdout' | 'env'>): Pick<ReportStyle, 'color' | 'width'> {
  const isTerminal = stdout.isTTY === true;
  return {
    color: !env.NO_COLOR && (env.FORCE_COLOR ? env.FORCE_COLOR !== '0' : isTerminal && env.TERM !== 'dumb'),
    width: isTerminal && (stdout.columns ?? 0) >= MIN_WIDTH ? stdout.columns : undefined,
  };
}

/** A terminal without a size reports 0 columns. In a few columns, text that is wrapped between words is unreadable. */
const MIN_WIDTH = 40;
