import { Event, EVENT_ID, SCALAR_STYLE } from 'js-yaml';
import { YamlError } from './yaml-error';

/** The text of one document, as it is in its file. */
export interface SourceDocument {
  readonly text: string;
  /** Where in the file the text begins; both count from 1. */
  readonly line: number;
  readonly column: number;
  /** The value of the text, if it is already known from finding its end: only for JSON. */
  readonly events?: readonly Event[];
}

/** A part of a file, as UTF-8: a document, or what stands between two. All parts together are the file. */
export interface FilePart {
  readonly bytes: Buffer;
  readonly document?: SourceDocument;
}

/** What a document says, token by token. The offsets in the events count in this text, which can be longer than the document's. */
export interface Tokens {
  readonly document: SourceDocument;
  readonly text: string;
  readonly events: readonly Event[];
  /** How many spaces were put into a line (counting from 0), for `yaml-tokens.ts` only. */
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

/** How many line breaks come before an offset, and where its line begins. */
export function lineBreaks(text: string, end = text.length): { count: number; lineStart: number } {
  let count = 0;
  let lineStart = 0;
  eachLineStart(text, end, (start) => {
    count++;
    lineStart = start;
  });
  return { count, lineStart };
}

/** Where each line but the first begins. */
export function lineStarts(text: string): readonly number[] {
  const starts: number[] = [];
  eachLineStart(text, text.length, (start) => starts.push(start));
  return starts;
}

/** A line ends at LF, at CR LF, or at a CR alone. */
function eachLineStart(text: string, end: number, visit: (start: number) => void): void {
  for (let offset = 0; offset < end; offset++) {
    const code = text.charCodeAt(offset);
    if (code === LF || (code === CR && text.charCodeAt(offset + 1) !== LF)) {
      visit(offset + 1);
    }
  }
}

/** The line of the file on which a document's value begins, counting from 1. */
export function firstLine({ document, text, events }: Tokens): number {
  return document.line + lineBreaks(text, offsetOf(events[1]) ?? 0).count;
}

/** Where a token begins, its quotes included. Undefined for a token without text: an empty value. */
export function offsetOf(event: Event): number | undefined {
  switch (event.type) {
    case EVENT_ID.SCALAR: return event.valueStart < 0 ? undefined : event.valueStart - (QUOTED.includes(event.style) ? 1 : 0);
    case EVENT_ID.ALIAS: return event.anchorStart;
    default: return 'start' in event ? event.start : undefined;
  }
}

/** Where a token ends, its quotes included. Undefined for a token without text, and for a collection. */
export function endOf(event: Event): number | undefined {
  switch (event.type) {
    case EVENT_ID.SCALAR: return event.valueStart < 0 ? undefined : event.valueEnd + (QUOTED.includes(event.style) ? 1 : 0);
    case EVENT_ID.ALIAS: return event.anchorEnd;
    default: return undefined;
  }
}

const QUOTED: readonly number[] = [SCALAR_STYLE.SINGLE_QUOTED, SCALAR_STYLE.DOUBLE_QUOTED];

/** How deep a document may be. kubectl goes ten times as deep, further than a JavaScript stack reaches. */
export const MAX_DEPTH = 1000;
export const TOO_DEEP = `nested more than ${MAX_DEPTH} levels deep: remove levels, or exclude the file`;

const LF = 10;
const CR = 13;
