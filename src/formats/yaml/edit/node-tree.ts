import {
  AliasEvent,
  CHOMPING_MODE,
  COLLECTION_STYLE,
  Event,
  EVENT_ID,
  MappingEvent,
  SCALAR_STYLE,
  ScalarEvent,
  SequenceEvent,
} from 'js-yaml';
import { AliasNode, CollectionNode, ScalarNode, Slot, YamlNode } from './nodes';
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
  /** Scalars with an anchor, for aliases that are used as keys. */
  private readonly keys = new Map<string, ScalarEvent>();
  private position = 1; // After the event for the start of the document.

  public constructor(private readonly tokens: Tokens) {
    this.text = tokens.document.text;
    this.toOriginal = originalOffsets(tokens);
  }

  /** The next node, which begins at an offset or after white space there. */
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
    return { kind: 'alias', name: this.nameOf(event), start, contentStart: start, end, rawEnd: end, anchor: undefined, hasTag: false };
  }

  // There are many nodes. Object literals with the same fields and without spread are several times as fast.
  private readScalar(event: ScalarEvent, from: number): ScalarNode {
    const { anchor, hasTag, start, end: after } = this.propertiesOf(event, from);
    if (anchor !== undefined) {
      this.keys.set(anchor, event);
    }
    if (event.valueStart < 0) {
      const isEmpty = anchor === undefined && !hasTag;
      const offset = isEmpty ? from : start;
      return {
        kind: 'scalar',
        event,
        isBlock: false,
        isEmpty,
        start: offset,
        contentStart: after,
        end: after,
        rawEnd: after,
        anchor,
        hasTag,
      };
    }
    const isBlock = event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK;
    const contentStart = isBlock ? skipGap(this.text, after) : this.toOriginal(offsetOf(event)!);
    const rawEnd = isBlock ? Math.max(lineEnd(this.text, contentStart), this.toOriginal(event.valueEnd)) : this.toOriginal(endOf(event)!);
    const end = isBlock ? this.endOfBlock(event, contentStart, rawEnd) : rawEnd;
    return {
      kind: 'scalar',
      event,
      isBlock,
      isEmpty: false,
      start: Math.min(start, contentStart),
      contentStart,
      end,
      rawEnd,
      anchor,
      hasTag,
    };
  }

  /** The end of a block of text. Blank lines at the end belong to it only with `|+` and `>+`. */
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
    return lines.length === 0 ? lineEnd(this.text, header) : start + lines.join('').replace(/(?<![\r\n])[\r\n]+$/, '').length;
  }

  private readCollection(event: MappingEvent | SequenceEvent, from: number): CollectionNode {
    const { anchor, hasTag, start: propertiesStart } = this.propertiesOf(event, from);
    const start = this.toOriginal(event.start);
    const isFlow = event.style === COLLECTION_STYLE.FLOW;
    const kind = event.type === MAPPING ? 'mapping' : 'sequence';
    const isOpen = isFlow && '{['.includes(this.text[start]);
    // A bare pair begins with its `?`.
    const contentStart = isFlow && !isOpen ? from : start;
    const slots: Slot[] = [];
    const skip = isFlow ? skipCommas : skipGap;
    let end = contentStart + (isOpen ? 1 : 0);
    while (this.tokens.events[this.position].type !== POP) {
      const next = slots.length === 0 && !isOpen ? contentStart : skip(this.text, end);
      const slot = kind === 'mapping' ? this.readEntry(next, isFlow) : this.readItem(next, isFlow);
      slots.push(slot);
      end = slot.value.rawEnd;
    }
    this.position++;
    const rawEnd = isOpen ? skipCommas(this.text, end) + 1 : end;
    const last = isOpen || slots.length === 0 ? rawEnd : slots[slots.length - 1].end;
    return { kind, isFlow, slots, start: Math.min(propertiesStart, contentStart), contentStart, end: last, rawEnd, anchor, hasTag };
  }

  private readItem(start: number, isFlow: boolean): Slot {
    const markEnd = isFlow ? start : start + 1;
    const value = this.readNode(markEnd);
    return { start, markEnd, hasMark: true, key: undefined, value, end: value.end, isMerge: false, name: undefined };
  }

  private readEntry(start: number, isFlow: boolean): Slot {
    const event = this.tokens.events[this.position];
    const isMerge = event.type === SCALAR && isMergeKey(this.tokens, event);
    const isExplicit = this.text[start] === '?' && isSpace(this.text[start + 1]);
    const key = this.readNode(isExplicit ? start + 1 : start);
    const colon = skipGap(this.text, key.rawEnd);
    const hasMark = this.text[colon] === ':' && (isFlow || isSpace(this.text[colon + 1]));
    const markEnd = hasMark ? colon + 1 : key.rawEnd;
    const value = this.readNode(markEnd);
    return { start, markEnd, hasMark, key, value, end: value.end, isMerge, name: isMerge ? undefined : this.nameOfKey(key) };
  }

  private nameOfKey(key: YamlNode): string | undefined {
    const event = this.scalarOf(key);
    return event && scalarKey(this.tokens, event);
  }

  private scalarOf(key: YamlNode): ScalarEvent | undefined {
    if (key.kind === 'scalar') {
      return key.event;
    }
    return key.kind === 'alias' ? this.keys.get(key.name) : undefined;
  }

  /** The anchor and tag before a node, with their range; an empty range if there are none. */
  private propertiesOf(event: ScalarEvent | MappingEvent | SequenceEvent, from: number): Properties {
    const { anchorStart, anchorEnd, tagStart, tagEnd } = event;
    if (anchorStart < 0 && tagStart < 0) {
      return { anchor: undefined, hasTag: false, start: Infinity, end: from };
    }
    return {
      anchor: anchorStart < 0 ? undefined : this.nameOf(event),
      hasTag: tagStart >= 0,
      start: this.toOriginal(startOfProperties(anchorStart, tagStart)),
      end: this.toOriginal(Math.max(anchorEnd, tagEnd)),
    };
  }

  private nameOf({ anchorStart, anchorEnd }: Pick<Event & AliasEvent, 'anchorStart' | 'anchorEnd'>): string {
    return this.tokens.text.slice(anchorStart, anchorEnd);
  }
}

interface Properties {
  readonly anchor: string | undefined;
  readonly hasTag: boolean;
  readonly start: number;
  readonly end: number;
}

/** An anchor begins before its name, with the `&`. */
function startOfProperties(anchorStart: number, tagStart: number): number {
  if (anchorStart < 0) {
    return tagStart;
  }
  return tagStart < 0 ? anchorStart - 1 : Math.min(anchorStart - 1, tagStart);
}

function isSpace(character: string | undefined): boolean {
  return character === undefined || ' \t\r\n'.includes(character);
}

/** Converts offsets of tokens to offsets in the document. The text of the tokens can have more white space. */
function originalOffsets({ text, document }: Tokens): (offset: number) => number {
  const original = document.text;
  const shift = original.startsWith('\uFEFF') ? 1 : 0;
  if (original.startsWith(text, shift)) {
    return shift ? (offset) => offset + shift : (offset) => offset;
  }
  const places = alignText(text, original, shift);
  // A token begins and ends with a visible character; a block of text ends after a line break.
  return (offset) => offset > 0 && !isBlankAt(text, offset - 1) ? places[offset - 1] + 1 : places[offset];
}

/** For each character of a text, its offset in an original that only differs in white space; also for the end of the text. */
function alignText(text: string, original: string, start: number): Int32Array {
  const places = new Int32Array(text.length + 1);
  let place = start;
  for (let offset = 0; offset < text.length; offset++) {
    if (isBlankAt(text, offset)) {
      places[offset] = place;
      continue;
    }
    while (isBlankAt(original, place)) {
      place++;
    }
    places[offset] = place++;
  }
  while (isBlankAt(text, text.length - 1) && isBlankAt(original, place)) {
    place++;
  }
  places[text.length] = place;
  return places;
}

function isBlankAt(text: string, offset: number): boolean {
  const character = text[offset];
  return character === ' ' || character === '\t';
}
