import { HEAD_BYTES, OpenedText, openText, toDocument } from './bytes';
import { JsonSyntaxError, readJson, skipSpace } from './json-events';
import { splitDocuments } from './separators';
import { FilePart, lineBreaks, SourceDocument } from './source';
import { YamlError } from './yaml-error';

/**
 * The documents of a file, divided as kubectl does. Chunks can have any size; a document can be empty.
 *
 * @throws YamlError where the file cannot be divided, after the documents before that place
 */
export function* readDocuments(chunks: Iterable<Uint8Array>): Generator<SourceDocument> {
  for (const { document } of readParts(openText(chunks))) {
    if (document) {
      yield document;
    }
  }
}

/** The documents of a file, and the text between them. */
export function* readParts({ head, rest }: OpenedText): Generator<FilePart> {
  if (/^\s*\{/.test(head.toString('latin1', 0, HEAD_BYTES))) {
    yield* readJsonParts(toDocument(Buffer.concat([head, ...rest]), 1).text);
  } else {
    yield* splitDocuments(prepend(head, rest), 1);
  }
}

/** A file that begins with `{` is a sequence of JSON values. If the first or the second value is not JSON, the rest is read as YAML. */
function* readJsonParts(text: string): Generator<FilePart> {
  let end = 0;
  let place = { line: 1, column: 1 };
  const moveTo = (offset: number) => {
    const passed = text.slice(end, offset);
    place = placeAfter(place, passed);
    end = offset;
    return Buffer.from(passed);
  };
  for (let count = 0; skipSpace(text, end) < text.length; count++) {
    const start = skipSpace(text, end);
    const value = tryJson(text, start);
    if (!(value instanceof JsonSyntaxError)) {
      yield { bytes: moveTo(start) };
      const document = { ...place, text: text.slice(start, value.end), events: value.events };
      yield { document, bytes: moveTo(value.end) };
    } else if (count > 1) {
      moveTo(value.offset);
      throw new YamlError(value.message, place.line, place.column);
    } else {
      yield { bytes: moveTo(end + text.slice(end).match(/^[^\S\n]*\n?/)![0].length) };
      return yield* readYamlRest(text.slice(end), place);
    }
  }
  yield { bytes: moveTo(text.length) };
}

function* readYamlRest(text: string, { line, column }: { line: number; column: number }): Generator<FilePart> {
  for (const { bytes, document } of splitDocuments([Buffer.from(text)], line)) {
    yield { bytes, document: document?.line === line ? { ...document, column } : document };
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

/** The place where a text ends, given the place where it begins. */
function placeAfter({ line, column }: { line: number; column: number }, text: string) {
  const { count, lineStart } = lineBreaks(text);
  return { line: line + count, column: (count === 0 ? column : 1) + text.length - lineStart };
}

function* prepend<T>(first: T, rest: Iterable<T>): Generator<T> {
  yield first;
  yield* rest;
}
