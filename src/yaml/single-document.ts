import { readDocuments } from './documents';
import { readTokens } from './read-document';
import { SourceLines, SourceRange } from './source-lines';
import { tokensOf } from './yaml-tokens';
import { Path } from '../manifest/json';

/** The value of a file that holds one document, and where its fields are. */
export interface SingleDocument {
  readonly value: unknown;
  readonly rangeOf: (path: Path) => SourceRange;
}

/**
 * Reads a file of one document, YAML or JSON.
 *
 * @throws YamlError if it cannot be read, or an error if it has no document or several
 */
export function readSingleDocument(bytes: Uint8Array): SingleDocument {
  const documents = [...readDocuments([bytes])].map((source) => {
    const tokens = tokensOf(source);
    return { source, tokens, value: readTokens(tokens) };
  });
  // What comes before a first `---` is an empty document.
  const [document, second] = documents.filter(({ value }) => value !== null);
  if (second) {
    throw new Error('it has several documents: keep one');
  }
  let lines: SourceLines | undefined;
  return {
    value: document?.value,
    rangeOf: (path) => document ? (lines ??= new SourceLines(document.source, document.tokens)).rangeOf(path) : { line: 1, column: 1 },
  };
}
