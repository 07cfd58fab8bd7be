import { ageProblems } from './age';
import { PartRun } from './full-run';
import { MAX_AGE } from './limits';

const PASSED: PartRun = {
  result: 'passed', commit: 'abc', date: '2026-12-01T00:00:00Z', content: 'c', seconds: 1, machine: 'm', versions: {}, tests: { passed: 1, failed: 0 }, slowest: {},
};
const AGAIN = 'run `npm run test:full -- images`, and commit test/full-run.json';
const problems = (images: PartRun | undefined, distance?: { commits: number; days: number }) => ageProblems(['images'], { parts: images ? { images } : {} }, () => distance);

test('a recent result is no problem, up to the last commit and day', () => {
  expect(problems(PASSED, MAX_AGE)).toEqual([]);
});

test.each<[string, PartRun | undefined, { commits: number; days: number } | undefined]>([
  ['has never run', undefined, MAX_AGE],
  ['failed at abc', { ...PASSED, result: 'failed' }, MAX_AGE],
  ['passed at abc, 301 commits and 3 days ago (at most 300 commits and 14 days)', PASSED, { commits: 301, days: 3.5 }],
  ['passed at abc, 2 commits and 14 days ago (at most 300 commits and 14 days)', PASSED, { commits: 2, days: 14.1 }],
  ['passed at abc, which this clone does not have (clone with the whole history)', PASSED, undefined],
])('a part that %s is a problem', (text, run, distance) => {
  expect(problems(run, distance)).toEqual([`images ${text}: ${AGAIN}`]);
});
