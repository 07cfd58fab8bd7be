import { editDocument } from './edit-document';
import { DuplicateKeys } from '../../manifest/duplicate-keys';
import { Mark, openText } from '../bytes';
import { readParts } from '../documents';
import { readWithDuplicates } from '../read-duplicates';
import { SourceDocument, Tokens } from '../source';
import { tokensOf } from '../yaml-tokens';

/** The new value of a document, or undefined to leave it as it is. */
export type Edit = (value: unknown, document: SourceDocument, tokens: Tokens) => unknown;

/** The new text of a document, or undefined to leave it as it is. Of duplicate keys the last values count, as for kubectl. */
export type Rewrite = (value: unknown, document: SourceDocument, tokens: Tokens, duplicateKeys?: DuplicateKeys) => string | undefined;

/**
 * The bytes of a file after `edit` was called for each document that is not empty. All text between the documents stays, and so do
 * byte order mark and encoding. Only one document is in memory, not the whole file. Throws a `YamlError` where the file cannot be read or
 * edited; the output before that is incomplete.
 */
export function editFile(chunks: Iterable<Uint8Array>, edit: Edit): Generator<Uint8Array> {
  return rewriteFile(chunks, (before, document, tokens) => {
    const after = edit(before, document, tokens);
    return after === undefined ? undefined : editDocument(document, before, after, tokens);
  });
}

/** The same, if a text replaces the text of a document. */
export function* rewriteFile(chunks: Iterable<Uint8Array>, rewrite: Rewrite): Generator<Uint8Array> {
  const file = openText(chunks, true);
  yield* inBlocks(encoded(file.mark, rewrittenParts(readParts(file), rewrite)));
}

function* rewrittenParts(parts: ReturnType<typeof readParts>, rewrite: Rewrite): Generator<Buffer> {
  for (const { bytes, document } of parts) {
    const text = document && rewritten(document, rewrite);
    yield document === undefined || text === document.text ? bytes : Buffer.from(text!);
  }
}

function rewritten(document: SourceDocument, rewrite: Rewrite): string {
  const tokens = tokensOf(document);
  const { value, duplicateKeys } = readWithDuplicates(document, tokens);
  return (value === null ? undefined : rewrite(value, document, tokens, duplicateKeys)) ?? document.text;
}

/** The same text in the encoding of a mark, and behind it. */
function* encoded({ bytes, encoding }: Mark, pieces: Iterable<Buffer>): Generator<Buffer> {
  yield bytes;
  for (const piece of pieces) {
    if (encoding) {
      const utf16 = Buffer.from(piece.toString(), 'utf16le');
      yield encoding === 'utf-16be' ? utf16.swap16() : utf16;
    } else {
      yield piece;
    }
  }
}

/** Fewer and larger pieces: writing one is a call of the system. */
function* inBlocks(pieces: Iterable<Buffer>): Generator<Buffer> {
  let block: Buffer[] = [];
  let size = 0;
  for (const piece of pieces) {
    block.push(piece);
    size += piece.length;
    if (size >= BLOCK) {
      yield Buffer.concat(block);
      block = [];
      size = 0;
    }
  }
  if (size > 0) {
    yield Buffer.concat(block);
  }
}

const BLOCK = 64 * 1024;
