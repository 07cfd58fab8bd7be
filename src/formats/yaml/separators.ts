import { toDocument } from './bytes';
import { failAt, FilePart, lineBreaks, NO_PADDING } from './source';

/**
 * The documents and the separators between them. Like kubectl, this only looks for lines that begin with `---`, even in a block of text.
 * Chunks are released after their documents were read, so only one document is in memory.
 */
export function* splitDocuments(chunks: Iterable<Buffer>, firstLine: number): Generator<FilePart> {
  let line = firstLine;
  let pending: Buffer[] = [LINE_BREAK]; // It starts with a line break, so that the first line can be a separator like any other.
  let isInSeparator = false; // Whether a separator has begun whose line continues in the next chunk.
  for (const chunk of chunks) {
    if (chunk.length === 0) {
      continue; // The next chunk completes a character. The seam below needs a byte in each chunk.
    }
    const seam = Buffer.concat([...pending.slice(-SEPARATOR.length).map(tail), chunk.subarray(0, SEPARATOR.length)]);
    pending.push(chunk);
    if (!isInSeparator && !seam.includes(SEPARATOR) && !chunk.includes(SEPARATOR)) {
      continue;
    }
    let bytes = Buffer.concat(pending);
    for (let separator = separatorIn(bytes); separator; separator = separatorIn(bytes)) {
      const part = toPart(bytes.subarray(1, separator.start), line);
      yield part;
      line += lineBreaks(part.document.text).count;
      checkSeparator(bytes.subarray(separator.start, separator.end), line);
      yield { bytes: bytes.subarray(separator.start, separator.end + LINE_BREAK.length) };
      line++;
      bytes = bytes.subarray(separator.end);
    }
    pending = [bytes];
    isInSeparator = bytes.includes(SEPARATOR);
  }
  yield* lastDocuments(Buffer.concat(pending), line);
}

/** The text after the last separator. The file can also end within a separator. */
function* lastDocuments(bytes: Buffer, line: number): Generator<FilePart> {
  const start = bytes.indexOf(SEPARATOR) + 1;
  const part = toPart(bytes.subarray(1, start || undefined), line);
  yield part;
  if (start) {
    checkSeparator(bytes.subarray(start), line + lineBreaks(part.document.text).count);
    yield { bytes: bytes.subarray(start) };
  }
}

function toPart(bytes: Buffer, line: number) {
  return { bytes, document: toDocument(bytes, line) };
}

const LINE_BREAK = Buffer.from('\n');
const SEPARATOR = Buffer.from('\n---');

/** The start and end of the first separator: its line without the line break. Undefined until its line break was read. */
function separatorIn(bytes: Buffer): { start: number; end: number } | undefined {
  const start = bytes.indexOf(SEPARATOR) + 1;
  const end = start ? bytes.indexOf(LINE_BREAK, start) : -1;
  return end < 0 ? undefined : { start, end };
}

function tail(bytes: Buffer): Buffer {
  return bytes.subarray(-SEPARATOR.length);
}

/** A separator may be followed by a comment. Other text is an error, because kubectl would drop it. */
function checkSeparator(bytes: Buffer, line: number): void {
  const document = toDocument(bytes, line);
  const offset = document.text.slice(MARK_LENGTH).search(NO_SPACE) + MARK_LENGTH;
  if (offset >= MARK_LENGTH && document.text[offset] !== '#') {
    failAt({ ...document, document, padding: NO_PADDING }, offset, 'text beside the document separator `---`');
  }
}

const MARK_LENGTH = 3;
/** Go and JavaScript disagree about two white space characters. */
const NO_SPACE = /[^\s\x85]|\uFEFF/;
