import { HEAD_BYTES, toDocument, toUtf8 } from './bytes';
import { JsonSyntaxError, readJson, skipSpace } from './json-events';
import { splitDocuments } from './separators';
import { lineBreaks, SourceDocument } from './source';
import { YamlError } from './yaml-error';

/**
 * The documents of a file, one by one, as kubectl finds them. The file comes in pieces of any size; a document can be empty.
 * Throws a `YamlError` where the file cannot be divided, after the documents before that place.
 */
export function* readDocuments(chunks: Iterable<Uint8Array>): Generator<SourceDocument> {
  const pieces = toUtf8(chunks);
  const head: Buffer = pieces.next().value;
  if (/^\s*\{/.test(head.toString('latin1', 0, HEAD_BYTES))) {
    yield* readJsonDocuments(toDocument(Buffer.concat([head, ...pieces]), 1).text);
  } else {
    yield* splitDocuments(prepend(head, pieces), 1);
  }
}

/** A file that begins with `{` is a row of JSON values. If the first or the second is no JSON after all, YAML goes on there. */
function* readJsonDocuments(text: string): Generator<SourceDocument> {
  let end = 0;
  let place = { line: 1, column: 1 };
  const moveTo = (offset: number) => {
    place = placeAfter(place, text.slice(end, offset));
    end = offset;
  };
  for (let count = 0; skipSpace(text, end) < text.length; count++) {
    const start = skipSpace(text, end);
    const value = tryJson(text, start);
    if (!(value instanceof JsonSyntaxError)) {
      moveTo(start);
      yield { ...place, text: text.slice(start, value.end), events: value.events };
      moveTo(value.end);
    } else if (count > 1) {
      moveTo(value.offset);
      throw new YamlError(value.message, place.line, place.column);
    } else {
      moveTo(end + text.slice(end).match(/^[^\S\n]*\n?/)![0].length);
      return yield* readYamlRest(text.slice(end), place);
    }
  }
}

function* readYamlRest(text: string, { line, column }: { line: number; column: number }): Generator<SourceDocument> {
  for (const document of splitDocuments([Buffer.from(text)], line)) {
    yield document.line === line ? { ...document, column } : document;
  }
}

function tryJson(text: string, start: number): ReturnType<typeof readJson> | JsonSyntaxError {
  try {
    return readJson(text, start);
  } catch (error) {
    if (error instanceof JsonSyntaxError) {
      return error;
    }
    throw error;
  }
}

/** The place after a text that begins at a place. */
function placeAfter({ line, column }: { line: number; column: number }, text: string) {
  const { count, lineStart } = lineBreaks(text);
  return { line: line + count, column: (count === 0 ? column : 1) + text.length - lineStart };
}

function* prepend<T>(first: T, rest: Iterable<T>): Generator<T> {
  yield first;
  yield* rest;
}
