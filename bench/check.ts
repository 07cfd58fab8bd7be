import { Benchmark } from './benchmarks';
import { measure } from './measure';
import { Major, nodeOf } from './nodes';
import { figuresOf } from './result';
import { writtenMedians } from './written';

const ROUNDS = 3;
/** How much worse the median of a run may be than the written one. */
const TOLERANCE = 1.15;
/** A row fails if it is worse in each of so many runs, one after the other. */
const RUNS = 3;

/** The ratios by CPU time that got worse. Time by the clock depends on what else the machine does. */
export function problemsIn(benchmark: Benchmark, major: Major): readonly string[] {
  const before = writtenMedians(major);
  const rows = benchmark.rows.filter(({ unit, compared }) => unit === '' && compared);
  const unknown = rows.filter(({ title }) => !before.has(title));
  if (unknown.length > 0) {
    return unknown.map(({ title }) => `${title} is not in bench/results.json: run \`npm run bench -- --write\` and commit.`);
  }
  const found = new Map(rows.map((row) => [row, [] as number[]]));
  for (let run = 1; run <= RUNS && found.size > 0; run++) {
    const rounds = measure(benchmark, nodeOf(major), ROUNDS);
    for (const [row, medians] of found) {
      const { median } = figuresOf(row, rounds);
      const isWorse = median > before.get(row.title)! * TOLERANCE;
      console.log(`${row.title}: ${median} in run ${run}, ${before.get(row.title)} before${isWorse ? ': worse' : ''}`);
      medians.push(median);
      if (!isWorse) {
        found.delete(row);
      }
    }
  }
  return [...found].map(([{ title }, medians]) => `${title}: ${medians.join(', ')} in ${RUNS} runs, and ${before.get(title)} before. `
    + 'If the change must cost that, run `npm run bench -- --write`, and say why in the commit.');
}
