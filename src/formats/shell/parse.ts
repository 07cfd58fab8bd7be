import type * as Unbash from 'unbash' with { 'resolution-mode': 'import' };

export type Node = Unbash.SyntaxNode;
export type Command = Unbash.Command;
export type Pipeline = Unbash.Pipeline;
export type Redirection = Unbash.Redirection;
export type Word = Unbash.Word;
export type WordPart = Unbash.WordPart;
export type Assignment = Unbash.Assignment;
export type Loop = Unbash.For | Unbash.Select;

let loaded: typeof Unbash | undefined;

/** Loaded when the first script is read: most manifests have none. Kept, since `require` takes longer than a visit of a node. */
function parser(): typeof Unbash {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  loaded ??= require('../../../vendor/unbash') as typeof Unbash;
  return loaded;
}

/** The syntax tree of a shell script. Malformed parts are read as far as possible. */
export function parse(script: string): Unbash.Script {
  return parser().parse(script);
}

export function forEachChild(node: Node, visit: (child: Node) => void): void {
  parser().forEachChild(node, visit);
}
