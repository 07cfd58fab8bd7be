import { AliasEvent, Event, EVENT_ID, SCALAR_STYLE, ScalarEvent } from 'js-yaml';
import { isMergeKey, scalarKey } from './scalars';
import { offsetOf, SourceDocument, Tokens } from './source';
import { tokensOf } from './yaml-tokens';
import { Path } from '../manifest/json';

/** The lines of a document that `readDocument` can read. Finding them takes time: only for documents with something to tell. */
export class SourceLines {
  private readonly root: Place;
  private readonly lineStarts: readonly number[];

  public constructor(private readonly document: SourceDocument, tokens = tokensOf(document)) {
    this.root = new PlaceFinder(tokens).findNode();
    this.lineStarts = [...tokens.text.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: lineBreak }) => index + lineBreak.length);
  }

  /** The line in the file, from 1, on which a field stands; of one that is absent, the line of what should hold it. */
  public lineOf(path: Path): number {
    let place = this.root;
    for (const step of path) {
      const child = place.children?.get(step);
      if (!child) {
        break;
      }
      place = child;
    }
    return this.document.line + countUpTo(this.lineStarts, place.offset);
  }
}

/** Where a node begins, and the nodes in it: a field begins with its key. */
interface Place {
  readonly offset: number;
  readonly scalar?: ScalarEvent;
  readonly isList: boolean;
  readonly children?: Map<string | number, Place>;
}

const { SCALAR, ALIAS, MAPPING, SEQUENCE, POP } = EVENT_ID;

class PlaceFinder {
  private readonly anchors = new Map<string, Place>();
  private position = 1; // Behind the event that begins the document.
  private lastOffset = 0;

  public constructor(private readonly tokens: Tokens) {}

  public findNode(): Place {
    const event = this.takeEvent();
    if (event?.type === ALIAS) {
      return { ...this.anchors.get(this.nameOf(event))!, offset: this.lastOffset };
    }
    const place: Place = {
      offset: this.lastOffset,
      scalar: event?.type === SCALAR ? event : undefined,
      isList: event?.type === SEQUENCE,
      children: event?.type === MAPPING || event?.type === SEQUENCE ? new Map() : undefined,
    };
    if (event && 'anchorStart' in event && event.anchorStart >= 0) {
      this.anchors.set(this.nameOf(event), place);
    }
    if (event?.type === MAPPING) {
      this.findFields(place.children!);
    } else if (event?.type === SEQUENCE) {
      this.findItems(place.children!);
    }
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
      const key = this.findNode();
      const value = this.findNode();
      if (key.scalar && isMergeKey(this.tokens, key.scalar)) {
        mergeInto(children, value);
      } else if (key.scalar) {
        children.set(scalarKey(this.tokens, key.scalar), { ...value, offset: key.offset });
      }
    }
    this.position++;
  }

  private takeEvent(): Event | undefined {
    const event = this.tokens.events[this.position++];
    const isBlock = event?.type === SCALAR && (event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK);
    // The text of a block begins on the line after its `|`. An empty value has no place of its own: it is right behind what came last.
    this.lastOffset = ((event && offsetOf(event)) ?? this.lastOffset) - (isBlock ? 1 : 0);
    return event;
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
