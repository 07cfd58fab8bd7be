import { toPlainData } from '../../../src/formats/manifest/plain-data';

test('copies plain data, without undefined fields', () => {
  const manifest = { a: [1, 'b', true, null, { c: {} }], d: undefined, ['__proto__x']: -0, e: Object.create(null) };
  const { data, problems } = toPlainData(manifest);
  expect(data).toStrictEqual({ a: [1, 'b', true, null, { c: {} }], ['__proto__x']: 0, e: {} });
  expect(problems).toEqual([]);
  expect(data.a).not.toBe(manifest.a);
});

test('a key named __proto__ is copied as data', () => {
  const { data } = toPlainData(JSON.parse('{"__proto__": {"a": 1}}'));
  expect(Object.keys(data)).toEqual(['__proto__']);
});

test.each<[string, unknown, string]>([
  ['a function', () => 1, 'spec.x is a function'],
  ['a symbol', Symbol('s'), 'spec.x is a symbol'],
  ['a bigint', 1n, 'spec.x is a bigint'],
  ['NaN', NaN, 'spec.x is the number NaN, which JSON does not have'],
  ['infinity', -Infinity, 'spec.x is the number -Infinity'],
  ['a date', new Date(0), 'spec.x is an instance of the class Date'],
  ['a map', new Map(), 'spec.x is an instance of the class Map'],
  ['an inherited toJSON', Object.create({ toJSON: () => 1 }), 'spec.x is an instance of the class Object'],
  ['a toJSON of its own', { toJSON: () => 1 }, 'spec.x.toJSON is a function'],
  ['a function in a list', [[() => 1]], 'spec.x[0][0] is a function'],
])('reports %s with the path of its field', (_, x, expected) => {
  const { problems } = toPlainData({ spec: { x } });
  expect(problems).toEqual([expect.stringContaining(expected)]);
  expect(problems[0]).toContain(': write a string, number, boolean, list or plain object');
});

test('reports an object that contains itself', () => {
  const object: Record<string, unknown> = {};
  object.self = object;
  expect(toPlainData(object).problems).toEqual([expect.stringContaining('nested more than 500 levels deep')]);
});

test('reads each property once, so a getter cannot return two values', () => {
  let reads = 0;
  const { data } = toPlainData({ get privileged() { return ++reads > 1; } });
  expect(data).toEqual({ privileged: false });
  expect(reads).toBe(1);
});
