import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Benchmark } from './benchmarks';
import { COMMANDS } from './commands';
import { Counter, instructionsOf } from './instructions';
import { Measurement, Round } from './measurement';
import { pythonCommand } from './python';

/** Measures all variants in turn, and again: whatever slows the machine down slows them all. */
export function measure({ variants, size }: Pick<Benchmark, 'variants' | 'size'>, folder: string, rounds: number, progress: (round: number) => void): readonly Round[] {
  const measured: Round[] = [];
  for (let round = 1; round <= rounds; round++) {
    progress(round);
    measured.push(new Map(variants.map((variant) => [variant, measureOnce(variant, size, folder)])));
  }
  return measured;
}

/** The instructions of the whole process of some variants, each run once. */
export function countInstructions(
  counter: Counter, variants: readonly string[], size: object, folder: string,
): ReadonlyMap<string, number> {
  return new Map(variants.map((variant) => [variant, instructionsOf(counter, commandOf(variant, size, folder))]));
}

function measureOnce(variant: string, size: object, folder: string): Measurement {
  const [program, ...args] = commandOf(variant, size, folder);
  const output = execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1e9 });
  return JSON.parse(output.slice(output.lastIndexOf('\n', output.length - 2) + 1));
}

function commandOf(variant: string, size: object, folder: string): readonly string[] {
  const [, kind] = /^python-(.*)$/.exec(variant) ?? [];
  if (kind !== undefined) return pythonCommand(kind, size as { workloads: number });
  const command = COMMANDS[variant];
  return [process.execPath, ...command ? ['--require', join(folder, 'whole-process.js'), ...command] : [join(folder, 'child.js'), variant, JSON.stringify(size)]];
}

/** The value below which a share of the values lie; 0.5 gives the median. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = share * (sorted.length - 1);
  const below = sorted[Math.floor(position)];
  return below + (sorted[Math.ceil(position)] - below) * (position % 1);
}
