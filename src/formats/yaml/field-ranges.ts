import { readDocuments } from './documents';
import { SourceLines, SourceRange } from './source-lines';
import { fromJsonPointer } from '../manifest/paths';

/** Where the fields of a value are in a text that was printed from it, by their JSON Pointers. */
export function fieldRanges(text: string, value: unknown): (pointer: string) => SourceRange {
  const [document] = readDocuments([Buffer.from(text)]);
  const lines = new SourceLines(document);
  return (pointer) => lines.rangeOf(fromJsonPointer(pointer, value));
}
