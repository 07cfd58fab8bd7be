import { readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { ROOT } from './content';
import { readFullRun } from './full-run';
import { CI_MINUTES, PART_MINUTES } from './limits';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const { ci, parts } = readFullRun();

/** The minutes of a command in the table of CONTRIBUTING.md. */
function documentedMinutes(command: string): number {
  const row = read('CONTRIBUTING.md').split('\n').find((line) => line.startsWith(`| \`${command}`))!;
  return Number(/(\d+)(?: for all)?$/.exec(row.split(' | ')[2].trim())![1]);
}

test('the limits are the same in the code, in .ci/run, in CONTRIBUTING.md and on GitHub', () => {
  expect(/in at most (\d+) minutes/.exec(read('.ci/run'))![1]).toBe(String(CI_MINUTES));
  expect([documentedMinutes('.ci/run'), documentedMinutes('npm run test:full --')]).toEqual([CI_MINUTES, PART_MINUTES]);
  expect(parse(read('.github/workflows/build.yml')).jobs.ci['timeout-minutes']).toBeGreaterThanOrEqual(CI_MINUTES);
  expect(parse(read('.github/workflows/full.yml')).jobs.part['timeout-minutes']).toBeGreaterThanOrEqual(PART_MINUTES);
});

// Before the first whole run is recorded there is nothing to compare.
test('the last whole run of .ci/run kept its limit', () => {
  expect(ci?.seconds ?? 0).toBeLessThanOrEqual(CI_MINUTES * 60);
});

test.each([['npm test', 'npm ci && npm test'], ['npm run test:slow', 'npm run test:slow'], ['npm run test:runtime', 'npm run test:runtime'], ['npm run test:cluster', 'npm run test:cluster']])(
  'the minutes of `%s` in CONTRIBUTING.md are those of the last run', (command, step) => {
    expect((ci?.steps[step] ?? 0) / 60).toBeLessThanOrEqual(documentedMinutes(command));
  });

test('each part of the full tests kept its limit', () => {
  expect(Object.entries(parts).filter(([, { seconds }]) => seconds > PART_MINUTES * 60)).toEqual([]);
});
