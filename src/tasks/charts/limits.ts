import { Answer } from '../programs/answer';
import { Limits } from '../programs/supervise';

/** The limits of rendering. A chart may come from anyone who opens a pull request. */
export interface RenderLimits extends Limits {
  readonly output: number;
  readonly memory: number;
}

const MEBIBYTE = 1024 ** 2;

/** kube-prometheus-stack renders to 6 MiB in a second, with 200 MiB of memory. */
export const RENDER_LIMITS = { timeout: 60_000, output: 64 * MEBIBYTE, memory: 1024 * MEBIBYTE } as const;

const OF_LIMIT = { timeout: 'time', slow: 'time', size: 'output', memory: 'memory' } as const;

/** The reason why a rendering program was stopped, as text. */
export function limitText(ended: NonNullable<Answer['ended']>, { timeout, output, memory }: RenderLimits): string {
  return {
    time: `took longer than ${timeout / 1000} seconds`,
    output: `printed more than ${output / MEBIBYTE} MiB`,
    memory: `needed more than ${memory / MEBIBYTE} MiB of memory`,
  }[OF_LIMIT[ended]];
}
