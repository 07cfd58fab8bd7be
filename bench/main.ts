/*
 * What hardening costs: `npm run bench [-- --quick] [-- --only <name>] [-- --write]`. No test: on a machine that others use times mean
 * little, and ratios of neighboring runs still mean something. Without `--quick` it counts instructions, too, if perf or valgrind can.
 * `--write` keeps the results in results.json, results.md and docs/performance.md. `--check`, for CI, runs some benchmarks, and fails if
 * the best of five ratios is 25 % worse than the written one.
 */
import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { BENCHMARKS } from './benchmarks';
import { findCounter } from './instructions';
import { countInstructions, measure } from './measure';
import { Result, resultsOf, tableRow, TABLE_HEAD } from './result';
import { assertSameYaml } from './same-yaml';
import { transpileBenchmarks } from './transpile';
import { problemsIn, writeResults } from './written';

const ROUNDS = 7;
const QUICK_ROUNDS = 3;
const CHECKED_ROUNDS = 5;

const { quick, only, write, check } = parseArgs({
  options: { quick: { type: 'boolean' }, only: { type: 'string', multiple: true }, write: { type: 'boolean' }, check: { type: 'boolean' } },
}).values;
const benchmarks = BENCHMARKS.filter(({ name, slow, isChecked }) => only ? only.includes(name) : check ? isChecked : !(quick && slow));
if (benchmarks.length < (only?.length ?? 1)) {
  throw new Error(`--only takes ${BENCHMARKS.map(({ name }) => name).join(', ')}`);
}

assertSameYaml();

const rounds = check ? CHECKED_ROUNDS : quick ? QUICK_ROUNDS : ROUNDS;
const folder = transpileBenchmarks();
const counts = !quick && !check;
const counter = counts ? findCounter() : undefined;
if (counts && !counter) {
  console.error('no instructions are counted: perf has no hardware counters here, and valgrind is not installed');
}
const results: Result[] = [];
console.log(TABLE_HEAD);
for (const benchmark of benchmarks) {
  const measured = measure(benchmark, folder, rounds, (round) => showProgress(benchmark.name, round));
  const compared = [...new Set(benchmark.rows.flatMap((row) => row.compared ?? []))];
  const instructions = counter && countInstructions(counter, compared, benchmark.size, folder);
  for (const result of resultsOf(benchmark, measured, instructions)) {
    results.push(result);
    console.log(tableRow(result));
  }
}

if (write) {
  const git = (...args: readonly string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();
  writeResults(results, {
    date: new Date().toISOString().slice(0, 10),
    commit: git('rev-parse', '--short', 'HEAD'),
    machine: `${cpus().length} cores, ${cpus()[0].model}, ${process.platform}-${process.arch}`,
    node: process.version,
  });
}
if (check) {
  const problems = problemsIn(results);
  problems.forEach((problem) => console.error(problem));
  process.exitCode = problems.length > 0 ? 1 : 0;
}

function showProgress(name: string, round: number): void {
  process.stderr.write(process.stderr.isTTY ? `\r${name}: round ${round} of ${rounds}${round === rounds ? '\n' : ''}` : '');
}
