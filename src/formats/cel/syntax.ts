/** A problem of an expression, with its place: offsets in characters. */
export class CelSyntaxError extends Error {
  constructor(message: string, public readonly offset: number) {
    super(message);
  }
}

/** The steps of a chain of fields and calls, as a tree. `at` is the offset of a node in its expression. */
export type Node = { readonly at: number } & (
  | { readonly kind: 'literal'; readonly value: unknown }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'field'; readonly of: Node; readonly name: string; readonly isOptional?: boolean; readonly isTest?: boolean }
  | { readonly kind: 'index'; readonly of: Node; readonly index: Node; readonly isOptional?: boolean }
  | { readonly kind: 'list'; readonly items: readonly Item[] }
  | { readonly kind: 'map'; readonly entries: readonly Entry[] }
  | { readonly kind: 'and' | 'or'; readonly left: Node; readonly right: Node }
  | { readonly kind: 'condition'; readonly test: Node; readonly yes: Node; readonly no: Node }
  | { readonly kind: 'call'; readonly name: string; readonly target?: Node; readonly args: readonly Node[] }
  | Loop
  | { readonly kind: 'optMap'; readonly of: Node; readonly name: string; readonly body: Node; readonly isFlat: boolean }
);

export interface Item {
  readonly value: Node;
  readonly isOptional: boolean;
}

export interface Entry extends Item {
  readonly key: Node;
}

/** A macro over the items of a list or a map. With two variables, the first is an index or a key. */
export interface Loop {
  readonly kind: 'loop';
  readonly macro: LoopMacro;
  readonly over: Node;
  readonly names: readonly string[];
  readonly filter?: Node;
  readonly body: Node;
}

export type LoopMacro = 'all' | 'exists' | 'existsOne' | 'map' | 'filter' | 'transformMap' | 'transformMapEntry';

/** The nodes directly below a node. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'literal': case 'name': return [];
    case 'field': return [node.of];
    case 'index': return [node.of, node.index];
    case 'list': return node.items.map(({ value }) => value);
    case 'map': return node.entries.flatMap(({ key, value }) => [key, value]);
    case 'and': case 'or': return [node.left, node.right];
    case 'condition': return [node.test, node.yes, node.no];
    case 'call': return [...node.target ? [node.target] : [], ...node.args];
    case 'loop': return [node.over, ...node.filter ? [node.filter] : [], node.body];
    default: return [node.of, node.body];
  }
}
