import { Event, EVENT_ID, SCALAR_STYLE } from 'js-yaml';
import { YamlError } from './yaml-error';

/** The text of one document of a file. */
export interface SourceDocument {
  readonly text: string;
  /** Line of the file on which the text begins; lines and columns count from 1. */
  readonly line: number;
  readonly column: number;
  /** The events of the text, if the reader had to parse it to find its end: only for JSON. */
  readonly events?: readonly Event[];
}

/** A part of a file, in UTF-8: a document, or the text between two documents. All parts together are the whole file. */
export interface FilePart {
  readonly bytes: Buffer;
  readonly document?: SourceDocument;
}

/** The events of a document. Their offsets refer to this text, which can be longer than the text of the document. */
export interface Tokens {
  readonly document: SourceDocument;
  readonly text: string;
  readonly events: readonly Event[];
  /** Number of spaces that were inserted into a line (counting from 0), for `yaml-tokens.ts` only. */
  readonly padding: ReadonlyMap<number, number>;
}

export const NO_PADDING: ReadonlyMap<number, number> = new Map();

type Text = Pick<Tokens, 'document' | 'text' | 'padding'>;

/** Throws the reason why a document cannot be read, with its place in the file. */
export function failAt({ document, text, padding }: Text, offset: number, message: string): never {
  const { count, lineStart } = lineBreaks(text, offset);
  const column = Math.max(0, offset - lineStart - (padding.get(count) ?? 0));
  throw new YamlError(message, document.line + count, (count === 0 ? document.column : 1) + column);
}

/** Number of line breaks before an offset, and the start of its line. */
export function lineBreaks(text: string, end = text.length): { count: number; lineStart: number } {
  let count = 0;
  let lineStart = 0;
  eachLineStart(text, end, (start) => {
    count++;
    lineStart = start;
  });
  return { count, lineStart };
}

/** The start of each line except the first. */
export function lineStarts(text: string): readonly number[] {
  const starts: number[] = [];
  eachLineStart(text, text.length, (start) => starts.push(start));
  return starts;
}

/** LF, CR LF and a single CR end a line. */
function eachLineStart(text: string, end: number, visit: (start: number) => void): void {
  for (let offset = 0; offset < end; offset++) {
    const code = text.charCodeAt(offset);
    if (code === LF || (code === CR && text.charCodeAt(offset + 1) !== LF)) {
      visit(offset + 1);
    }
  }
}

/** The line of the file on which the value of a document begins, counting from 1. */
export function firstLine({ document, text, events }: Tokens): number {
  return document.line + lineBreaks(text, offsetOf(events[1]) ?? 0).count;
}

/** The start of a token, with its quotes. Undefined for a token without text, such as an empty value. */
export function offsetOf(event: Event): number | undefined {
  switch (event.type) {
    case EVENT_ID.SCALAR: return event.valueStart < 0 ? undefined : event.valueStart - (QUOTED.includes(event.style) ? 1 : 0);
    case EVENT_ID.ALIAS: return event.anchorStart;
    default: return 'start' in event ? event.start : undefined;
  }
}

/** The end of a token, with its quotes. Undefined for a token without text, and for a collection. */
export function endOf(event: Event): number | undefined {
  switch (event.type) {
    case EVENT_ID.SCALAR: return event.valueStart < 0 ? undefined : event.valueEnd + (QUOTED.includes(event.style) ? 1 : 0);
    case EVENT_ID.ALIAS: return event.anchorEnd;
    default: return undefined;
  }
}

const QUOTED: readonly number[] = [SCALAR_STYLE.SINGLE_QUOTED, SCALAR_STYLE.DOUBLE_QUOTED];

/** Maximum depth of a document. kubectl allows ten times as much, which would overflow the JavaScript stack. */
export const MAX_DEPTH = 1000;
export const TOO_DEEP = `nested more than ${MAX_DEPTH} levels deep: remove levels, or exclude the file`;

const LF = 10;
const CR = 13;
