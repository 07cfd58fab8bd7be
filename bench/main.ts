/*
 * What hardening costs: `npm run bench [-- --quick] [-- --group <name>] [-- --only <name>] [-- --write]`. No test: on a machine that
 * others use times mean little, and ratios of neighboring runs still mean something. The library is packed and installed, and measured
 * on two versions of Node.js. Without `--quick` instructions are counted, too, if perf or valgrind can. `--write` keeps the results of
 * whole groups in results.json and docs/performance.md. `--check`, for CI, runs some benchmarks, and fails if a ratio is 15 % worse than
 * the written one in three runs.
 */
import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { version as jsYaml } from 'js-yaml/package.json';
import { Benchmark, Group, GROUPS } from './benchmarks';
import { problemsIn } from './check';
import { findCounter } from './instructions';
import { countInstructions, measure } from './measure';
import { MAJORS, nodeOf } from './nodes';
import { figuresOf, Result, resultsOf, tableHead, tableRow } from './result';
import { assertSameYaml } from './same-yaml';
import { writeResults } from './written';

const ROUNDS = 7;
const QUICK_ROUNDS = 3;

const { quick = false, only, group, write = false, check = false } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    only: { type: 'string', multiple: true },
    group: { type: 'string', multiple: true },
    write: { type: 'boolean' },
    check: { type: 'boolean' },
  },
}).values;
if (write && (only || quick || check)) throw new Error('--write measures whole groups, so that a table is of one run: use it alone, or with --group');
const names = Object.keys(GROUPS) as Group[];
const groups = names.filter((name) => group?.includes(name) ?? true);
if (groups.length < (group?.length ?? 1)) throw new Error(`--group takes ${names.join(', ')}`);
const chosen = new Map(groups.map((name) =>
  [name, GROUPS[name].filter(({ name: own, slow, isChecked }) => only ? only.includes(own) : check ? isChecked : !(quick && slow))]));
const benchmarks = [...chosen.values()].flat();
if (benchmarks.length < (only?.length ?? 1)) throw new Error(`--only takes ${groups.flatMap((name) => GROUPS[name].map((each) => each.name)).join(', ')}`);

assertSameYaml();
if (check) {
  const running = MAJORS.find((major) => process.versions.node.startsWith(`${major}.`)) ?? MAJORS[0];
  const problems = benchmarks.flatMap((benchmark) => problemsIn(benchmark, running));
  problems.forEach((problem) => console.error(problem));
  process.exitCode = problems.length > 0 ? 1 : 0;
} else {
  const counter = quick ? undefined : findCounter();
  if (!quick && !counter) console.error('no instructions are counted: perf has no hardware counters here, and valgrind is not installed');
  chosen.forEach((measured, name) => measured.length > 0 && run(name, measured, quick ? QUICK_ROUNDS : ROUNDS, counter));
}

function run(name: Group, measured: readonly Benchmark[], rounds: number, counter: ReturnType<typeof findCounter>): void {
  console.log(tableHead(counter !== undefined));
  const results: Result[] = [];
  for (const benchmark of measured) {
    const { size, rows } = benchmark;
    const compared = [...new Set(rows.flatMap((row) => row.compared ?? []))];
    const byMajor = MAJORS.map((major) => {
      const node = nodeOf(major);
      const progress = (round: number) => process.stderr.isTTY && process.stderr.write(`\r${benchmark.name}, Node.js ${major}: round ${round} of ${rounds}   `);
      const measurements = measure(benchmark, node, rounds, progress);
      return { major, measurements, instructions: counter && major === '24' ? countInstructions(counter, compared, size, node) : undefined };
    });
    for (const result of resultsOf(benchmark, (row) => Object.fromEntries(
      byMajor.map(({ major, measurements, instructions }) => [major, figuresOf(row, measurements, instructions)])))) {
      results.push(result);
      console.log(tableRow(result, counter !== undefined));
    }
  }
  if (write) {
    writeResults(name, results, {
      date: new Date().toISOString().slice(0, 10),
      commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
      machine: `${cpus().length} cores, ${cpus()[0].model}, ${process.platform}-${process.arch}`,
      nodes: MAJORS.map((major) => execFileSync(nodeOf(major), ['--version'], { encoding: 'utf8' }).trim()),
      jsYaml: `js-yaml ${jsYaml}`,
      rounds,
    });
  }
}
