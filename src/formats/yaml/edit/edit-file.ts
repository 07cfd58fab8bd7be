import { editDocument } from './edit-document';
import { DuplicateKeys } from '../../manifest/duplicate-keys';
import { Mark, openText } from '../bytes';
import { readParts } from '../documents';
import { readWithDuplicates } from '../read-duplicates';
import { SourceDocument, Tokens } from '../source';
import { tokensOf } from '../yaml-tokens';

/** Returns the new value of a document; undefined to leave it unchanged. */
export type Edit = (value: unknown, document: SourceDocument, tokens: Tokens) => unknown;

/** Returns the new text of a document; undefined to leave it unchanged. `value` has the last values of duplicate keys, as in kubectl. */
export type Rewrite = (value: unknown, document: SourceDocument, tokens: Tokens, duplicateKeys?: DuplicateKeys) => string | undefined;

/**
 * The bytes of a file after `edit` was called for each document that is not empty. The text between documents, the byte order mark and the
 * encoding stay. Only one document is in memory at a time.
 *
 * @throws YamlError if the file cannot be read or edited; the output before is incomplete
 */
export function editFile(chunks: Iterable<Uint8Array>, edit: Edit): Generator<Uint8Array> {
  return rewriteFile(chunks, (before, document, tokens) => {
    const after = edit(before, document, tokens);
    return after === undefined ? undefined : editDocument(document, before, after, tokens);
  });
}

/** The bytes of a file after the texts of documents were replaced. */
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

/** A text in UTF-8, converted to the encoding of a byte order mark, after this mark. */
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

/** Joins chunks into larger ones, because each write is a system call. */
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
