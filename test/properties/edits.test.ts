import * as fc from 'fast-check';
import { parse } from 'yaml';
import { editDocument } from '../../src/formats/yaml/edit/edit-document';
import { editFile } from '../../src/formats/yaml/edit/edit-file';
import { readDocument } from '../../src/formats/yaml/read-document';
import { Change, change, changed, documentText } from '../formats/yaml/edit/generated';
import { oddValue } from '../formats/yaml/odd-yaml';

// Any text that can be read, and any change of its value.

const changes = fc.array(change, { minLength: 1, maxLength: 3 });
const readable = documentText().filter((text) => valueOf(text) !== undefined);
const odd = oddValue().map((value) => `a: &x {m1: 1}\nv: ${value}\nw: 1\n`).filter((text) => valueOf(text) !== undefined);

/** What a text says; undefined if it cannot be read. */
function valueOf(text: string): unknown {
  try {
    return readDocument({ text, line: 1, column: 1 });
  } catch {
    return undefined;
  }
}

function edit(text: string, list: readonly Change[]) {
  const before = valueOf(text);
  const after = list.reduce<unknown>(changed, before);
  return { before, after, text: editDocument({ text, line: 1, column: 1 }, before, after) };
}

/** What another library reads; undefined where it reads nothing. */
function secondReading(text: string): unknown {
  try {
    return JSON.parse(JSON.stringify(parse(text, { version: '1.1', merge: true, logLevel: 'silent' }) ?? null));
  } catch {
    return undefined;
  }
}

test.each([['in many styles', readable], ['as nobody would', odd]])('a text written %s says what it should after an edit', (_style, texts) => {
  fc.assert(fc.property(texts, changes, (text, list) => {
    const { after, text: result } = edit(text, list);
    expect(valueOf(result)).toEqual(after);
  }), { numRuns: 1000 });
});

test('another library reads the same, if it did before', () => {
  fc.assert(fc.property(readable, changes, (text, list) => {
    const { before, after, text: result } = edit(text, list);
    const isComparable = JSON.stringify(sorted(secondReading(text))) === JSON.stringify(sorted(before));
    expect(isComparable ? sorted(secondReading(result)) : sorted(after)).toEqual(sorted(after));
  }), { numRuns: 1000 });
});

/** A value with the keys of its objects in order, `__proto__` among them. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const fields = Object.entries(value).sort(([one], [other]) => one < other ? -1 : 1);
  return Array.isArray(value) ? value.map(sorted) : fields.map(([key, field]) => [key, sorted(field)]);
}

test('an edit to what a text says changes no byte, and so does a second edit', () => {
  fc.assert(fc.property(readable, changes, (text, list) => {
    expect(edit(text, []).text).toBe(text);
    const { after, text: result } = edit(text, list);
    expect(editDocument({ text: result, line: 1, column: 1 }, after, structuredClone(after))).toBe(result);
  }), { numRuns: 500 });
});

const MARK = /^\uFEFF/;

test('a new key adds lines, and changes none', () => {
  fc.assert(fc.property(readable, change, (text, { value }) => {
    const lines = edit(text, [{ place: 0, kind: 'add', key: 'new key', value }]).text.replace(MARK, '').split(/\r\n|\r|\n/);
    let from = 0;
    for (const line of text.replace(MARK, '').split(/\r\n|\r|\n/)) {
      from = lines.indexOf(line, from) + 1;
      expect(from).toBeGreaterThan(0);
    }
  }), { numRuns: 500 });
});

test('a document says the same in a file, in pieces and in any encoding', () => {
  const encodings = fc.constantFrom('utf8', 'utf16le', 'utf16be');
  fc.assert(fc.property(readable.filter((text) => text.endsWith('\n')), changes, fc.integer({ min: 1, max: 50 }), encodings, (text, list, size, encoding) => {
    const body = text.replace('\uFEFF', '').replace(/\r(?!\n)/g, '\n');
    const { before, after, text: result } = edit(body, list);
    const encode = (content: string) => {
      const bytes = Buffer.from(`\uFEFF${content}`, encoding === 'utf8' ? 'utf8' : 'utf16le');
      return encoding === 'utf16be' ? bytes.swap16() : bytes;
    };
    const file = encode(`# head\n---\n${body}--- # c\n${body}`);
    const pieces = Array.from({ length: Math.ceil(file.length / size) }, (_, index) => file.subarray(index * size, (index + 1) * size));
    let count = 0;
    const bytes = Buffer.concat([...editFile(pieces, (value) => {
      expect(value).toEqual(before);
      return count++ === 1 ? after : undefined;
    })]);
    expect(bytes).toEqual(encode(`# head\n---\n${body}--- # c\n${result}`));
  }), { numRuns: 200 });
});
