/** A problem of an expression, with its place: offsets in characters. */
export class CelSyntaxError extends Error {
  constructor(message: string, public readonly offset: number) {
    super(message);
  }
}

/** The steps of a chain of fields and calls, as a tree. `at` is the offset of a node in its expression. */
export type CelNode = { readonly at: number } & (
  | { readonly kind: 'literal'; readonly value: unknown }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'field'; readonly of: CelNode; readonly name: string; readonly isOptional?: boolean; readonly isTest?: boolean }
  | { readonly kind: 'index'; readonly of: CelNode; readonly index: CelNode; readonly isOptional?: boolean }
  | { readonly kind: 'list'; readonly items: readonly ListItem[] }
  | { readonly kind: 'map'; readonly entries: readonly MapEntry[] }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly CelNode[] }
  | { readonly kind: 'condition'; readonly test: CelNode; readonly yes: CelNode; readonly no: CelNode }
  | { readonly kind: 'call'; readonly name: string; readonly target?: CelNode; readonly args: readonly CelNode[] }
  | LoopNode
  | { readonly kind: 'optMap'; readonly of: CelNode; readonly name: string; readonly body: CelNode; readonly isFlat: boolean }
);

export interface ListItem {
  readonly value: CelNode;
  readonly isOptional: boolean;
}

export interface MapEntry extends ListItem {
  readonly key: CelNode;
}

/** A macro over the items of a list or a map. With two variables, the first is an index or a key. */
export interface LoopNode {
  readonly kind: 'loop';
  readonly macro: LoopMacro;
  readonly over: CelNode;
  readonly names: readonly string[];
  readonly filter?: CelNode;
  readonly body: CelNode;
}

export type LoopMacro = 'all' | 'exists' | 'existsOne' | 'map' | 'filter' | 'sortBy' | 'transformMap' | 'transformMapEntry';

/** Names of types that an expression can compare with `type(x)`. */
export const TYPE_NAMES: readonly string[] = [
  'int', 'uint', 'double', 'bool', 'string', 'bytes', 'list', 'map', 'null_type', 'type', 'optional_type', 'google.protobuf.Duration',
  'google.protobuf.Timestamp', 'net.IP', 'net.CIDR',
];

/** The nodes directly below a node. */
export function childrenOf(node: CelNode): readonly CelNode[] {
  switch (node.kind) {
    case 'literal': case 'name': return [];
    case 'field': return [node.of];
    case 'index': return [node.of, node.index];
    case 'list': return node.items.map(({ value }) => value);
    case 'map': return node.entries.flatMap(({ key, value }) => [key, value]);
    case 'and': case 'or': return node.parts;
    case 'condition': return [node.test, node.yes, node.no];
    case 'call': return [...node.target ? [node.target] : [], ...node.args];
    case 'loop': return [node.over, ...node.filter ? [node.filter] : [], node.body];
    default: return [node.of, node.body];
  }
}
