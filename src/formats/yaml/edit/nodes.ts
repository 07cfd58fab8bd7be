import { ScalarEvent } from 'js-yaml';

/** A node of a document, with its place in the original text. */
export type YamlNode = ScalarNode | AliasNode | CollectionNode;

interface Placed {
  /** Where the node begins, with its anchor and tag; where it would begin if it is empty. */
  readonly start: number;
  /** Where it begins without them. */
  readonly contentStart: number;
  /** Behind its last character. The blank lines below a block of text belong to it only where they count. */
  readonly end: number;
  /** Where the parser stopped reading it. */
  readonly rawEnd: number;
  /** The name of its anchor. */
  readonly anchor: string | undefined;
  readonly hasTag: boolean;
}

export interface ScalarNode extends Placed {
  readonly kind: 'scalar';
  readonly event: ScalarEvent;
  /** No text at all, not even an anchor or a tag: `key:`. */
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
  /** Where it begins: with `?`, with its key, with `-`, or between brackets with its value. */
  readonly start: number;
  /** Behind its `:` or `-`: where its value goes. */
  readonly markEnd: number;
  /** Whether there is such a mark: a key can do without, as in `{a}` or `? a`. */
  readonly hasMark: boolean;
  readonly end: number;
  readonly value: YamlNode;
  readonly key: YamlNode | undefined;
  /** The key as JSON has it. */
  readonly name: string | undefined;
  /** An entry `<<`, which has no name. */
  readonly isMerge: boolean;
}

export function isCollection(node: YamlNode): node is CollectionNode {
  return node.kind === 'mapping' || node.kind === 'sequence';
}

/** `k: v` in `[k: v]`: an object without brackets of its own. */
export function isBarePair(text: string, node: CollectionNode): boolean {
  return node.isFlow && node.kind === 'mapping' && text[node.contentStart] !== '{';
}

/** Calls back for a node and all in it, in the order of the text. */
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
