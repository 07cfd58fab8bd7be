import { errorOf } from './support';

it.each([
  ['a: 1\nb: 2\na: 3\n', '3:1 the key `a` is set twice: kubectl takes the last value; remove one'],
  ['a: 1\n---\n# c\nb:\n  c: {d: 1, d: 2}\n', '5:13 the key `d` is set twice: kubectl takes the last value; remove one'],
  ['a: |\n  b\n---\nc: [\n', '5:1 unexpected end of the stream within a flow collection'],
  ['privileged: false\n<<: {privileged: true}\n', '2:1 a merge `<<` that changes the key `privileged` above it'],
  ['a: {<<: 1}\n', '1:5 `<<` merges something that is not an object'],
  ['a: 1\n... # c\n\n  b: 2\n', '4:3 text after the end mark `...`, which kubectl does not read'],
  ['a: 1\n... b\n', '2:5 text after the end mark `...`, which kubectl does not read'],
  ['...\n', '1:1 an end mark `...` without a document'],
  ['a: 1\r---\rb: 2\r', '3:1 a second document without separator'],
  ['a: 1\n---  {b: 2}\n', '2:6 text beside the document separator `---`'],
  ['a: 1\n---b', '2:4 text beside the document separator `---`'],
  ['a: 1\nb: .inf\n', '2:4 `.inf` is a number that JSON does not have'],
  ['a: 1\n~: 2\n', '2:1 `~` cannot be a key'],
  ['a: !!int x\n', '1:4 `x` is not of the type that its tag !!int names'],
  ['a: *b\n', '1:5 alias `b` has no anchor above it'],
  ['a: &b [*b]\n', '1:9 `b` contains itself'],
  ['a: &b.c 1\n', '1:5 a name of an anchor that is not made of letters, digits, `-` and `_`'],
  ['a: [b?c]\n', '1:6 a text with `?` within brackets, which needs quotes'],
  ['a: {b:}\n', '1:6 a colon within brackets, which needs a space after it'],
  ['a: &b c: 1\n', '1:4 an object that begins on the line of its key'],
  ['%YAML 1.1\n---\na: 1\n', '2:1 a directive (`%`), which kubectl does not read'],
  ['a: b\u2028c: d\n', '1:5 the invisible character U+2028'],
  ['a: b\r\nc: d\u0000\r\n', '2:5 the invisible character U+0000'],
])('refuses %j: %s', (file, error) => {
  expect(errorOf(file)).toBe(error);
});

it.each([
  ['{"a": 1}{"a": 1, "a": 2}', '1:18 the key `a` is set twice: kubectl takes the last value; remove one'],
  ['{"a": 1}\n{"a": {"b": 1,\n "b": 2}}', '3:2 the key `b` is set twice: kubectl takes the last value; remove one'],
  ['{}\n{}\n{"a" 1}', '3:6 `:` is expected'],
  ['{}{}{"a": tru}', '1:11 a JSON value is expected'],
  ['{}{}{"a": "b\n"}', '1:13 a string without end'],
  ['{}{}{"a": 1e999}', '1:11 a number out of range'],
  ['{}{}{"a": "\\x"}', '1:12 an unknown escape'],
  ['{}{}{a: 1}', '1:6 a key in double quotes is expected'],
  ['{}{}x', '1:5 a JSON value is expected'],
  // Until there are two objects, what is no JSON is YAML.
  ['{"a": 1, b: [}', '1:14 missed comma'],
  ['  {"a": 1}  [', '1:14 unexpected end of the stream within a flow collection'],
])('refuses JSON %j: %s', (file, error) => {
  expect(errorOf(file)).toContain(error);
});

it('names the line and column of bytes that are not valid UTF-8', () => {
  const file = Buffer.concat([Buffer.from('a: 1\n---\nb: é\uFFFD😀'), Buffer.from([0xC3, 0x0A, 0x63])]);
  expect(errorOf(file)).toBe('3:8 bytes that are not valid UTF-8');
});

it('names the line and column in the file if spaces were inserted before it', () => {
  expect(errorOf('a:\n  b: [\n  c,\n{d: 1, d: 2}\n]\n')).toBe('4:8 the key `d` is set twice: kubectl takes the last value; remove one');
  expect(errorOf('a: [\nb\n]\nc: 1\nc: 2\n')).toBe('5:1 the key `c` is set twice: kubectl takes the last value; remove one');
});

it.each([
  ['brackets', `a: ${'['.repeat(200_000)}`],
  ['JSON', `{"a":${'['.repeat(200_000)}`],
  ['entries', `a:\n ${'- '.repeat(200_000)}b\n`],
  ['fields', Array.from({ length: 1500 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')],
])('refuses %s that are nested too deep for the stack', (_, file) => {
  expect(errorOf(file)).toMatch(/^\d+:\d+ nested more than 1000 levels deep: remove levels, or exclude the file$/);
});
