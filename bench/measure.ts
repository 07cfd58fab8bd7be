import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Benchmark } from './benchmarks';
import { Command, commandOf } from './commands';
import { Counter, instructionsOf } from './instructions';
import { languageCommand } from './languages';
import { installLibrary } from './library';
import { Measurement, Round } from './measurement';

/** Measures all variants in turn, and again: whatever slows the machine down slows them all. */
export function measure({ variants, size }: Pick<Benchmark, 'variants' | 'size'>, node: string, rounds: number, progress: (round: number) => void = () => {}): readonly Round[] {
  const measured: Round[] = [];
  for (let round = 1; round <= rounds; round++) {
    progress(round);
    measured.push(new Map(variants.map((variant) => [variant, measureOnce(commandFor(variant, size, node))])));
  }
  return measured;
}

/** The instructions of the whole process of some variants, each run once. */
export function countInstructions(counter: Counter, variants: readonly string[], size: object, node: string): ReadonlyMap<string, number> {
  return new Map(variants.map((variant) => {
    const { program, args } = commandFor(variant, size, node);
    return [variant, instructionsOf(counter, [program, ...args])];
  }));
}

/** @throws Error if the command fails: what did not run to its end was not measured */
function measureOnce({ program, args, cwd, env, kind }: Command): Measurement {
  const { status, stdout, stderr, wall, measurement } = runMeasured({ program, args, cwd, env, kind });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} exited with ${status}: ${stderr.slice(-2000)}`);
  switch (kind) {
    case 'process': return measurement!;
    case 'tree': return { units: 1, cpu: NaN, wall, peak: NaN };
    default: return JSON.parse(stdout.slice(stdout.lastIndexOf('\n', stdout.length - 2) + 1));
  }
}

/** Runs a command, and reads what it took as a whole if it is a `process`. */
export function runMeasured({ program, args, cwd, env = process.env, kind }: Command) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-run-'));
  try {
    const MEASUREMENT = join(folder, 'measurement.json');
    const stdout = kind === 'process' ? 'ignore' : 'pipe';
    const start = performance.now();
    const ran = spawnSync(program, args, { encoding: 'utf8', cwd, env: { ...env, MEASUREMENT }, stdio: ['ignore', stdout, 'pipe'], maxBuffer: 1e9 });
    const wall = performance.now() - start;
    const measurement = kind === 'process' ? JSON.parse(readFileSync(MEASUREMENT, 'utf8')) as Measurement : undefined;
    return { ...ran, wall, measurement };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function commandFor(variant: string, size: object, node: string): Command {
  const library = installLibrary();
  const [, language, kind] = /^(python|java|go)-(.*)$/.exec(variant) ?? [];
  return language === undefined
    ? commandOf(variant, node, library) ?? { program: node, args: [join(library.bench, 'child.js'), variant, JSON.stringify(size)], cwd: library.folder }
    : languageCommand(language, kind, size as { workloads: number }, node);
}

/** The value below which a share of the values lie; 0.5 gives the median. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = share * (sorted.length - 1);
  const below = sorted[Math.floor(position)];
  return below + (sorted[Math.ceil(position)] - below) * (position % 1);
}
