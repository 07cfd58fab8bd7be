import { documentsOf, errorOf } from './support';
import { toFieldPath } from '../../../src/formats/manifest/paths';
import { readWithDuplicates } from '../../../src/formats/yaml/read-duplicates';
import { SourceLines } from '../../../src/formats/yaml/source-lines';
import { tokensOf } from '../../../src/formats/yaml/yaml-tokens';

// test/formats/yaml/kubectl.slow.ts compares the values with the real kubectl.

function read(file: string) {
  const [source] = documentsOf(file).slice(-1);
  const { value } = readWithDuplicates(source, tokensOf(source));
  const keys = new SourceLines(source).duplicateKeys();
  return { value, keys: keys.map(({ path, lines }) => `${toFieldPath(path)}: ${lines.join()}`) };
}

test.each<[string, string, unknown, string[]]>([
  ['block style', '# c\na: 1\nb: 2\na: 3\n', { a: 3, b: 2 }, ['a: 2,4']],
  ['three times', 'a: 1\na: 2\n\na: 3\n', { a: 3 }, ['a: 1,2,4']],
  ['flow style', 'x: {a: 1,\n  a: 2}\n', { x: { a: 2 } }, ['x.a: 1,2']],
  ['one line', 'x: {a: 1, a: 2, a: 3}\n', { x: { a: 3 } }, ['x.a: 1,1,1']],
  ['JSON', '{"a": 1,\n "\\u0061": {"b": 1,\n  "b": 2}}\n', { a: { b: 2 } }, ['a: 1,2', 'a.b: 2,3']],
  ['a later document', 'a: 1\n---\nb: 1\nb: 2\n', { b: 2 }, ['b: 3,4']],
  ['items of a list', 'x:\n- a: 1\n  a: 2\n- b: 1\n- c: 1\n  c: 2\n', { x: [{ a: 2 }, { b: 1 }, { c: 2 }] }, ['x[0].a: 2,3', 'x[2].c: 5,6']],
  ['in a value that counts', 'a: 1\na:\n  b: 1\n  b: 2\n', { a: { b: 2 } }, ['a: 1,2', 'a.b: 3,4']],
  ['in a value that does not count', 'a:\n  b: 1\n  b: 2\na: 3\n', { a: 3 }, ['a: 1,4']],
  ['keys that are written in two ways', '"a": 1\na: 2\n017: 1\n15: 2\nyes: 1\ntrue: 2\n', { a: 2, 15: 2, true: 2 }, ['["15"]: 3,4', 'a: 1,2', 'true: 5,6']],
  ['empty values', 'a:\na: 1\nb: 2\nb:\n', { a: 1, b: null }, ['a: 1,2', 'b: 3,4']],
  ['a block of text', 'a: |\n  x\na: |\n  y\n', { a: 'y\n' }, ['a: 1,3']],
  ['an alias as a key', 'a: &k x\nx: 1\n*k : 2\n', { a: 'x', x: 2 }, ['x: 2,3']],
  ['an anchored object that aliases repeat', 'a: &x\n  b: 1\n  b: 2\nc: [*x, *x]\n', { a: { b: 2 }, c: [{ b: 2 }, { b: 2 }] }, ['a.b: 2,3']],
  ['an anchored object in a value that does not count', 'a: &x\n  b: 1\n  b: 2\na: 1\nc: *x\n', { a: 1, c: { b: 2 } }, ['a: 1,4', 'c.b: 2,3']],
  ['an anchor at a duplicate key', 'a: 1\na: &x 2\nb: *x\n', { a: 2, b: 2 }, ['a: 1,2']],
  ['below a merge', 'x: &x {a: 1}\nm:\n  <<: *x\n  a: 2\n  a: 3\n', { x: { a: 1 }, m: { a: 3 } }, ['m.a: 4,5']],
  ['in a merged object', 'm:\n  <<: {a: 1,\n    a: 2}\n', { m: { a: 2 } }, ['m.a: 2,3']],
  ['a merge and one key of the object are none', 'x: &x {a: 1}\nm: {<<: *x, a: 2}\nz: {<<: *x, <<: {b: 1}}\n', { x: { a: 1 }, m: { a: 2 }, z: { a: 1, b: 1 } }, []],
  ['the names of fields that JavaScript objects have', '__proto__: 1\n__proto__: 2\n', JSON.parse('{"__proto__": 2}'), ['__proto__: 1,2']],
])('the last value counts, and all lines are known: %s', (_, file, value, keys) => {
  const actual = read(file);
  expect(actual.value).toEqual(value);
  expect([...actual.keys].sort()).toEqual([...keys].sort());
});

test.each(['1: a\n"1": b\n', 'true: a\n"true": b\n', '1: a\n1.0: b\n', '.nan: a\n.nan: b\n', 'a: {1: a, "1": b}\n'])('keys of two types are refused, since kubectl takes either: %j', (file) => {
  expect(() => read(file)).toThrow('a key that differs from one above it only in its type: kubectl takes the value of either; remove one');
});

test('a reader of settings refuses what one of manifests takes', () => {
  expect(errorOf('a: 1\na: 2\n')).toBe('2:1 the key `a` is set twice: kubectl takes the last value; remove one');
});

test('many duplicate keys take a moment', () => {
  const file = `a:\n${'  - {k: 1, k: 2}\n'.repeat(20_000)}${'b: 1\n'.repeat(20_000)}`;
  const { keys } = read(file);
  expect(keys).toHaveLength(20_001);
});
