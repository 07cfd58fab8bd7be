import { Event, EVENT_ID, MappingEvent, ScalarEvent, SequenceEvent } from 'js-yaml';
import { Anchors } from './anchors';
import { isMergeKey, scalarKey, scalarValue } from './scalars';
import { failAt, offsetOf, SourceDocument, Tokens } from './source';
import { tokensOf } from './yaml-tokens';
import { clone, isObject, JsonObject, setOwn } from '../manifest/json';

/**
 * The value of a document as kubectl reads it: a JSON value, null for an empty document.
 *
 * @throws YamlError if kubectl cannot read it, or if a person could misread it: a duplicate key, or a merge `<<` that changes a key above
 */
export function readDocument(document: SourceDocument): unknown {
  return readTokens(tokensOf(document));
}

/**
 * The value of a document, given its tokens.
 *
 * @param onDuplicate called for each duplicate key, whose last value counts. By default, it is an error.
 */
export function readTokens(tokens: Tokens, onDuplicate?: () => void): unknown {
  return tokens.events.length === 0 ? null : new Construction(tokens, onDuplicate).readNode();
}

const { SCALAR, ALIAS, MAPPING, SEQUENCE, POP } = EVENT_ID;

class Construction {
  private readonly anchors: Anchors;
  private readonly events: Tokens['events'];
  private position = 1; // After the event for the start of the document.

  public constructor(private readonly tokens: Tokens, private readonly onDuplicate?: () => void) {
    this.anchors = new Anchors(tokens);
    this.events = tokens.events;
  }

  public readNode(): unknown {
    const event = this.events[this.position++];
    this.anchors.countNode(event);
    switch (event.type) {
      case SCALAR: return this.readScalar(event);
      case MAPPING: return this.readCollection(event, this.readMapping);
      case SEQUENCE: return this.readCollection(event, this.readSequence);
      case ALIAS: {
        const { scalar, value } = this.anchors.resolve(event);
        return scalar ? scalarValue(this.tokens, scalar) : clone(value); // As in kubectl, each alias gets its own copy of the object.
      }
      default: return null;
    }
  }

  private readScalar(event: ScalarEvent): unknown {
    if (event.anchorStart >= 0) {
      this.anchors.define(event, event);
    }
    return scalarValue(this.tokens, event);
  }

  private readCollection(event: MappingEvent | SequenceEvent, read: () => unknown): unknown {
    if (event.anchorStart < 0) {
      return read.call(this);
    }
    const anchor = this.anchors.define(event);
    const value = read.call(this);
    this.anchors.complete(anchor, value);
    return value;
  }

  private readSequence(): unknown[] {
    const items: unknown[] = [];
    while (this.events[this.position].type !== POP) {
      items.push(this.readNode());
    }
    this.position++;
    return items;
  }

  private readMapping(): JsonObject {
    const object: JsonObject = {};
    let merged: Set<string> | undefined;
    for (let event = this.events[this.position]; event.type !== POP; event = this.events[this.position]) {
      if (event.type === SCALAR && isMergeKey(this.tokens, event)) {
        this.position++;
        merged = this.merge(object, merged ?? new Set(), event);
        continue;
      }
      const key = this.readKey();
      if (object[key] !== undefined && Object.hasOwn(object, key) && !merged?.delete(key)) {
        this.seeDuplicate(event, key);
      }
      setOwn(object, key, this.readNode());
    }
    this.position++;
    return object;
  }

  private seeDuplicate(event: Event, key: string): void {
    if (!this.onDuplicate) {
      failAt(this.tokens, offsetOf(event) ?? 0, `the key \`${key}\` is set twice: kubectl takes the last value; remove one`);
    }
    this.onDuplicate();
  }

  private readKey(): string {
    const event = this.events[this.position++];
    this.anchors.countNode(event);
    if (event.type === SCALAR) {
      if (event.anchorStart >= 0) {
        this.anchors.define(event, event);
      }
      return scalarKey(this.tokens, event);
    }
    const scalar = event.type === ALIAS ? this.anchors.resolve(event).scalar : undefined;
    return scalar ? scalarKey(this.tokens, scalar) : failAt(this.tokens, offsetOf(event) ?? 0, 'a key is an object or an array');
  }

  /** Copies the keys of one or several objects, of which the first one wins. Returns all keys that were merged so far. */
  private merge(target: JsonObject, merged: Set<string>, mergeKey: ScalarEvent): Set<string> {
    const isList = this.events[this.position].type === SEQUENCE;
    const value = this.readNode();
    const sources = isList ? value as unknown[] : [value];
    if (!sources.every(isObject)) {
      failAt(this.tokens, mergeKey.valueStart, '`<<` merges something that is not an object');
    }
    const source: JsonObject = Object.assign(Object.create(null), ...[...sources].reverse());
    for (const key of Object.keys(source)) {
      if (Object.hasOwn(target, key)) {
        failAt(this.tokens, mergeKey.valueStart, `a merge \`<<\` that changes the key \`${key}\` above it`);
      }
      setOwn(target, key, source[key]);
      merged.add(key);
    }
    return merged;
  }
}
