import { readDocuments } from './documents';
import { lineBreaks } from './source';
import { SourceLines } from './source-lines';
import { tokensOf } from './yaml-tokens';
import { Path } from '../manifest/json';

/** A field at a place of a file. */
export interface PlacedPath {
  /** Which document of the file, counting from 0, empty ones too. */
  readonly document: number;
  readonly path: Path;
}

/**
 * The field whose key, or whose value without fields, is at a place of a text; undefined if there is none. Line and column count from 1.
 * Throws a `YamlError` if the document there cannot be read.
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
