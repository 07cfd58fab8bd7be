import { readDocuments } from './documents';
import { SourceLines, SourceRange } from './source-lines';
import { fromJsonPointer } from '../manifest/paths';

/** The ranges of fields, by JSON Pointer, in a text that was printed from a value. */
export function fieldRanges(text: string, value: unknown): (pointer: string) => SourceRange {
  const [document] = readDocuments([Buffer.from(text)]);
  const lines = new SourceLines(document);
  return (pointer) => lines.rangeOf(fromJsonPointer(pointer, value));
}
