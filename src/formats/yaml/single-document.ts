import { readDocuments } from './documents';
import { readTokens } from './read-document';
import { SourceLines, SourceRange } from './source-lines';
import { YamlError } from './yaml-error';
import { tokensOf } from './yaml-tokens';
import { FieldError, InputError } from '../manifest/input-error';
import { Path } from '../manifest/json';

/** The value of a file with one document, and the places of its fields. */
export interface SingleDocument {
  readonly value: unknown;
  readonly rangeOf: (path: Path) => SourceRange;
  readonly keyRangeOf: (path: Path) => SourceRange;
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
  // The text before a first `---` is an empty document.
  const [document, second] = documents.filter(({ value }) => value !== null);
  if (second) {
    throw new Error('it has several documents: keep one');
  }
  let lines: SourceLines | undefined;
  const linesOf = ({ source, tokens }: typeof document) => lines ??= new SourceLines(source, tokens);
  return {
    value: document?.value,
    rangeOf: (path) => document ? linesOf(document).rangeOf(path) : START,
    keyRangeOf: (path) => document ? linesOf(document).keyRangeOf(path) : START,
  };
}

const START = { line: 1, column: 1 };

/**
 * Reads a file of a user with one document.
 *
 * @param read converts the document; throws a FieldError with the path of a wrong field
 * @throws InputError with the file, line and column, and the problem
 */
export function readWritten<T>(file: string, bytes: Uint8Array, read: (document: SingleDocument) => T): T {
  let document: SingleDocument | undefined;
  try {
    document = readSingleDocument(bytes);
    return read(document);
  } catch (error) {
    const path = error instanceof FieldError ? error.path : [];
    const { line, column } = error instanceof YamlError ? error : document?.rangeOf(path) ?? START;
    throw new InputError(`${file}:${line}:${column}: ${(error as Error).message}`);
  }
}
