/*
 * What hardening costs, as ratios measured in one run: `npm run bench [-- --quick] [-- --only <name>]`.
 * No test: on a machine that others use times mean little, and ratios of neighbouring runs still mean something.
 */
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Benchmark, BENCHMARKS } from './benchmarks';
import { measure, median, Rounds } from './measure';
import { assertSameYaml } from './same-yaml';
import { tableHead, tableRows } from './table';
import { transpileBenchmarks } from './transpile';

const QUICK_ROUNDS = 3;

const { quick, only } = parseArgs({ options: { quick: { type: 'boolean' }, only: { type: 'string', multiple: true } } }).values;
const benchmarks = BENCHMARKS
  .filter(({ name, slow }) => only ? only.includes(name) : !(quick && slow))
  .map((benchmark) => quick ? { ...benchmark, rounds: QUICK_ROUNDS } : benchmark);
if (benchmarks.length === 0) {
  throw new Error(`nothing to measure: --only takes ${BENCHMARKS.map(({ name }) => name).join(', ')}`);
}

assertSameYaml();

const baselines = [...new Set(benchmarks.flatMap((benchmark) => benchmark.baselines))];
const child = join(transpileBenchmarks(), 'child.js');
console.log(`Node ${process.version} on ${process.platform}-${process.arch}, ${cpus().length} cores: ${cpus()[0].model}\n`);
console.log(tableHead(baselines));
const loading = new Map<string, number[]>();
for (const benchmark of benchmarks) {
  const rounds = measure(benchmark, child, (round) => showProgress(benchmark, round));
  console.log(tableRows(benchmark, rounds, baselines));
  noteLoading(rounds);
}
console.log(`
CPU time of all threads, user and system; medians. Ratios are medians of the ratios in each round, with the quartiles in brackets.
Each measurement is a process of its own: modules are loaded before the clock starts, peak memory is the whole process's.
hand and hardened came to byte-identical YAML. CPU ms to load the modules: ${loadingText()}.`);

function showProgress({ name, rounds }: Benchmark, round: number): void {
  process.stderr.write(process.stderr.isTTY ? `\r${name}: round ${round} of ${rounds}${round === rounds ? '\n' : ''}` : '');
}

function noteLoading(rounds: Rounds): void {
  for (const [variant, measured] of rounds) {
    loading.set(variant, [...loading.get(variant) ?? [], ...measured.map((measurement) => measurement.loading)]);
  }
}

function loadingText(): string {
  return [...loading].map(([variant, times]) => `${variant} ${Math.round(median(times))}`).join(', ');
}
