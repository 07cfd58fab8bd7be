import { Io } from './io';
import { ReportStyle } from '../../tasks/reports/audit';

/** Values of `--color`. */
export const COLORS = ['auto', 'always', 'never'] as const;
export type Color = typeof COLORS[number];

/**
 * Color and width of standard output. An option comes first, then NO_COLOR (https://no-color.org), then FORCE_COLOR
 * (https://force-color.org), then whether it is a terminal.
 */
export function terminalStyle({ stdout, env }: Pick<Io, 'stdout' | 'env'>, color: Color = 'auto'): Pick<ReportStyle, 'color' | 'width'> {
  const isTerminal = stdout.isTTY === true;
  const wanted = !env.NO_COLOR && (env.FORCE_COLOR ? env.FORCE_COLOR !== '0' : isTerminal && env.TERM !== 'dumb');
  return {
    color: color === 'auto' ? wanted : color === 'always',
    width: isTerminal && (stdout.columns ?? 0) >= MIN_WIDTH ? stdout.columns : undefined,
  };
}

/** A terminal without a size reports 0 columns. If it has only a few, text that is wrapped at words is unreadable. */
const MIN_WIDTH = 40;
