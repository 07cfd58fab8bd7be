import { ScalarEvent } from 'js-yaml';

/** A node of a document, with its place in the original text. */
export type YamlNode = ScalarNode | AliasNode | CollectionNode;

interface Placed {
  /** The start of the node, with its anchor and tag; for an empty node, the offset where it would begin. */
  readonly start: number;
  /** The start without anchor and tag. */
  readonly contentStart: number;
  /** The offset after the last character. Blank lines below a block of text belong to it only if they are part of its value. */
  readonly end: number;
  /** The offset where the parser stopped. */
  readonly rawEnd: number;
  /** The name of the node's anchor. */
  readonly anchor: string | undefined;
  readonly hasTag: boolean;
}

export interface ScalarNode extends Placed {
  readonly kind: 'scalar';
  readonly event: ScalarEvent;
  /** Whether the node has no text, not even an anchor or a tag: `key:`. */
  readonly isEmpty: boolean;
  readonly isBlock: boolean;
}

export interface AliasNode extends Placed {
  readonly kind: 'alias';
  readonly name: string;
}

export interface CollectionNode extends Placed {
  readonly kind: 'mapping' | 'sequence';
  readonly isFlow: boolean;
  readonly slots: readonly Slot[];
}

/** An entry of a mapping, or an item of a sequence. */
export interface Slot {
  /** The start of the entry: its `?`, its key, its `-`, or in brackets its value. */
  readonly start: number;
  /** The offset after `:` or `-`, where the value belongs. */
  readonly markEnd: number;
  /** Whether the entry has such a mark. A key without a value can omit it, as in `{a}` or `? a`. */
  readonly hasMark: boolean;
  readonly end: number;
  readonly value: YamlNode;
  readonly key: YamlNode | undefined;
  /** The key in JSON. */
  readonly name: string | undefined;
  /** Whether it is a merge `<<`, which has no name. */
  readonly isMerge: boolean;
}

export function isCollection(node: YamlNode): node is CollectionNode {
  return node.kind === 'mapping' || node.kind === 'sequence';
}

/** Whether a node is `k: v` in `[k: v]`: an object without its own brackets. */
export function isBarePair(text: string, node: CollectionNode): boolean {
  return node.isFlow && node.kind === 'mapping' && text[node.contentStart] !== '{';
}

/** Visits a node and all nodes in it, in the order of the text. */
export function visitNodes(node: YamlNode, visit: (node: YamlNode) => void): void {
  visit(node);
  if (isCollection(node)) {
    for (const { key, value } of node.slots) {
      if (key) {
        visitNodes(key, visit);
      }
      visitNodes(value, visit);
    }
  }
}
