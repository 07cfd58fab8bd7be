import { constants } from 'buffer';
import { toDocument } from '../../../src/formats/yaml/bytes';
import { readDocuments } from '../../../src/formats/yaml/documents';
import { readDocument } from '../../../src/formats/yaml/read-document';

const read = (text: string) => [...readDocuments([Buffer.from(text)])].map(readDocument);
const TEXT = 'x'.repeat(10_000);

test('refuses a document that is longer than a string can be, with its line', () => {
  expect(() => toDocument(Buffer.alloc(constants.MAX_STRING_LENGTH + 1), 7))
    .toThrow(expect.objectContaining({ message: expect.stringMatching(/^a document of more than \d+ bytes/), line: 7, column: 1 }));
});

describe('a long text that aliases repeat', () => {
  test.each([['a value', (aliases: string) => `a: &a ${TEXT}\nb: [${aliases}]\n`], ['a list', (aliases: string) => `a: &a [${TEXT}]\nb: [${aliases}]\n`]])(
    'as %s is accepted as far as an API server accepts it, and refused beyond that', (_, document) => {
      expect(read(document(Array(300).fill('*a').join(', ')))).toEqual([expect.objectContaining({ b: expect.any(Array) })]);
      expect(() => read(document(Array(10_000).fill('*a').join(', ')))).toThrow('aliases that make the document grow beyond measure');
    });

  test('has no limit without aliases', () => {
    expect(read(`a: ${TEXT.repeat(100)}\n`)).toEqual([{ a: TEXT.repeat(100) }]);
  });
});
