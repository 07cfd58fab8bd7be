import { DIGEST } from './support';
import { ageProblem, parseDays } from '../../../src/knowledge/image-lock/age';

const problem = (resolved: string, days: number, now = '2026-11-28T12:00:00Z') =>
  ageProblem({ name: 'a:1', digest: DIGEST, resolved }, { days, now: new Date(now) });

test.each([['30d', 30], ['4w', 28], ['0d', 0], ['1m', undefined], ['30', undefined], ['-1d', undefined], ['', undefined], ['1d ', undefined]])(
  '%p is %p days', (text, days) => expect(parseDays(text)).toBe(days),
);

test('an entry is too old the day after the last one, and not before', () => {
  expect(problem('2026-10-29', 30)).toBeUndefined();
  expect(problem('2026-10-28', 30)).toBe('was resolved on 2026-10-28, 31 days ago: more than 30');
  expect(problem('2026-11-28', 0)).toBeUndefined();
});

test('a day in the future would keep an entry young for ever', () => {
  expect(problem('2026-11-29', 30)).toBeUndefined(); // where the sun rises earlier
  expect(problem('2027-11-28', 30)).toBe('was resolved on 2027-11-28, which is in the future');
});
