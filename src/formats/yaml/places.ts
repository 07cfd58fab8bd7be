import { AliasEvent, Event, EVENT_ID, SCALAR_STYLE, ScalarEvent } from 'js-yaml';
import { isMergeKey, isSameKey, scalarKey } from './scalars';
import { endOf, failAt, offsetOf, Tokens } from './source';

/** The start of a node, and the nodes in it. A field begins with its key. */
export interface TextPlace {
  readonly offset: number;
  /** The offset after its last character. */
  readonly end: number;
  readonly scalar?: ScalarEvent;
  readonly isList: boolean;
  readonly children?: Map<string | number, TextPlace>;
  /** The key of a field. */
  key?: ScalarEvent;
  /** The offsets of the same key above. */
  earlier?: number[];
}

const { SCALAR, ALIAS, MAPPING, SEQUENCE, POP } = EVENT_ID;

/**
 * Finds the nodes of a document.
 *
 * @throws YamlError if kubectl could take either value of a duplicate key
 */
export class PlaceFinder {
  private readonly anchors = new Map<string, TextPlace>();
  private position = 1; // Behind the event that begins the document.
  private lastOffset = 0;
  private lastEnd = 0;

  public constructor(private readonly tokens: Tokens) {}

  /** @param start the start of the key, if the node has one */
  public findNode(start?: number): TextPlace {
    const event = this.takeEvent();
    const offset = start ?? this.lastOffset;
    if (event?.type === ALIAS) {
      return { ...this.anchors.get(this.nameOf(event))!, offset, end: this.lastEnd, key: undefined, earlier: undefined };
    }
    const place = {
      offset,
      end: this.lastEnd,
      scalar: event?.type === SCALAR ? event : undefined,
      isList: event?.type === SEQUENCE,
      children: event?.type === MAPPING || event?.type === SEQUENCE ? new Map<string | number, TextPlace>() : undefined,
      key: undefined,
      earlier: undefined,
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

  private findItems(children: Map<string | number, TextPlace>): void {
    for (let index = 0; this.tokens.events[this.position].type !== POP; index++) {
      children.set(index, this.findNode());
    }
    this.position++;
  }

  private findFields(children: Map<string | number, TextPlace>): void {
    let merged: Set<string | number> | undefined;
    while (this.tokens.events[this.position].type !== POP) {
      const { scalar, offset } = this.findNode();
      const value = this.findNode(offset);
      if (scalar && isMergeKey(this.tokens, scalar)) {
        mergeInto(children, value, merged ??= new Set());
      } else if (scalar) {
        const key = scalarKey(this.tokens, scalar);
        const before = children.get(key);
        value.key = scalar;
        if (before && !merged?.delete(key)) {
          this.seeDuplicate(before, value);
        }
        children.set(key, value);
      }
    }
    this.position++;
  }

  private seeDuplicate(before: TextPlace, value: TextPlace): void {
    if (!isSameKey(this.tokens, before.key!, value.key!)) {
      failAt(this.tokens, value.offset, 'a key that differs from one above it only in its type: '
        + 'kubectl takes the value of either; remove one');
    }
    value.earlier = before.earlier ?? [];
    value.earlier.push(before.offset);
  }

  private takeEvent(): Event | undefined {
    const event = this.tokens.events[this.position++];
    const isBlock = event?.type === SCALAR && (event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK);
    // A block of text begins on the line after its `|`. An empty value has no offset, so it gets the end of the token before it.
    this.lastOffset = ((event && offsetOf(event)) ?? this.lastOffset) - (isBlock ? 1 : 0);
    const end = isBlock ? this.endOfBlock(event.valueStart, event.valueEnd, event.indent) : event && endOf(event);
    this.lastEnd = Math.max(this.lastEnd, end ?? this.lastOffset);
    return event;
  }

  /** The end of a block of text, without blank lines and comments below. */
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

/** A merged field keeps its place in the source. If several objects have the field, the first one counts. */
function mergeInto(target: Map<string | number, TextPlace>, source: TextPlace, merged: Set<string | number>): void {
  const fields = source.isList ? [...source.children!.values()].reverse() : [source];
  for (const [key, place] of fields.flatMap(({ children }) => [...children ?? []])) {
    target.set(key, place);
    merged.add(key);
  }
}
