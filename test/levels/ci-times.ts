/*
 * Ends a run of `.ci/run`: writes the times of steps and of the slowest files to test-reports/times.json, and prints the count of all
 * tests, which must be the last line. If the run passed, test/full-run.json keeps the times: `ci-times.ts STEPS SECONDS STATUS`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { git } from './content';
import { CiRun, machineName, readFullRun, writeFullRun } from './full-run';
import { countsIn, REPORTS, slowestIn } from './junit';
import { CI_MINUTES } from './limits';
import { DEBIAN_RELEASE } from '../programs/pinned';

const [stepsFile, seconds, status] = process.argv.slice(2);

const steps = readFileSync(stepsFile, 'utf8').split('\n').filter(Boolean).map((line) => /^(\d+) (.*)$/.exec(line)!);
const run: CiRun = {
  commit: git('rev-parse', '--short=12', 'HEAD'),
  date: new Date(Date.now() - Number(seconds) * 1000).toISOString(),
  seconds: Number(seconds),
  machine: machineName(),
  versions: { node: process.version, debian: DEBIAN_RELEASE },
  steps: Object.fromEntries(steps.map(([, time, name]) => [name, Number(time)])),
  slowest: slowestIn(),
};
mkdirSync(REPORTS, { recursive: true });
writeFileSync(join(REPORTS, 'times.json'), `${JSON.stringify(run, null, 2)}\n`);
if (status === '0') writeFullRun({ ...readFullRun(), ci: run });

console.log('=== seconds by step');
steps.forEach(([line]) => console.log(line));
console.log(`${Math.ceil(run.seconds / 60)} minutes, of at most ${CI_MINUTES}`);
const { passed, failed } = countsIn();
// If no test ran there is no count, and none is printed.
if (passed + failed > 0) console.log(`${passed} passed, ${failed} failed`);
