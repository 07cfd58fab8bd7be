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
 * A document that may have duplicate keys, whose last value counts, as in kubectl.
 *
 * @throws YamlError if kubectl cannot read it, or could take either value of a duplicate key
 */
export function readWithDuplicates(source: SourceDocument, tokens: Tokens): ReadDocument {
  let hasDuplicates = false;
  const value = readTokens(tokens, () => {
    hasDuplicates = true;
  });
  return hasDuplicates ? { value, duplicateKeys: new DuplicateKeys(new SourceLines(source, tokens).duplicateKeys()) } : { value };
}
