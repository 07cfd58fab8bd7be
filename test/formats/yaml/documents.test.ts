import { documentsOf } from './support';
import { readDocuments } from '../../../src/formats/yaml/documents';
import { readDocument } from '../../../src/formats/yaml/read-document';

const FILE = '# c\na: é\n---\nb: |\n  😀\n---\n--- # c\r\nc: 1\r\n---';

it('splits a file at lines that begin with `---`, and knows where documents begin', () => {
  expect(documentsOf(FILE)).toEqual([
    { text: '# c\na: é\n', line: 1, column: 1 },
    { text: 'b: |\n  😀\n', line: 4, column: 1 },
    { text: '', line: 7, column: 1 },
    { text: 'c: 1\r\n', line: 8, column: 1 },
  ]);
});

it.each([1, 2, 3, 4, 5, 7, 20, 5000])('splits it the same way in chunks of %i bytes', (size) => {
  const file = Buffer.from(`${'# c\n'.repeat(2000)}${FILE}`);
  const pieces = Array.from({ length: Math.ceil(file.length / size) }, (_, index) => file.subarray(index * size, (index + 1) * size));
  expect([...readDocuments(pieces)]).toEqual(documentsOf(file));
});

it('reads no more of a file than the next document needs', () => {
  let asked = 0;
  function* pieces() {
    for (; asked < 1000; asked++) yield Buffer.from(`${'#'.repeat(5000)}\na: 1\n---\n`);
  }
  const documents = readDocuments(pieces());
  documents.next();
  documents.next();
  expect(asked).toBeLessThan(3);
});

it.each([
  ['{"a":1}\n {"a":2}{"a":3}', [{ a: 1 }, { a: 2 }, { a: 3 }], ['1:1', '2:2', '2:9']],
  ['{"a":1}\n---\n{a: 2}\n', [{ a: 1 }, null, { a: 2 }], ['1:1', '2:1', '3:1']],
  ['\n{a: 1}\n---\nb: 2\n', [{ a: 1 }, { b: 2 }], ['2:1', '4:1']],
  ['[{"a":1}]', [[{ a: 1 }]], ['1:1']],
])('reads %j', (file, values, places) => {
  const documents = documentsOf(file);
  expect(documents.map(readDocument)).toEqual(values);
  expect(documents.map(({ line, column }) => `${line}:${column}`)).toEqual(places);
});

it.each(['utf8', 'utf16le', 'utf16be'])('reads %s with a byte order mark, in chunks that split characters', (encoding) => {
  const file = Buffer.from('\uFEFFa: é😀\n---\nb: 2\n', encoding === 'utf8' ? 'utf8' : 'utf16le');
  const bytes = encoding === 'utf16be' ? file.swap16() : file;
  expect([...readDocuments(Array.from(bytes, byte => Buffer.from([byte])))].map(readDocument)).toEqual([{ a: 'é😀' }, { b: 2 }]);
});

it('finds a separator between empty chunks', () => {
  const chunks = [...`${'# c\n'.repeat(2000)}a: 1\n---\nb: 2\n`].flatMap((character) => ['', character]).map((text) => Buffer.from(text));
  expect([...readDocuments(chunks)].map(readDocument)).toEqual([{ a: 1 }, { b: 2 }]);
});

it('counts a single carriage return as a line break', () => {
  expect(documentsOf('a: 1\r\rb: 2\n---\nc: 3\n').map(({ line }) => line)).toEqual([1, 5]);
  expect(readDocument(documentsOf('a: 1\r\rb: |\r  c\r')[0])).toEqual({ a: 1, b: 'c\n' });
});

it('does not split at line breaks that only JavaScript has', () => {
  expect(documentsOf('a: "b\u2028---\u2028"\n# \r---\r')).toHaveLength(1);
});

it('copies the value of an alias', () => {
  const { a, b } = readDocument(documentsOf('a: &x {c: [1]}\nb: *x\n')[0]) as any;
  expect(b).toEqual(a);
  expect(b.c).not.toBe(a.c);
});

it.each(['', '\n', '# c\n', 'null', '~', '\uFEFF'])('reads %j as null', (file) => {
  expect(documentsOf(file).map(readDocument)).toEqual([null]);
});
