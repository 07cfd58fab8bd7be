import { parseDay } from '../../../src/formats/manifest/day';
import { daysUntil, isPast } from '../../../src/policy/waivers/expiry';

test.each([
  ['1970-01-01', 0],
  ['2026-11-30', Date.UTC(2026, 10, 30)],
  ['2024-02-29', Date.UTC(2024, 1, 29)],
  ['9999-12-31', Date.UTC(9999, 11, 31)],
])('parses the day %s', (text, expected) => expect(parseDay(text)).toBe(expected));

test.each([
  '2026-02-30', '2026-02-29', '2026-13-01', '2026-00-01', '2026-01-00', '2026-1-1', '26-01-01', '2026-01-01T00:00:00Z', '2026-01-01 ', '20260101', '', 'tomorrow',
  '+002026-01-01', '2026-01-01\n', undefined, null, 20260101, new Date(0), ['2026-01-01'],
])('%j is not a day', (text) => expect(parseDay(text as string)).toBeUndefined());

test.each<[string, string, boolean, number]>([
  ['2026-11-30', '2026-11-29T23:59:59.999Z', false, 2],
  ['2026-11-30', '2026-11-30T00:00:00.000Z', false, 1],
  ['2026-11-30', '2026-11-30T23:59:59.999Z', false, 1],
  ['2026-11-30', '2026-12-01T00:00:00.000Z', true, 0],
  ['2026-11-30', '2026-12-02T00:00:00.001Z', true, -1],
  ['2026-11-30', '2026-12-01T01:00:00.000+02:00', false, 1],
  ['2026-12-31', '2026-10-02T12:00:00.000Z', false, 91],
])('compares the day %s with the time %s', (day, now, past, days) => {
  expect(isPast(day, new Date(now))).toBe(past);
  // Not toBe: rounding up gives -0 too.
  expect(daysUntil(day, new Date(now)) === days).toBe(true);
});

test('an invalid day is never past', () => expect(isPast('soon', new Date())).toBe(false));
