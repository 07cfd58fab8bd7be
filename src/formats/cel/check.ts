import { FUNCTIONS, OF_AUTHORIZER } from './functions';
import { parseCel } from './parser';
import { CelSyntaxError, CelNode, TYPE_NAMES } from './syntax';

/** An expression that was read and checked. */
export interface Expression {
  readonly text: string;
  readonly node: CelNode;
}

const OF_OPTIONAL = new Set(['.or', '.orValue']);

/**
 * Reads an expression, and finds names and functions that no API server knows.
 *
 * @param names the variables
 * @param variables the names after `variables.`
 * @throws CelSyntaxError with the offset of the problem
 */
export function readExpression(text: string, names: readonly string[], variables: readonly string[] = []): Expression {
  const node = parseCel(text);
  check(node, new Set(names), new Set(variables));
  return { text, node };
}

/** Checks a node with the names around it. A chain of fields can be long, so this does not recur along it. */
function check(node: CelNode, names: ReadonlySet<string>, variables: ReadonlySet<string>): void {
  const inside = (each: CelNode, own: readonly string[] = []) =>
    check(each, own.length > 0 ? new Set([...names, ...own]) : names, variables);
  switch (node.kind) {
    case 'literal': return;
    case 'name':
      if (!names.has(node.name) && !TYPE_NAMES.includes(node.name)) {
        throw new CelSyntaxError(`undeclared reference to '${node.name}'`, node.at);
      }
      return;
    case 'field':
      if (node.of.kind === 'name' && node.of.name === 'variables' && names.has('variables') && !variables.has(node.name)) {
        throw new CelSyntaxError(`undefined field '${node.name}': a variable must stand before it is used`, node.at);
      }
      return inside(node.of);
    case 'index': inside(node.of); return inside(node.index);
    case 'list': return node.items.forEach(({ value }) => inside(value));
    case 'map': return node.entries.forEach(({ key, value }) => {
      inside(key);
      inside(value);
    });
    case 'and': case 'or': return node.parts.forEach((each) => inside(each));
    case 'condition': return [node.test, node.yes, node.no].forEach((each) => inside(each));
    case 'loop':
      inside(node.over);
      return [...node.filter ? [node.filter] : [], node.body].forEach((each) => inside(each, node.names));
    case 'optMap': inside(node.of); return inside(node.body, [node.name]);
    default: return checkCall(node, names, inside);
  }
}

function checkCall(
  { name, target, args, at }: CelNode & { kind: 'call' }, names: ReadonlySet<string>, inside: (node: CelNode) => void,
): void {
  args.forEach((arg) => inside(arg));
  const isSpace = target?.kind === 'name' && !names.has(target.name);
  const called = isSpace ? `${target.name}.${name}` : `${target ? '.' : ''}${name}`;
  if (target && !isSpace) {
    inside(target);
  }
  if (OF_AUTHORIZER.has(called) || OF_OPTIONAL.has(called)) {
    return;
  }
  const overloads = FUNCTIONS.get(called);
  if (!overloads) {
    throw new CelSyntaxError(`undeclared reference to '${called.replace(/^\./, '')}'`, at);
  }
  const count = args.length + (target && !isSpace ? 1 : 0);
  if (!overloads.some(({ types }) => types.length === count)) {
    throw new CelSyntaxError(`found no matching overload for '${called.replace(/^\./, '')}' with ${args.length} arguments`, at);
  }
}
