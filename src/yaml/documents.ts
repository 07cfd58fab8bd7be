import { HEAD_BYTES, toDocument, toUtf8 } from './bytes';
import { JsonSyntaxError, readJson } from './json-events';
import { splitDocuments } from './separators';
import { lineBreaks, SourceDocument } from './source';

/**
 * The documents of a file, one by one, as kubectl finds them. The file comes in pieces of any size. A document can be empty.
 * Throws a `YamlError` where the file cannot be divided, after the documents before that place.
 */
export function* readDocuments(chunks: Iterable<Uint8Array>): Generator<SourceDocument> {
  const pieces = toUtf8(chunks);
  const head = pieces.next().value as Buffer;
  if (/^\s*\{/.test(head.toString('latin1', 0, HEAD_BYTES))) {
    yield* readJsonDocuments(Buffer.concat([head, ...pieces]));
  } else {
    yield* splitDocuments(prepend(head, pieces), 1);
  }
}

/**
 * A file that begins with `{` is a row of JSON objects. One that is none after all, or no longer after its first object,
 * is YAML from there on.
 */
function* readJsonDocuments(bytes: Buffer): Generator<SourceDocument> {
  const whole = toDocument(bytes, 1);
  let end = 0;
  for (let count = 0; ; count++) {
    ...
  }
}
