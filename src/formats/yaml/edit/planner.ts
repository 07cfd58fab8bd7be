import { alignItems } from './align';
import { addToBlock, removeFromBlock } from './block-slots';
import { EditedAnchors, mergeAll } from './edited-anchors';
import { addToFlow, removeFromFlow } from './flow-slots';
import { CollectionNode, isBarePair, isCollection, Slot, visitNodes, YamlNode } from './nodes';
import { EditPlace, editPlaceOf, rootPlace } from './place';
import { placeItems, placeKeys } from './placement';
import { printString } from './print-scalar';
import { replaceNode } from './replace';
import { Added, rowsOf } from './slots';
import { Splices } from './splice';
import { isObject, isSameJson, JsonObject, Path } from '../../manifest/json';
import { Tokens } from '../source';

/** The larger edits to try if smaller ones failed. */
export interface EditStrategy {
  /** The field that is rewritten as a whole. */
  readonly rewritten?: Path;
  /** Whether multi-line texts are quoted. */
  readonly quotesLines?: boolean;
}

/** The changes of a document's text for a change of its value. */
export function planEdits(tokens: Tokens, root: YamlNode, before: unknown, after: unknown, means: EditStrategy = {}): Splices {
  const { rewritten, quotesLines = false } = means;
  const planner = new Planner(tokens, root);
  planner.edit(rootPlace(tokens.document.text, root, quotesLines), before, after, rewritten);
  return planner.splices;
}

class Planner {
  public readonly splices: Splices;
  private readonly text: string;
  private readonly anchors: EditedAnchors;
  /** Whether a change in one place can affect another place. */
  private readonly hasAliases: boolean;

  public constructor(tokens: Tokens, root: YamlNode) {
    this.text = tokens.document.text;
    this.splices = new Splices(this.text);
    this.anchors = new EditedAnchors(tokens);
    let hasAliases = false;
    visitNodes(root, ({ kind }) => {
      hasAliases ||= kind === 'alias';
    });
    this.hasAliases = hasAliases;
  }

  /** @param toRewrite the path from this node to the node that is rewritten; undefined if it is elsewhere */
  public edit(place: EditPlace, before: unknown, after: unknown, toRewrite: Path | undefined): void {
    const { node } = place;
    const isForced = toRewrite?.length === 0;
    if (node.kind === 'alias') {
      const anchor = this.anchors.resolve(node.name);
      if (isForced || !anchor || !isSameJson(anchor.value, after)) {
        replaceNode(this.splices, place, after);
      }
      return;
    }
    this.anchors.define(node, after);
    const isSame = !toRewrite && isSameJson(before, after);
    if (isSame && (!this.hasAliases || !isCollection(node))) {
      return;
    }
    const isEdited = !isForced && isCollection(node) && (node.kind === 'mapping'
      ? isObject(before) && isObject(after) && this.editMapping(place, node, before, after, toRewrite)
      : Array.isArray(before) && Array.isArray(after) && this.editSequence(place, node, before, after, toRewrite));
    if (!isEdited) {
      this.rewrite(place, after);
    }
  }

  private rewrite(place: EditPlace, after: unknown): void {
    this.anchors.forgetIn(place.node);
    this.anchors.define(place.node, after);
    replaceNode(this.splices, place, after);
  }

  /** Returns whether the edit was possible. If not, nothing has changed. */
  private editMapping(place: EditPlace, node: CollectionNode, before: JsonObject, after: JsonObject, toRewrite: Path | undefined): boolean {
    const { count } = this.splices;
    const removed = new Set<Slot>();
    const merges = new Merges();
    const overridden = overriddenSlots(node.slots, Object.keys(before).length);
    for (const slot of node.slots) {
      const { name, value } = slot;
      if (name === undefined) {
        merges.add(slot, this.anchors.evaluate(value));
      } else if (overridden?.has(slot) && Object.hasOwn(after, name)) {
        this.editKey(slot);
        this.anchors.evaluate(value);
      } else if (Object.hasOwn(after, name)) {
        merges.addOwn(name);
        this.editKey(slot);
        const rest = toRewrite?.[0] === name ? toRewrite.slice(1) : undefined;
        this.edit(editPlaceOf(this.text, slot, node, place), before[name], after[name], rest);
      } else {
        this.remove(slot, removed);
      }
    }
    if (!merges.lead(after)) {
      merges.slots.forEach((slot) => this.remove(slot, removed));
    }
    const keys = Object.keys(after).filter((key) => !merges.own.has(key) && !(merges.lead(after) && merges.give(key, after[key])));
    const kept = node.slots.filter((slot) => !removed.has(slot));
    const added = placeKeys(keys, after, node.slots, kept);
    return this.changeSlots(place, node, removed, added, count);
  }

  private editSequence(place: EditPlace, node: CollectionNode, before: unknown[], after: unknown[], toRewrite: Path | undefined): boolean {
    const { count } = this.splices;
    const partners = new Map(alignItems(before, after));
    const removed = new Set<Slot>();
    for (const [index, slot] of node.slots.entries()) {
      const partner = partners.get(index);
      if (partner === undefined) {
        this.remove(slot, removed);
      } else {
        const rest = toRewrite?.[0] === partner ? toRewrite.slice(1) : undefined;
        this.edit(editPlaceOf(this.text, slot, node, place), before[index], after[partner], rest);
      }
    }
    return this.changeSlots(place, node, removed, placeItems(after, node.slots, partners), count);
  }

  private remove(slot: Slot, removed: Set<Slot>): void {
    removed.add(slot);
    for (const node of [slot.key, slot.value]) {
      if (node) {
        this.anchors.forgetIn(node);
      }
    }
  }

  private editKey({ key, name }: Slot): void {
    if (key?.kind === 'alias' && String(this.anchors.resolve(key.name)?.value) !== name) {
      this.splices.replace(key.start, key.end, printString(name!));
    } else if (key?.anchor !== undefined) {
      this.anchors.evaluate(key);
    }
  }

  /** A collection is rewritten if none of its entries stay, or if it is in brackets and both loses and gains entries. */
  private changeSlots(place: EditPlace, node: CollectionNode, removed: ReadonlySet<Slot>, added: readonly Added[], count: number): boolean {
    const isChanged = removed.size > 0 || added.length > 0;
    if (isChanged && (removed.size === node.slots.length
      || (node.isFlow && removed.size > 0 && added.length > 0)
      || isBarePair(this.text, node))) {
      this.splices.goBackTo(count);
      return false;
    }
    for (const row of rowsOf(node.slots, removed)) {
      (node.isFlow ? removeFromFlow : removeFromBlock)(this.splices, row);
    }
    for (const each of added) {
      if (node.isFlow) {
        addToFlow(this.splices, place, node, each);
      } else {
        addToBlock(this.splices, place, node.slots, each);
      }
    }
    return true;
  }
}

/**
 * The entries whose key is set again below, so that their values have no effect. Undefined if there are none.
 *
 * @param keys number of keys in the mapping
 */
function overriddenSlots(slots: readonly Slot[], keys: number): ReadonlySet<Slot> | undefined {
  if (slots.length === keys && slots.every(({ name }) => name !== undefined)) {
    return undefined; // True for nearly all mappings.
  }
  let overridden: Set<Slot> | undefined;
  const below = new Set<string>();
  for (const slot of [...slots].reverse()) {
    if (slot.name !== undefined && below.has(slot.name)) {
      (overridden ??= new Set()).add(slot);
    } else if (slot.name !== undefined) {
      below.add(slot.name);
    }
  }
  return overridden;
}

/** The merges `<<` of an object after an edit. It decides whether they can stay. */
class Merges {
  public readonly slots: Slot[] = [];
  public readonly own = new Set<string>();
  private readonly given: JsonObject = Object.create(null);
  /** Whether all merges are of objects, and do not add a key that is set above them. */
  private isSound = true;

  public add(slot: Slot, source: { readonly value: unknown } | undefined): void {
    this.slots.push(slot);
    const sources = [source?.value].flat();
    const fields = mergeAll(sources);
    this.isSound &&= sources.every(isObject) && Object.keys(fields).every((key) => !this.own.has(key) && !(key in this.given));
    Object.assign(this.given, fields);
  }

  public addOwn(key: string): void {
    this.own.add(key);
  }

  /** Whether the merges can stay in an object with this value. */
  public lead(after: JsonObject): boolean {
    return this.isSound && Object.keys(this.given).every((key) => Object.hasOwn(after, key));
  }

  /** Whether the merges add a field. */
  public give(key: string, value: unknown): boolean {
    return key in this.given && isSameJson(this.given[key], value);
  }
}
