/* Words have effects before their command runs: they run other commands, and assign variables. */
import { Value } from './values';
import { forEachChild, Node, Word } from '../../../formats/shell/parse';

type Substitution = Extract<Node, { readonly type: 'CommandExpansion' | 'ProcessSubstitution' }>;

/** The substitutions in a command, or in the words of a compound command. */
export function substitutionsIn(node: Node): readonly Substitution[] {
  const found: Substitution[] = [];
  visitWords(node, (each) => {
    if (each.type === 'CommandExpansion' || each.type === 'ProcessSubstitution') found.push(each);
  });
  return found;
}

/** The variables that a command assigns in arithmetic, or with the number of an open file: `exec {file}>/log`. */
export function sideAssignments(node: Node): ReadonlySet<string> {
  const names = new Set<string>();
  visitWords(node, (each) => {
    if (each.type === 'ArithmeticExpansion') each.text.match(NAME)?.forEach((name) => names.add(name));
    if (each.type === 'FileDescriptorVariable') names.add(each.name);
    if (each.type === 'Assignment' && each.index) each.index.text.match(NAME)?.forEach((name) => names.add(name));
  });
  return names;
}

const NAME = /[A-Za-z_]\w*/g;

/** Nodes inside a compound command with words of their own, which are expanded later. */
const OF_THEIR_OWN: ReadonlySet<Node['type']> = new Set(['Statement', 'CompoundList', 'Script']);

function visitWords(node: Node, visit: (node: Node) => void): void {
  forEachChild(node, (child) => {
    if (!OF_THEIR_OWN.has(child.type)) {
      visit(child);
      visitWords(child, visit);
    }
  });
}

/** The name in `name=value`, as far as it is certain. */
export function assignedName(word: Word, valueOf: (word: Word) => Value): Value {
  let name = '';
  for (const part of word.parts ?? [{ type: 'Literal', value: word.value, text: word.text } as const]) {
    const isLiteral = part.type === 'Literal';
    const value = isLiteral ? part.value : valueOf({ ...word, text: part.text, parts: [part] });
    if (value === undefined) {
      return undefined;
    }
    name += value;
    if (name.includes('=')) {
      break;
    }
  }
  return name.replace(/\+?=.*$/s, '');
}
