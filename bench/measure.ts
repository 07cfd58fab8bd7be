import { execFileSync } from 'node:child_process';
import { Benchmark } from './benchmarks';

/** What one child process found. */
export interface Measurement {
  readonly units: number;
  /** CPU milliseconds, user and system and all threads, that loading the modules took. */
  readonly loading: number;
  /** CPU milliseconds of the work alone. */
  readonly cpu: number;
  /** Peak resident memory of the whole process, in MiB. */
  readonly peak: number;
}

/** The measurements of each variant, one a round. */
export type Rounds = ReadonlyMap<string, readonly Measurement[]>;

/** Measures all variants in turn, and again: whatever slows the machine down slows them all. */
export function measure({ variants, size, rounds }: Benchmark, child: string, progress: (round: number) => void): Rounds {
  const measured = new Map<string, Measurement[]>(variants.map((variant) => [variant, []]));
  for (let round = 1; round <= rounds; round++) {
    progress(round);
    for (const variant of variants) {
      measured.get(variant)!.push(JSON.parse(execFileSync(process.execPath, [child, variant, JSON.stringify(size)], { encoding: 'utf8' })));
    }
  }
  return measured;
}

/** The value below which a share of the values lie; 0.5 gives the median. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = share * (sorted.length - 1);
  const below = sorted[Math.floor(position)];
  return below + (sorted[Math.ceil(position)] - below) * (position % 1);
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
