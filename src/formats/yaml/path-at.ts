import { readDocuments } from './documents';
import { lineBreaks } from './source';
import { SourceLines } from './source-lines';
import { tokensOf } from './yaml-tokens';
import { Path } from '../manifest/json';

/** A field, and its document in a file. */
export interface PlacedPath {
  /** Index of the document in the file, counting from 0, with empty documents. */
  readonly document: number;
  readonly path: Path;
}

/**
 * The field whose key or scalar value is at a position of a text; undefined if there is none. Lines and columns count from 1.
 *
 * @throws YamlError if the document at the position cannot be read
 */
export function pathAt(text: string, line: number, column: number): PlacedPath | undefined {
  let document = 0;
  for (const source of readDocuments([Buffer.from(text)])) {
    if (source.line > line) {
      return undefined;
    }
    const endsBefore = source.line + lineBreaks(source.text).count < line;
    const path = endsBefore ? undefined : new SourceLines(source, tokensOf(source)).pathAt(line, column);
    if (path) {
      return { document, path };
    }
    document++;
  }
  return undefined;
}
