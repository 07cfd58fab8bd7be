import { DuplicateKeys } from '../../formats/manifest/duplicate-keys';
import { readWithDuplicates } from '../../formats/yaml/read-duplicates';
import { SourceDocument, Tokens } from '../../formats/yaml/source';
import { SourceLines, SourceRange } from '../../formats/yaml/source-lines';
import { tokensOf } from '../../formats/yaml/yaml-tokens';

/** A document as kubectl reads it, with the places of its fields. */
export interface ParsedDocument {
  readonly source: SourceDocument;
  readonly tokens: Tokens;
  /** `null` for an empty document, such as the text before a first `---`. */
  readonly value: unknown;
  /** Undefined if there are none. */
  readonly duplicateKeys?: DuplicateKeys;
  /** Computed only if needed. */
  readonly lines: () => Pick<SourceLines, 'rangeOf' | 'keyRangeOf'>;
}

/** @throws YamlError if it cannot be read */
export function parseDocument(source: SourceDocument): ParsedDocument {
  const tokens = tokensOf(source);
  const { value, duplicateKeys } = readWithDuplicates(source, tokens);
  let lines: SourceLines | undefined;
  return { source, tokens, value, duplicateKeys, lines: () => lines ??= new SourceLines(source, tokens) };
}

/** The same document at another line of its file. Not for a document with duplicate keys, which contain line numbers. */
export function movedTo(source: SourceDocument, document: ParsedDocument): ParsedDocument {
  const { tokens, value, lines } = document;
  const shift = source.line - document.source.line;
  if (shift === 0) {
    return document;
  }
  const moved = <T extends SourceRange>(range: T): T => ({
    ...range, line: range.line + shift, ...range.endLine !== undefined && { endLine: range.endLine + shift },
  });
  const movedLines = {
    rangeOf: (path: Parameters<SourceLines['rangeOf']>[0]) => moved(lines().rangeOf(path)),
    keyRangeOf: (path: Parameters<SourceLines['keyRangeOf']>[0]) => moved(lines().keyRangeOf(path)),
  };
  return { source, tokens: { ...tokens, document: source }, value, lines: () => movedLines };
}
