import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BENCHMARKS } from './benchmarks';
import { Origin, Result, table } from './result';

const DATA = join(__dirname, 'results.json');
const PAGE = join(__dirname, 'results.md');
const DOCS = join(__dirname, '..', 'docs', 'performance.md');
const MARKS = /(?<=<!-- results -->\n).*?(?=<!-- \/results -->)/s;
/** How much worse the best ratio of a run may be than the written median. */
const TOLERANCE = 1.25;

interface Written {
  readonly origin: Origin;
  readonly results: readonly Result[];
}

/** All rows, in the order in which they are listed. */
const TITLES = BENCHMARKS.flatMap(({ rows }) => rows.map(({ title }) => title));

/** Replaces the results of the rows that were measured; others stay. */
export function writeResults(results: readonly Result[], origin: Origin): void {
  const known = new Map([...existsSync(DATA) ? read().results : [], ...results].map((result) => [result.title, result]));
  const all = TITLES.flatMap((title) => known.get(title) ?? []);
  writeFileSync(DATA, `${JSON.stringify({ origin, results: all }, null, 2)}\n`);
  const text = `${table(all)}\n\n${originText(origin)}\n`;
  writeFileSync(PAGE, `# Results of the benchmarks\n\n\`npm run bench -- --write\` writes this page. docs/performance.md explains it.\n\n${text}`);
  writeFileSync(DOCS, readFileSync(DOCS, 'utf8').replace(MARKS, `\n${text}\n`));
}

/** The ratios whose best round is worse than the written ones by more than the tolerance. Other figures depend on the machine. */
export function problemsIn(results: readonly Result[]): readonly string[] {
  const before = new Map(read().results.map((result) => [result.title, result]));
  return results.filter(({ unit }) => unit === '').flatMap(({ benchmark, title, best }) => {
    const old = before.get(title)?.median;
    if (old === undefined) return [`${title} is not in bench/results.json: run \`npm run bench -- --write --only ${benchmark}\` and commit.`];
    return best > old * TOLERANCE
      ? [`${title}: ${best} at best, and ${old} before. If the change must cost that, run \`npm run bench -- --write --only ${benchmark}\`, and say why in the commit.`] : [];
  });
}

function read(): Written {
  return JSON.parse(readFileSync(DATA, 'utf8'));
}

function originText({ date, commit, machine, node }: Origin): string {
  return `Measured on ${date} at commit ${commit}: Node.js ${node}, ${machine}.`;
}
