import { AliasEvent, Event, EVENT_ID, SCALAR_STYLE, ScalarEvent } from 'js-yaml';
import { isMergeKey, scalarKey } from './scalars';
import { endOf, lineStarts, offsetOf, SourceDocument, Tokens } from './source';
import { tokensOf } from './yaml-tokens';
import { Path } from '../manifest/json';

/** The lines of a document that `readDocument` can read. Finding them takes time: only for documents with something to tell. */
export class SourceLines {
  private readonly root: Place;
  private readonly lineStarts: readonly number[];

  public constructor(private readonly document: SourceDocument, private readonly tokens = tokensOf(document)) {
    this.root = new PlaceFinder(tokens).findNode();
    this.lineStarts = lineStarts(tokens.text);
  }

  /** Where in the file a field is, with its key; of a field that is absent, where the object begins that should have it. */
  public rangeOf(path: Path): SourceRange {
    let place = this.root;
    for (const step of path) {
      const child = place.children?.get(step);
      if (!child) {
        return this.positionOf(place.offset);
      }
      place = child;
    }
    const start = this.positionOf(place.offset);
    const { line: endLine, column: endColumn } = this.positionOf(Math.max(place.end, place.offset));
    return { ...start, endLine, endColumn };
  }

  /** The line of a field in the file, counting from 1. */
  public lineOf(path: Path): number {
    return this.rangeOf(path).line;
  }

  private positionOf(offset: number): { line: number; column: number } {
    const count = countUpTo(this.lineStarts, offset);
    const inLine = offset - (count === 0 ? 0 : this.lineStarts[count - 1]) - (this.tokens.padding.get(count) ?? 0);
    return { line: this.document.line + count, column: (count === 0 ? this.document.column : 1) + Math.max(0, inLine) };
  }
}

/** A part of a file. Lines and columns count from 1; the end is after the last character, and undefined for a field that is absent. */
export interface SourceRange {
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** Where a node begins, and the nodes in it: a field begins with its key. */
interface Place {
  readonly offset: number;
  /** Behind its last character. */
  readonly end: number;
  readonly scalar?: ScalarEvent;
  readonly isList: boolean;
  readonly children?: Map<string | number, Place>;
}

const { SCALAR, ALIAS, MAPPING, SEQUENCE, POP } = EVENT_ID;

class PlaceFinder {
  private readonly anchors = new Map<string, Place>();
  private position = 1; // Behind the event that begins the document.
  private lastOffset = 0;
  private lastEnd = 0;

  public constructor(private readonly tokens: Tokens) {}

  /** @param start of its key, if it has one */
  public findNode(start?: number): Place {
    const event = this.takeEvent();
    const offset = start ?? this.lastOffset;
    if (event?.type === ALIAS) {
      return { ...this.anchors.get(this.nameOf(event))!, offset, end: this.lastEnd };
    }
    const place = {
      offset,
      end: this.lastEnd,
      scalar: event?.type === SCALAR ? event : undefined,
      isList: event?.type === SEQUENCE,
      children: event?.type === MAPPING || event?.type === SEQUENCE ? new Map<string | number, Place>() : undefined,
    };
    if (event && 'anchorStart' in event && event.anchorStart >= 0) {
      this.anchors.set(this.nameOf(event), place);
    }
    if (event?.type === MAPPING) {
      this.findFields(place.children!);
    } else if (event?.type === SEQUENCE) {
      this.findItems(place.children!);
    }
    place.end = this.lastEnd;
    return place;
  }

  private findItems(children: Map<string | number, Place>): void {
    for (let index = 0; this.tokens.events[this.position].type !== POP; index++) {
      children.set(index, this.findNode());
    }
    this.position++;
  }

  private findFields(children: Map<string | number, Place>): void {
    while (this.tokens.events[this.position].type !== POP) {
      const { scalar, offset } = this.findNode();
      const value = this.findNode(offset);
      if (scalar && isMergeKey(this.tokens, scalar)) {
        mergeInto(children, value);
      } else if (scalar) {
        children.set(scalarKey(this.tokens, scalar), value);
      }
    }
    this.position++;
  }

  private takeEvent(): Event | undefined {
    const event = this.tokens.events[this.position++];
    const isBlock = event?.type === SCALAR && (event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK);
    // The text of a block begins on the line after its `|`. An empty value has no place of its own: it is right after what came last.
    this.lastOffset = ((event && offsetOf(event)) ?? this.lastOffset) - (isBlock ? 1 : 0);
    const end = isBlock ? this.endOfBlock(event.valueStart, event.valueEnd, event.indent) : event && endOf(event);
    this.lastEnd = Math.max(this.lastEnd, end ?? this.lastOffset);
    return event;
  }

  /** The end of the text of a block: without the blank lines and comments below it. */
  private endOfBlock(start: number, end: number, indent: number): number {
    const lines = this.tokens.text.slice(start, end).split('\n');
    const isOutside = (line: string) => line.trim() === '' || line.search(/\S/) < indent;
    while (lines.length > 1 && isOutside(lines[lines.length - 1])) {
      lines.pop();
    }
    return start + lines.join('\n').trimEnd().length;
  }

  private nameOf({ anchorStart, anchorEnd }: Pick<AliasEvent, 'anchorStart' | 'anchorEnd'>): string {
    return this.tokens.text.slice(anchorStart, anchorEnd);
  }
}

/** A merged field stands where it was written; of several objects that have it, the first counts. */
function mergeInto(target: Map<string | number, Place>, source: Place): void {
  const fields = source.isList ? [...source.children!.values()].reverse() : [source];
  for (const [key, place] of fields.flatMap(({ children }) => [...children ?? []])) {
    target.set(key, place);
  }
}

/** How many of some numbers, in ascending order, are no more than a limit. */
function countUpTo(numbers: readonly number[], limit: number): number {
  let from = 0;
  for (let to = numbers.length; from < to;) {
    const middle = Math.floor((from + to) / 2);
    if (numbers[middle] <= limit) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  return from;
}
