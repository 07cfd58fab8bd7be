import { printedLines } from '../../../src/tasks/charts/output';
import { Warnings } from '../../../src/tasks/charts/warnings';

test('a warning is printed once, with the first of the charts that have it', () => {
  const warnings = new Warnings();
  ['a', 'b', 'c', 'd', 'e'].forEach((name) => warnings.add(name, ['old syntax', 'old syntax']));
  warnings.add('b', ['other']);
  expect(warnings.lines()).toEqual(['a, b, c and 2 more: old syntax', 'b: other']);
});

test('a chart does not decide how much is printed', () => {
  const warnings = new Warnings();
  warnings.add('a', Array.from({ length: 1000 }, (_, index) => `${index} ${'x'.repeat(1000)}`));
  expect(warnings.lines()).toHaveLength(6);
  expect(warnings.lines()[5]).toBe('a: 995 more warnings');
  warnings.add('b', Array.from({ length: 1000 }, (_, index) => `b ${index}`));
  expect(warnings.lines()[5]).toBe('a, b: 995 more warnings');
  expect(Math.max(...warnings.lines().map((line) => line.length))).toBeLessThan(310);
});

test.each([
  'walk.go:75: found symbolic link in path. Contents of linked file included and used',
  'level=INFO msg="found symbolic link in path. Contents of linked file included and used" path=/tmp/x/Chart.yaml resolved=/shop/Chart.yaml',
])('what Helm says of links that are allowed is no warning: %s', (line) => expect(printedLines(`${line}\nother\n`)).toEqual(['other']));
