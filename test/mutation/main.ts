/*
 * Runs Stryker on the parts that are named, `npx projen mutate engine controls/baseline`, or on all of them, and writes down in
 * summary.json what came of each. `--summary` alone reads the reports of earlier runs in dist/mutation once more.
 */
import { spawnSync } from 'node:child_process';
import { foldersIn, PARTS, writeSummary } from './write-summary';

const named = process.argv.slice(2);
const parts = named.length === 0 ? PARTS : named.filter((argument) => argument !== '--summary');
const unknown = parts.filter((part) => !PARTS.includes(part));
if (unknown.length > 0) {
  throw new Error(`${unknown.join(', ')} cannot be mutated: there are ${PARTS.join(', ')}`);
}

for (const part of parts) {
  const { status } = spawnSync('npx', ['stryker', 'run', 'test/mutation/stryker.config.mjs'], {
    env: { ...process.env, MUTATE: part, MUTATE_FOLDERS: foldersIn(part).join() }, stdio: 'inherit',
  });
  if (status !== 0) {
    throw new Error(`Stryker failed on src/policy/${part}`);
  }
}
const problems = writeSummary(parts.length === 0 ? PARTS : parts);
problems.forEach((problem) => console.error(problem));
process.exitCode = problems.length > 0 ? 1 : 0;
