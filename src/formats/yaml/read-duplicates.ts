import { readTokens } from './read-document';
import { SourceDocument, Tokens } from './source';
import { SourceLines } from './source-lines';
import { DuplicateKeys } from '../manifest/duplicate-keys';

/** A document as kubectl reads it. */
export interface ReadDocument {
  readonly value: unknown;
  /** Undefined if there are none. */
  readonly duplicateKeys?: DuplicateKeys;
}

/**
 * What kubectl makes of a document that may have duplicate keys: the last value of a key counts. Throws a `YamlError` where kubectl can
 * read nothing, and where nobody knows which value it takes.
 */
export function readWithDuplicates(source: SourceDocument, tokens: Tokens): ReadDocument {
  let hasDuplicates = false;
  const value = readTokens(tokens, () => {
    hasDuplicates = true;
  });
  return hasDuplicates ? { value, duplicateKeys: new DuplicateKeys(new SourceLines(source, tokens).duplicateKeys()) } : { value };
}
