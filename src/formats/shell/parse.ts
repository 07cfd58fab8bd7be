import type * as Unbash from 'unbash' with { 'resolution-mode': 'import' };
import { ShellError } from './shell-error';

export type Node = Unbash.SyntaxNode;
export type Command = Unbash.Command;
export type Pipeline = Unbash.Pipeline;
export type Redirection = Unbash.Redirection;
export type Word = Unbash.Word;
export type WordPart = Unbash.WordPart;
export type Assignment = Unbash.Assignment;
export type Loop = Unbash.For | Unbash.Select;

/**
 * The maximum length of a script. Linux starts no program with a longer argument.
 * Source: MAX_ARG_STRLEN in https://github.com/torvalds/linux/blob/master/include/uapi/linux/binfmts.h, without the byte at the end
 */
const MAX_LENGTH = 131_071;

/** The maximum number of here-documents. For each here-document in a line, the parser visits all earlier ones. */
const MAX_HERE_DOCUMENTS = 1000;
const HERE_DOCUMENT = /(?<!<)<<(?!<)/g;

/** The maximum depth of nested expansions, such as `$(a "$(b)")`. For each level, the parser reads the text again. */
const MAX_EXPANSIONS = 12;
const EXPANSIONS = new Set<Node['type']>([
  'CommandExpansion', 'ProcessSubstitution', 'ParameterExpansion', 'ArithmeticExpansion', 'ArithmeticCommandExpansion',
]);

/** The maximum depth of the syntax tree. The parser has its own limit for each kind of compound command, and leaves out deeper ones. */
const MAX_DEPTH = 1000;
const LEFT_OUT = /^maximum .* nesting depth exceeded$/;

const OTHERWISE = 'move it into a file of the image';
const TOO_DEEP = `the script is nested too deeply to be read: ${OTHERWISE}`;

let loaded: typeof Unbash | undefined;

/** Loads the parser for the first script, since most manifests have none. Each call of `require` would take longer than a node's visit. */
function parser(): typeof Unbash {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  loaded ??= require('../../../vendor/unbash') as typeof Unbash;
  return loaded;
}

/**
 * The syntax tree of a shell script. Malformed parts are read as far as possible.
 *
 * @throws ShellError if the script is longer or nested more deeply than real scripts. So the time only grows in proportion to the length.
 */
export function parse(script: string): Unbash.Script {
  if (script.length > MAX_LENGTH) {
    throw new ShellError(`the script is longer than ${MAX_LENGTH} bytes, so Linux does not start it: ${OTHERWISE}`);
  }
  if (script.length > MAX_HERE_DOCUMENTS && (script.match(HERE_DOCUMENT)?.length ?? 0) > MAX_HERE_DOCUMENTS) {
    throw new ShellError(`the script has more than ${MAX_HERE_DOCUMENTS} here-documents: ${OTHERWISE}`);
  }
  try {
    const tree = parser().parse(script);
    checkDepth(tree, 0, 0);
    return tree;
  } catch (error) {
    // Functions whose bodies are functions have no limit but the stack.
    throw error instanceof RangeError ? new ShellError(TOO_DEEP) : error;
  }
}

export function forEachChild(node: Node, visit: (child: Node) => void): void {
  parser().forEachChild(node, visit);
}

function checkDepth(node: Node, depth: number, expansions: number): void {
  const inside = EXPANSIONS.has(node.type) ? expansions + 1 : expansions;
  const isPartial = node.type === 'Script' && node.errors?.some(({ message }) => LEFT_OUT.test(message));
  if (depth > MAX_DEPTH || inside > MAX_EXPANSIONS || isPartial) {
    throw new ShellError(TOO_DEEP);
  }
  forEachChild(node, (child) => checkDepth(child, depth + 1, inside));
}
