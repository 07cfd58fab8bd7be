/*
 * Runs Stryker on the parts that are named, `npx projen mutate engine baseline`, or on all of them. It writes the result of each to
 * summary.json and to docs/explanation/proof.md, prints the survivors without an explanation, and fails if the score of a part is too low.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { MIN_SCORE, PARTS } from './parts';
import { summaryOf, writeSummary } from './results';
import { write as writeTestsPage } from '../../projenrc/tests-doc';
import { changedIn, git } from '../levels/content';

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(PARTS);
const unknown = names.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  throw new Error(`${unknown.join(', ')} cannot be mutated: there are ${Object.keys(PARTS).join(', ')}`);
}

/** Whether the score of the part is high enough. */
function run(part: string): boolean {
  const report = join('dist', 'mutation', `${part}.json`); // dist/ is not checked in.
  rmSync(report, { force: true });
  const commit = git('rev-parse', '--short=8', 'HEAD') + (changedIn(['src', 'test']).length > 0 ? '-dirty' : '');
  const { status } = spawnSync('npx', ['stryker', 'run', 'test/mutation/stryker.config.mjs', '--mutate', PARTS[part].folders.map((folder) => `src/${folder}/*.ts`).join()], {
    env: { ...process.env, MUTATE: part, MUTATE_REPORT: report }, stdio: 'inherit',
  });
  if (status !== 0) {
    throw new Error(`Stryker failed on ${part}`);
  }
  const summary = summaryOf(part, report, commit);
  writeSummary(summary);
  writeTestsPage();
  const unexplained = summary.survivors.filter(({ explanation }) => explanation === null);
  unexplained.forEach(({ file, line, mutation }) => console.log(`${file}:${line}: survives: ${mutation}`));
  console.log(`${part}: ${summary.score} % of ${summary.mutants} mutants killed (at least ${MIN_SCORE} %), ${unexplained.length} survivors without an explanation`);
  return summary.score >= MIN_SCORE;
}

const low = names.filter((name) => !run(name));
process.exitCode = low.length > 0 ? 1 : 0;
