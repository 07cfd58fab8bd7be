import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ROOT } from './content';
import { countsIn, counterexamplesIn, slowestIn } from './junit';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'reports-')); });
afterEach(() => rmSync(folder, { recursive: true }));

const suite = (name: string, time: number, tests: number, failures = 0, errors = 0, skipped = 0) => (
  `<testsuite name="${name}" errors="${errors}" failures="${failures}" skipped="${skipped}" timestamp="2026-12-01T05:00:00" time="${time}" tests="${tests}">`);

function report(name: string, ...parts: readonly string[]): void {
  writeFileSync(join(folder, name), `<testsuites>${parts.join('</testsuite>')}</testsuite></testsuites>`);
}

test('counts the tests of all reports, and a file that does not load as a failure', () => {
  report('junit.xml', suite('test/a.test.ts', 1, 5, 1, 0, 1), suite('test/b.test.ts', 1, 1, 0, 1));
  report('slow-junit.xml', suite('test/c.slow.ts', 1, 2));
  writeFileSync(join(folder, 'times.json'), '{}');
  expect(countsIn(folder)).toEqual({ passed: 5, failed: 2 });
});

test('keeps the twenty slowest files of each report, by their path in the project', () => {
  report('junit.xml', ...Array.from({ length: 25 }, (_, index) => suite(`test/${index}.test.ts`, index, 1)));
  report('plus-junit.xml', suite(`cdk8s-plus-29 ${ROOT}/test/d.test.ts`, 1.26, 1));
  report('windows-junit.xml', suite('test\\e.test.ts', 2, 1));
  const { fast, plus, windows } = slowestIn(folder);
  expect(Object.keys(fast)).toEqual(Array.from({ length: 20 }, (_, index) => `test/${24 - index}.test.ts`));
  expect(plus).toEqual({ 'cdk8s-plus-29 test/d.test.ts': 1.3 });
  expect(windows).toEqual({ 'test/e.test.ts': 2 });
});

test('a folder without reports has no tests', () => {
  expect([countsIn(folder), slowestIn(join(folder, 'missing'))]).toEqual([{ passed: 0, failed: 0 }, {}]);
});

test('finds the smallest inputs of properties that failed', () => {
  writeFileSync(join(folder, 'junit.xml'), `<failure>Error: Property failed after 3 tests
{ seed: -17, path: "2:0", endOnFailure: true }
Counterexample: [{"kind":"Pod"}]
Shrunk 4 time(s)

Stack</failure>`);
  expect(counterexamplesIn(folder)).toEqual(['{ seed: -17, path: "2:0", endOnFailure: true }\nCounterexample: [{"kind":"Pod"}]']);
});
