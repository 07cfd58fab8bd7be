import { readDocuments } from './documents';
import { SourceLines, SourceRange } from './source-lines';
import { Path, read } from '../manifest/json';

/** Where the fields of a value are in a text that was printed from it, by their JSON Pointers. */
export function fieldRanges(text: string, value: unknown): (pointer: string) => SourceRange {
  const [document] = readDocuments([Buffer.from(text)]);
  const lines = new SourceLines(document);
  return (pointer) => lines.rangeOf(pathOf(pointer, value));
}

function pathOf(pointer: string, value: unknown): Path {
  const path: (string | number)[] = [];
  for (const step of pointer.split('/').slice(1)) {
    path.push(Array.isArray(read(value, path)) ? Number(step) : step.replace(/~1/g, '/').replace(/~0/g, '~'));
  }
  return path;
}
