import { constants, isUtf8 } from 'buffer';
import { TextDecoder } from 'util';
import { failAt, NO_PADDING, SourceDocument } from './source';
import { YamlError } from './yaml-error';

/** Number of bytes that are inspected first. The first chunk has at least this length, unless the file is shorter. */
export const HEAD_BYTES = 4096;

/** A file as UTF-8 without byte order mark: its first bytes, and the rest. */
export interface OpenedText {
  readonly mark: Mark;
  readonly head: Buffer;
  readonly rest: Iterable<Buffer>;
}

/** The byte order mark of a file. Like kubectl, it can indicate UTF-16. */
export interface Mark {
  readonly bytes: Buffer;
  readonly encoding?: 'utf-16le' | 'utf-16be';
}

/** Starts reading a file. `isExact` refuses characters that decoding would replace, for callers that write the same bytes again. */
export function openText(chunks: Iterable<Uint8Array>, isExact = false): OpenedText {
  const pieces = withFullHead(chunks);
  const head: Buffer = pieces.next().value ?? Buffer.alloc(0);
  const mark = MARKS.find(({ bytes }) => head.subarray(0, bytes.length).equals(bytes)) ?? NO_MARK;
  if (!mark.encoding) {
    return { mark, head: head.subarray(mark.bytes.length), rest: pieces };
  }
  const decoder = new TextDecoder(mark.encoding, { fatal: isExact });
  return { mark, head: decode(decoder, head), rest: decodeRest(pieces, decoder) };
}

function* decodeRest(pieces: Iterable<Buffer>, decoder: TextDecoder): Generator<Buffer> {
  for (const bytes of pieces) {
    yield decode(decoder, bytes);
  }
  yield decode(decoder);
}

function decode(decoder: TextDecoder, bytes?: Buffer): Buffer {
  try {
    return Buffer.from(decoder.decode(bytes, { stream: bytes !== undefined }));
  } catch {
    throw new YamlError('not valid UTF-16, so it cannot be written back as it is: save it as UTF-8', 1, 1);
  }
}

const NO_MARK: Mark = { bytes: Buffer.alloc(0) };
const MARKS: readonly Mark[] = [
  { bytes: Buffer.from([0xEF, 0xBB, 0xBF]) },
  { bytes: Buffer.from([0xFF, 0xFE]), encoding: 'utf-16le' },
  { bytes: Buffer.from([0xFE, 0xFF]), encoding: 'utf-16be' },
];

function* withFullHead(chunks: Iterable<Uint8Array>): Generator<Buffer> {
  let head: Buffer[] | undefined = [];
  let length = 0;
  for (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (!head) {
      yield bytes;
      continue;
    }
    head.push(bytes);
    length += bytes.length;
    if (length >= HEAD_BYTES) {
      yield Buffer.concat(head);
      head = undefined;
    }
  }
  if (head) {
    yield Buffer.concat(head);
  }
}

/** The text of a document that begins at a line. Bytes that are not UTF-8 are an error: kubectl would silently replace them. */
export function toDocument(bytes: Buffer, line: number): SourceDocument {
  if (bytes.length > constants.MAX_STRING_LENGTH) {
    throw new YamlError(`a document of more than ${constants.MAX_STRING_LENGTH} bytes, which is more than an API server accepts`, line, 1);
  }
  const document = { text: bytes.toString('utf8'), line, column: 1 };
  if (!isUtf8(bytes)) {
    failAt({ ...document, document, padding: NO_PADDING }, firstReplaced(bytes), 'bytes that are not valid UTF-8');
  }
  return document;
}

/** The offset of the first invalid bytes in a text, after the longest prefix of valid UTF-8. */
function firstReplaced(bytes: Buffer): number {
  let good = '';
  for (let from = 0, to = bytes.length; from < to;) {
    const middle = Math.ceil((from + to) / 2);
    try {
      good = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(0, middle), { stream: true });
      from = middle;
    } catch {
      to = middle - 1;
    }
  }
  return good.length;
}
