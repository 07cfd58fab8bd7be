import { COLLECTION_STYLE, Event, EVENT_ID, SCALAR_STYLE } from 'js-yaml';
import { MAX_DEPTH, TOO_DEEP } from './source';

/** The text is not JSON from this offset on. */
export class JsonSyntaxError extends Error {
  public constructor(message: string, public readonly offset: number) {
    super(message);
  }
}

/**
 * The JSON value at an offset of a text, as events of the YAML parser, and its end. YAML would not allow several values in a row, such as
 * `{"a":1}{"a":2}`.
 */
export function readJson(text: string, start: number): { events: Event[]; end: number } {
  const reader = new JsonReader(text, start);
  reader.readDocument();
  return { events: reader.events, end: reader.position };
}

/** The first offset from `start` on without JSON white space. */
export function skipSpace(text: string, start: number): number {
  return endOf(SPACE, text, start) ?? start;
}

class JsonReader {
  public readonly events: Event[] = [];
  /** Offsets of events are relative to the start of the value. */
  public constructor(private readonly text: string, private readonly start: number, public position = start) {}

  public readDocument(): void {
    this.events.push({ type: EVENT_ID.DOCUMENT, explicitStart: false, explicitEnd: false, directives: [] });
    this.readValue(1);
    this.events.push({ type: EVENT_ID.POP });
  }

  private readValue(depth: number): void {
    this.position = skipSpace(this.text, this.position);
    if (depth > MAX_DEPTH) {
      throw new JsonSyntaxError(TOO_DEEP, this.position);
    }
    switch (this.text[this.position]) {
      case '{': return this.readCollection('}', () => this.readEntry(depth));
      case '[': return this.readCollection(']', () => this.readValue(depth + 1));
      case '"': return this.readString();
      default: return this.readLiteral();
    }
  }

  private readCollection(end: string, readItem: () => void): void {
    const type = end === '}' ? EVENT_ID.MAPPING : EVENT_ID.SEQUENCE;
    this.events.push({ type, start: this.position - this.start, ...NO_PROPERTIES, style: COLLECTION_STYLE.FLOW });
    this.position++;
    if (!this.skip(end)) {
      do {
        readItem();
      } while (this.skip(','));
      this.expect(end);
    }
    this.events.push({ type: EVENT_ID.POP });
  }

  private readEntry(depth: number): void {
    this.position = skipSpace(this.text, this.position);
    if (this.text[this.position] !== '"') {
      this.fail('a key in double quotes is expected');
    }
    this.readString();
    this.expect(':');
    this.readValue(depth + 1);
  }

  private readString(): void {
    const start = this.position + 1;
    let isPlain = true;
    for (this.position = start; this.text[this.position] !== '"'; this.position++) {
      if (this.text[this.position] === '\\') {
        this.position = (endOf(ESCAPE, this.text, this.position) ?? this.fail('an unknown escape')) - 1;
        isPlain = false;
      } else if (!(this.text[this.position] >= ' ')) {
        this.fail('a string without end');
      }
    }
    this.addScalar(start, this.position++, SCALAR_STYLE.DOUBLE_QUOTED, isPlain);
  }

  private readLiteral(): void {
    const start = this.position;
    const end = endOf(LITERAL, this.text, start) ?? this.fail('a JSON value is expected');
    if (Math.abs(Number(this.text.slice(start, end))) === Infinity) {
      this.fail('a number out of range');
    }
    this.addScalar(start, end, SCALAR_STYLE.PLAIN, true);
    this.position = end;
  }

  private addScalar(start: number, end: number, style: 1 | 3, fast: boolean): void {
    const range = { valueStart: start - this.start, valueEnd: end - this.start };
    this.events.push({ type: EVENT_ID.SCALAR, ...range, ...NO_PROPERTIES, style, chomping: 1, indent: -1, fast });
  }

  private skip(character: string): boolean {
    this.position = skipSpace(this.text, this.position);
    const isHere = this.text[this.position] === character;
    this.position += isHere ? 1 : 0;
    return isHere;
  }

  private expect(character: string): void {
    if (!this.skip(character)) {
      this.fail(`\`${character}\` is expected`);
    }
  }

  private fail(message: string): never {
    throw new JsonSyntaxError(message, this.position);
  }
}

const NO_PROPERTIES = { anchorStart: -1, anchorEnd: -1, tagStart: -1, tagEnd: -1 };
const SPACE = /[ \t\r\n]+/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const LITERAL = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/y;

/** The end of a pattern's match at an offset; undefined if it does not match there. */
function endOf(pattern: RegExp, text: string, start: number): number | undefined {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
