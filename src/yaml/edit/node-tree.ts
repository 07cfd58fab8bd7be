import { AliasEvent, CHOMPING_MODE, COLLECTION_STYLE, Event, EVENT_ID, MappingEvent, SCALAR_STYLE, ScalarEvent, SequenceEvent } from 'js-yaml';
import { AliasNode, CollectionNode, ScalarNode, Slot, YamlNode } from './nodes';
import { originalOffsets } from './offsets';
import { lineEnd, skipCommas, skipGap } from './text';
import { isMergeKey, scalarKey } from '../scalars';
import { endOf, offsetOf, Tokens } from '../source';

const { SCALAR, ALIAS, MAPPING, POP } = EVENT_ID;

/** The nodes of a document that `readDocument` can read; undefined for a document without any. */
export function nodeTree(tokens: Tokens): YamlNode | undefined {
  const [, first] = tokens.events;
  return !first || first.type === POP ? undefined : new TreeBuilder(tokens).readNode(0);
}

class TreeBuilder {
  private readonly text: string;
  private readonly toOriginal: (offset: number) => number;
  /** What aliases in place of keys stand for. */
  private readonly keys = new Map<string, ScalarEvent>();
  private position = 1; // Behind the event that begins the document.

  public constructor(private readonly tokens: Tokens) {
    this.text = tokens.document.text;
    this.toOriginal = originalOffsets(tokens);
  }

  /** The next node, which begins at a place or after the white space there. */
  public readNode(from: number): YamlNode {
    const event = this.tokens.events[this.position++];
    switch (event.type) {
      case ALIAS: return this.readAlias(event);
      case SCALAR: return this.readScalar(event, from);
      default: return this.readCollection(event as MappingEvent | SequenceEvent, from);
    }
  }

  private readAlias(event: AliasEvent): AliasNode {
    const start = this.toOriginal(event.anchorStart - 1);
    const end = this.toOriginal(event.anchorEnd);
    return { kind: 'alias', name: this.nameOf(event), start, contentStart: start, end, rawEnd: end, hasTag: false };
  }

  private readScalar(event: ScalarEvent, from: number): ScalarNode {
    const properties = this.propertiesOf(event);
    if (properties.anchor !== undefined) {
      this.keys.set(properties.anchor, event);
    }
    const isBlock = event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK;
    const node = { kind: 'scalar', event, isBlock, isEmpty: false, ...properties } as const;
    const after = properties.end ?? from;
    if (isBlock) {
      const contentStart = skipGap(this.text, after);
      const rawEnd = Math.max(lineEnd(this.text, contentStart), this.toOriginal(event.valueEnd));
      return { ...node, start: node.start ?? contentStart, contentStart, rawEnd, end: this.endOfBlock(event, contentStart, rawEnd) };
    }
    if (event.valueStart < 0) {
      return { ...node, isEmpty: properties.end === undefined, start: node.start ?? after, contentStart: after, end: after, rawEnd: after };
    }
    const contentStart = this.toOriginal(offsetOf(event)!);
    const end = this.toOriginal(endOf(event)!);
    return { ...node, start: node.start ?? contentStart, contentStart, end, rawEnd: end };
  }

  /** Blank lines at the end count only behind `|+` and `>+`. */
  private endOfBlock({ chomping, indent, valueStart }: ScalarEvent, header: number, rawEnd: number): number {
    if (chomping === CHOMPING_MODE.KEEP) {
      return rawEnd;
    }
    const start = this.toOriginal(valueStart);
    const content = this.text.slice(start, rawEnd).replace(/(?:\r\n|\r|\n)$/, '');
    const lines = content.split(/(?<=\r\n|\r(?!\n)|\n)/);
    const isBlank = (line: string) => /^ *[\r\n]*$/.test(line) && line.replace(/[\r\n]/g, '').length <= indent;
    while (lines.length > 0 && (indent < 0 || isBlank(lines[lines.length - 1]))) {
      lines.pop();
    }
    return lines.length === 0 ? lineEnd(this.text, header) : start + lines.join('').replace(/[\r\n]+$/, '').length;
  }

  private readCollection(event: MappingEvent | SequenceEvent, from: number): CollectionNode {
    const properties = this.propertiesOf(event);
    const start = this.toOriginal(event.start);
    const isFlow = event.style === COLLECTION_STYLE.FLOW;
    const kind = event.type === MAPPING ? 'mapping' : 'sequence';
    const isOpen = isFlow && '{['.includes(this.text[start]);
    // A bare pair begins with its `?`.
    const contentStart = isFlow && !isOpen ? from : start;
    const slots: Slot[] = [];
    let end = contentStart + (isOpen ? 1 : 0);
    while (this.tokens.events[this.position].type !== POP) {
      const next = slots.length === 0 && !isOpen ? contentStart : isFlow ? skipCommas(this.text, end) : skipGap(this.text, end);
      const slot = kind === 'mapping' ? this.readEntry(next, isFlow) : this.readItem(next, isFlow);
      slots.push(slot);
      end = slot.value.rawEnd;
    }
    this.position++;
    const rawEnd = isOpen ? skipCommas(this.text, end) + 1 : end;
    const shared = { kind, isFlow, slots, ...properties, start: properties.start ?? contentStart, contentStart, rawEnd } as const;
    return { ...shared, end: isOpen || slots.length === 0 ? rawEnd : slots[slots.length - 1].end };
  }

  private readItem(start: number, isFlow: boolean): Slot {
    const markEnd = isFlow ? start : start + 1;
    const value = this.readNode(markEnd);
    return { start, markEnd, hasMark: true, value, end: value.end, isMerge: false };
  }

  private readEntry(start: number, isFlow: boolean): Slot {
    const event = this.tokens.events[this.position];
    const isMerge = event.type === SCALAR && isMergeKey(this.tokens, event);
    const key = this.readNode(EXPLICIT.test(this.text.slice(start, start + 2)) ? start + 1 : start);
    const colon = skipGap(this.text, key.rawEnd);
    const hasMark = this.text[colon] === ':' && (isFlow || /^[ \t\r\n]?$/.test(this.text.slice(colon + 1, colon + 2)));
    const markEnd = hasMark ? colon + 1 : key.rawEnd;
    const value = this.readNode(markEnd);
    return { start, markEnd, hasMark, key, value, end: value.end, isMerge, name: isMerge ? undefined : this.nameOfKey(key) };
  }

  private nameOfKey(key: YamlNode): string | undefined {
    const event = key.kind === 'scalar' ? key.event : key.kind === 'alias' ? this.keys.get(key.name) : undefined;
    return event && scalarKey(this.tokens, event);
  }

  /** The anchor and the tag before a node, and where they begin and end. */
  private propertiesOf(event: ScalarEvent | MappingEvent | SequenceEvent): Properties {
    if (event.anchorStart < 0 && event.tagStart < 0) {
      return NO_PROPERTIES;
    }
    const starts = [event.anchorStart - 1, event.tagStart].filter((start) => start >= 0);
    return {
      anchor: event.anchorStart < 0 ? undefined : this.nameOf(event),
      hasTag: event.tagStart >= 0,
      start: this.toOriginal(Math.min(...starts)),
      end: this.toOriginal(Math.max(event.anchorEnd, event.tagEnd)),
    };
  }

  private nameOf({ anchorStart, anchorEnd }: Pick<Event & AliasEvent, 'anchorStart' | 'anchorEnd'>): string {
    return this.tokens.text.slice(anchorStart, anchorEnd);
  }
}

interface Properties {
  readonly anchor?: string;
  readonly hasTag: boolean;
  readonly start?: number;
  readonly end?: number;
}

const NO_PROPERTIES: Properties = { hasTag: false };

const EXPLICIT = /^\?(?:[ \t\r\n]|$)/;
