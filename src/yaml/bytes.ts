import { constants, isUtf8 } from 'buffer';
import { TextDecoder } from 'util';
import { failAt, NO_PADDING, SourceDocument } from './source';
import { YamlError } from './yaml-error';

/** How much of a file is looked at before it is read, and at least so much the first piece holds, unless the file ends sooner. */
export const HEAD_BYTES = 4096;

/** The bytes of a file as UTF-8 without byte order mark. As to kubectl, a byte order mark can say that they are UTF-16. */
export function* toUtf8(chunks: Iterable<Uint8Array>): Generator<Buffer> {
  let decoder: TextDecoder | undefined;
  let isHead = true;
  for (const bytes of withFullHead(chunks)) {
    const { encoding, length } = (isHead && MARKS.find(({ mark }) => bytes.subarray(0, mark.length).equals(mark))) || NO_MARK;
    decoder ??= encoding ? new TextDecoder(encoding) : undefined;
    isHead = false;
    yield decoder ? Buffer.from(decoder.decode(bytes, { stream: true })) : bytes.subarray(length);
  }
  if (decoder) {
    yield Buffer.from(decoder.decode());
  }
}

const NO_MARK = { encoding: undefined, length: 0 };
const MARKS = [
  { mark: Buffer.from([0xEF, 0xBB, 0xBF]), encoding: undefined, length: 3 },
  { mark: Buffer.from([0xFF, 0xFE]), encoding: 'utf-16le', length: 2 },
  { mark: Buffer.from([0xFE, 0xFF]), encoding: 'utf-16be', length: 2 },
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

/** The bytes of a document that begins at a line, as text. Bytes that are no UTF-8 would be replaced by kubectl, unseen. */
export function toDocument(bytes: Buffer, line: number): SourceDocument {
  if (bytes.length > constants.MAX_STRING_LENGTH) {
    throw new YamlError(`a document of more than ${constants.MAX_STRING_LENGTH} bytes, which is more than an API server takes`, line, 1);
  }
  const document = { text: bytes.toString('utf8'), line, column: 1 };
  if (!isUtf8(bytes)) {
    failAt({ ...document, document, padding: NO_PADDING }, firstReplaced(bytes), 'bytes that are not valid UTF-8');
  }
  return document;
}

/** Where in the text the first invalid bytes are: after the longest prefix that is valid UTF-8. */
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
