import * as fc from 'fast-check';
import { formatBytes, parseQuantity } from '../../../src/formats/manifest/quantity';

it.each<[unknown, number]>([
  ['0', 0],
  ['1', 1],
  ['+1', 1],
  ['-1', -1],
  ['1.', 1],
  ['.5', 0.5],
  ['1.5', 1.5],
  ['1n', 1e-9],
  ['1u', 1e-6],
  ['500m', 0.5],
  ['1001m', 1.001],
  ['1k', 1e3],
  ['1M', 1e6],
  ['1G', 1e9],
  ['1T', 1e12],
  ['1P', 1e15],
  ['1E', 1e18],
  ['1Ki', 2 ** 10],
  ['1.5Mi', 1.5 * 2 ** 20],
  ['1Gi', 2 ** 30],
  ['1Ti', 2 ** 40],
  ['1Pi', 2 ** 50],
  ['1Ei', 2 ** 60],
  ['-.5Gi', -(2 ** 29)],
  ['1e3', 1000],
  ['1E3', 1000],
  ['1e+3', 1000],
  ['15e-1', 1.5],
  [1, 1],
  [0.1, 0.1],
  [-2, -2],
])('reads %j as %d', (quantity, expected) => {
  expect(parseQuantity(quantity)).toBe(expected);
});

it.each([
  '', ' ', 'x', '1 ', ' 1', '1 Gi', '1GB', '1gi', '1K', '1ki', '1KI', '1kk', '1mi', '1e', '1e3Gi', '1e1.5', 'Gi', '.', '-', '--1', '+-1', '1,5', '0x10', '1_000',
  'Infinity', 'NaN', '1\n', '١', undefined, null, true, {}, [], ['1'], NaN, Infinity,
])('%j is not a quantity', (quantity) => {
  expect(parseQuantity(quantity)).toBeUndefined();
});

it.each([
  [0, '0'],
  [1, '1'],
  [1023, '1023'],
  [1024, '1Ki'],
  [1536, '1536'],
  [2 ** 20, '1Mi'],
  [1.5 * 2 ** 30, '1536Mi'],
  [2 ** 30, '1Gi'],
  [2 ** 40, '1Ti'],
  [2 ** 50, '1Pi'],
  [2 ** 60, '1Ei'],
  [1e9, '1000000000'],
  [0.5, '1'],
])('writes %d bytes as %s', (bytes, expected) => {
  expect(formatBytes(bytes)).toBe(expected);
});

it('parses what it writes', () => {
  fc.assert(fc.property(fc.maxSafeNat(), (bytes) => parseQuantity(formatBytes(bytes)) === bytes));
  fc.assert(fc.property(fc.nat(2 ** 20), fc.constantFrom(10, 20, 30), (amount, power) => {
    const bytes = amount * 2 ** power;
    return parseQuantity(formatBytes(bytes)) === bytes;
  }));
});

it('parses a text the same way again, also when it is no longer cached', () => {
  const texts = Array.from({ length: 2500 }, (_, index) => `${index}Ki`).concat('x', '0', '-0', '1e400');
  const first = texts.map(parseQuantity);
  expect(first.slice(0, 3)).toEqual([0, 1024, 2048]);
  expect(first.slice(-4)).toEqual([undefined, 0, -0, Infinity]);
  expect(texts.map(parseQuantity)).toEqual(first);
});

it('parses thousandths as exact decimals', () => {
  fc.assert(fc.property(fc.nat(10_000_000), (amount) => parseQuantity(`${amount}m`) === Number((amount / 1000).toFixed(3))));
});

test.each([1e39, 2 ** 120, 1e21])('%p bytes are written as a quantity that can be parsed', (bytes) => {
  expect(parseQuantity(formatBytes(bytes))).toBe(bytes);
});
