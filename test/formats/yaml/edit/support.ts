import { editDocument } from '../../../../src/formats/yaml/edit/edit-document';
import { editFile } from '../../../../src/formats/yaml/edit/edit-file';
import { readWithDuplicates } from '../../../../src/formats/yaml/read-duplicates';
import { tokensOf } from '../../../../src/formats/yaml/yaml-tokens';

/** The text of a document after a change of its value. */
export function edited(text: string, change: (value: any) => unknown): string {
  const document = { text, line: 1, column: 1 };
  const before = readWithDuplicates(document, tokensOf(document)).value;
  const after = structuredClone(before);
  return editDocument(document, before, change(after) ?? after);
}

/** The text of a file after a change of each document. */
export function editedFile(file: string | Buffer, change: (value: any) => unknown): Buffer {
  return Buffer.concat([...editFile([Buffer.from(file)], (value) => {
    const after = structuredClone(value);
    return change(after) ?? after;
  })]);
}

/** A text without the indentation that all its lines have in a test; it begins on the line after the quote. */
export function unindented(text: string): string {
  const lines = text.replace(/^\n/, '').replace(/\n *$/, '\n').split('\n');
  const indent = Math.min(...lines.filter((line) => line.trim()).map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(indent)).join('\n');
}
