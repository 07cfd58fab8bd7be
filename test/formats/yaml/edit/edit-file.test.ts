import { editedFile } from './support';
import { editFile } from '../../../../src/formats/yaml/edit/edit-file';
import { YamlError } from '../../../../src/formats/yaml/yaml-error';

const FILE = '# head\n---\na: 1\n--- # c\r\n---   \n\nb: |\n  é😀\n\n---\n# empty\n---\na: 1';

it('passes on what does not change, byte for byte', () => {
  const values: unknown[] = [];
  const bytes = [...editFile([Buffer.from(FILE)], (value) => { values.push(value); })];
  expect(Buffer.concat(bytes).toString()).toBe(FILE);
  expect(values).toEqual([{ a: 1 }, { b: 'é😀\n' }, { a: 1 }]);
});

it.each([1, 3, 7, 5000])('edits a file that comes in pieces of %i bytes', (size) => {
  const file = Buffer.from(FILE);
  const pieces = Array.from({ length: Math.ceil(file.length / size) }, (_, index) => file.subarray(index * size, (index + 1) * size));
  const bytes = [...editFile(pieces, (value: any) => 'a' in value ? { a: 2 } : undefined)];
  expect(Buffer.concat(bytes).toString()).toBe(FILE.replaceAll('a: 1', 'a: 2'));
});

it.each(['utf8', 'utf16le', 'utf16be'])('answers in %s, with the same byte order mark', (encoding) => {
  const encode = (text: string) => {
    const bytes = Buffer.from(`\uFEFF${text}`, encoding === 'utf8' ? 'utf8' : 'utf16le');
    return encoding === 'utf16be' ? bytes.swap16() : bytes;
  };
  const file = encode('a: é😀 # ü\r\n---\r\nb: 1\r\n');
  const pieces = Array.from(file, (byte) => Buffer.from([byte]));
  const bytes = Buffer.concat([...editFile(pieces, (value: any) => ({ ...value, c: ['x'] }))]);
  expect(bytes).toEqual(encode('a: é😀 # ü\r\nc:\r\n- x\r\n---\r\nb: 1\r\nc:\r\n- x\r\n'));
});

it('does not write characters that it cannot read', () => {
  const file = Buffer.from([0xFF, 0xFE, 0x61, 0, 0x3A, 0, 0x20, 0, 0x3D, 0xD8, 0x0A, 0]);
  expect(() => editedFile(file, () => undefined)).toThrow('not valid UTF-16');
});

it('edits JSON values in a row, and YAML behind the first', () => {
  const change = (value: any) => { value.b = [2]; };
  expect(editedFile('{"a":1}\n {"a":1}', change).toString()).toBe('{"a":1,"b":[2]}\n {"a":1,"b":[2]}');
  expect(editedFile('{"a":1}\n---\n{a: 1}\n---\na: 1\n', change).toString()).toBe('{"a":1,"b":[2]}\n---\n{a: 1, b: [2]}\n---\na: 1\nb:\n- 2\n');
});

it('does not hold a file in memory', () => {
  let asked = 0;
  function* pieces() {
    for (; asked < 1000; asked++) yield Buffer.from(`${'# comment\n'.repeat(20_000)}a: 1\n---\n`);
  }
  const bytes = editFile(pieces(), () => ({ a: 2 }));
  bytes.next();
  bytes.next();
  expect(asked).toBeLessThan(5);
});

it('names the place that it cannot edit', () => {
  const edit = () => [...editFile([Buffer.from('a: 1\n---\nb:\n  c: 2\n')], (value: any) => value.b && { b: { c: '\uD800' } })];
  expect(edit).toThrow(YamlError);
  expect(edit).toThrow(expect.objectContaining({ line: 4, message: 'no text gives `b.c` the same new value in all YAML readers: edit it by hand' }));
});
