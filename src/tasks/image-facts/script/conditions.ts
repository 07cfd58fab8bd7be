import { isMatch, ScriptPlace, ScriptState, Value, valueOf } from './values';
import { Node } from '../../../formats/shell/parse';

/** Undefined if the result is uncertain. */
export type Truth = boolean | undefined;

export function not(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}

export function bothTrue(one: Truth, other: Truth): Truth {
  if (one === false || other === false) {
    return false;
  }
  return one === undefined || other === undefined ? undefined : true;
}

export function either(one: Truth, other: Truth): Truth {
  return not(bothTrue(not(one), not(other)));
}

const COMPARISONS: ReadonlyMap<string, (one: string, other: string) => boolean> = new Map([
  ['=', (one: string, other: string) => one === other],
  ['==', (one: string, other: string) => one === other],
  ['!=', (one: string, other: string) => one !== other],
  ['-eq', (one: string, other: string) => Number(one) === Number(other)],
  ['-ne', (one: string, other: string) => Number(one) !== Number(other)],
  ['-lt', (one: string, other: string) => Number(one) < Number(other)],
  ['-le', (one: string, other: string) => Number(one) <= Number(other)],
  ['-gt', (one: string, other: string) => Number(one) > Number(other)],
  ['-ge', (one: string, other: string) => Number(one) >= Number(other)],
]);

const UNARY: ReadonlyMap<string, (text: string) => boolean> = new Map([
  ['-n', (text: string) => text !== ''],
  ['-z', (text: string) => text === ''],
]);

/** The result of `test`, or of `[` without its `]`. Undefined for `-f`, `-d` and other file tests: the files at run time are unknown. */
export function testOf(words: readonly Value[]): Truth {
  for (const [word, combine] of [['-o', either], ['-a', bothTrue]] as const) {
    const place = words.length > 3 ? words.indexOf(word, 1) : -1;
    if (place > 0) {
      return combine(testOf(words.slice(0, place)), testOf(words.slice(place + 1)));
    }
  }
  const [first, second] = words;
  if (words.length === 3 && second !== undefined && COMPARISONS.has(second)) {
    return compared(first, second, words[2]);
  }
  if (words.length > 1 && first === '!') {
    return not(testOf(words.slice(1)));
  }
  if (words.length === 2 && first !== undefined) {
    return applied(UNARY.get(first), second);
  }
  return words.length < 2 ? words.length > 0 && applied(UNARY.get('-n'), first) : undefined;
}

function compared(one: Value, operator: string, other: Value): Truth {
  return one === undefined || other === undefined ? undefined : COMPARISONS.get(operator)?.(one, other);
}

function applied(test: ((text: string) => boolean) | undefined, value: Value): Truth {
  return value === undefined ? undefined : test?.(value);
}

/** The result of an expression in `[[ ]]`. */
export function expressionOf(node: Node, state: ScriptState, place: ScriptPlace): Truth {
  switch (node.type) {
    case 'TestUnary':
      return applied(UNARY.get(node.operator), valueOf(node.operand, state, place));
    case 'TestBinary': {
      const value = valueOf(node.left, state, place);
      const isEqual = node.operator === '=' || node.operator === '==' || node.operator === '!='
        ? isMatch(value, node.right, state, place)
        : undefined;
      return node.operator === '!='
        ? not(isEqual)
        : isEqual ?? (node.operator.startsWith('-') ? compared(value, node.operator, valueOf(node.right, state, place)) : undefined);
    }
    case 'TestLogical':
      return node.operands.map((each) => expressionOf(each, state, place)).reduce(node.operator === '&&' ? bothTrue : either);
    case 'TestNot':
      return node.negations.length % 2 === 1 ? not(expressionOf(node.operand, state, place)) : expressionOf(node.operand, state, place);
    case 'TestGroup':
      return expressionOf(node.expression, state, place);
    default:
      return undefined;
  }
}
