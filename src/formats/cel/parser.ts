import { isReserved, Token, celTokens } from './lexer';
import { CelSyntaxError, MapEntry, ListItem, LoopNode, LoopMacro, CelNode, TYPE_NAMES } from './syntax';

/** The depth of nesting that cel-go reads. */
const DEEPEST = 250;
/** Each step of a chain is one level deeper when it is evaluated, and JavaScript has a limit for that. */
const LONGEST_CHAIN = 250;

const BINARY: readonly (readonly string[])[] = [['==', '!=', '<', '<=', '>', '>=', 'in'], ['+', '-'], ['*', '/', '%']];

/** The macros with one variable, and with two, by the number of their arguments. */
const LOOPS: Readonly<Record<string, LoopMacro>> = {
  'all/2': 'all',
  'exists/2': 'exists',
  'exists_one/2': 'existsOne',
  'existsOne/2': 'existsOne',
  'map/2': 'map',
  'map/3': 'map',
  'filter/2': 'filter',
  'sortBy/2': 'sortBy',
  'all/3': 'all',
  'exists/3': 'exists',
  'exists_one/3': 'existsOne',
  'existsOne/3': 'existsOne',
  'transformList/3': 'map',
  'transformList/4': 'map',
  'transformMap/3': 'transformMap',
  'transformMap/4': 'transformMap',
  'transformMapEntry/3': 'transformMapEntry',
  'transformMapEntry/4': 'transformMapEntry',
};

/**
 * The tree of an expression.
 *
 * @throws CelSyntaxError with the offset of the problem
 */
export function parseCel(text: string): CelNode {
  return new Parser(celTokens(text)).whole();
}

class Parser {
  private index = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  public whole(): CelNode {
    const node = this.expression();
    if (this.next.kind !== 'end') {
      throw this.unexpected();
    }
    return node;
  }

  private get next(): Token {
    return this.tokens[this.index];
  }

  private unexpected(): CelSyntaxError {
    const { kind, text, at } = this.next;
    return new CelSyntaxError(kind === 'end' ? 'the expression is incomplete' : `${JSON.stringify(text)} is not expected here`, at);
  }

  private take(text: string): boolean {
    const isNext = this.next.kind === 'symbol' && this.next.text === text;
    this.index += isNext ? 1 : 0;
    return isNext;
  }

  private expect(text: string): void {
    if (!this.take(text)) {
      throw this.unexpected();
    }
  }

  private expression(): CelNode {
    if (++this.depth > DEEPEST) {
      throw new CelSyntaxError(`the expression is nested deeper than ${DEEPEST} levels`, this.next.at);
    }
    const test = this.logical('||');
    let node = test;
    const { at } = this.next;
    if (this.take('?')) {
      const yes = this.logical('||');
      this.expect(':');
      node = { kind: 'condition', at, test, yes, no: this.expression() };
    }
    this.depth--;
    return node;
  }

  private logical(symbol: '||' | '&&'): CelNode {
    const operand = () => symbol === '||' ? this.logical('&&') : this.binary(0);
    const { at } = this.next;
    const parts = [operand()];
    while (this.take(symbol)) {
      parts.push(operand());
    }
    return parts.length === 1 ? parts[0] : { kind: symbol === '||' ? 'or' : 'and', at, parts };
  }

  private binary(level: number): CelNode {
    if (level === BINARY.length) {
      return this.unary();
    }
    let left = this.binary(level + 1);
    for (let steps = 0; ; steps++) {
      const { kind, text, at } = this.next;
      if (steps > LONGEST_CHAIN) {
        throw new CelSyntaxError(`the chain of operators has more than ${LONGEST_CHAIN} steps`, at);
      }
      if (kind !== 'symbol' || !BINARY[level].includes(text)) {
        return left;
      }
      this.index++;
      left = { kind: 'call', at, name: text, args: [left, this.binary(level + 1)] };
    }
  }

  /** As cel-go: an even number of signs is none. */
  private unary(): CelNode {
    const { at, text, kind } = this.next;
    if (kind !== 'symbol' || (text !== '!' && text !== '-')) {
      return this.member(this.primary());
    }
    let count = 0;
    while (this.take(text)) {
      count++;
    }
    if (text === '-' && count % 2 === 1) {
      return this.minus(at);
    }
    const start = this.next.at;
    const node = text === '!' && this.take('-') ? this.minus(start) : this.member(this.primary());
    return count % 2 === 0 ? node : { kind: 'call', at, name: '!', args: [node] };
  }

  /** A number after a minus is a literal: the smallest int has no positive one. */
  private minus(at: number): CelNode {
    const { kind, value } = this.next;
    const isNumber = kind === 'literal' && (typeof value === 'bigint' || typeof value === 'number');
    return isNumber ? this.negative(at, value) : { kind: 'call', at, name: 'neg', args: [this.member(this.primary())] };
  }

  private negative(at: number, value: bigint | number): CelNode {
    this.index++;
    return this.member({ kind: 'literal', at, value: -value });
  }

  private member(start: CelNode): CelNode {
    let node = start;
    for (let steps = 0; ; steps++) {
      const { at } = this.next;
      if (steps > LONGEST_CHAIN) {
        throw new CelSyntaxError(`the chain of fields has more than ${LONGEST_CHAIN} steps`, at);
      }
      if (this.take('.')) {
        const isOptional = this.take('?');
        const name = this.fieldName();
        node = !isOptional && this.take('(') ? this.methodCall(node, name, at) : field(node, name, at, isOptional);
      } else if (this.take('[')) {
        const isOptional = this.take('?');
        node = { kind: 'index', at, of: node, index: this.expression(), isOptional };
        this.expect(']');
      } else if (this.next.text === '{' && (node.kind === 'name' || node.kind === 'field')) {
        throw new CelSyntaxError('messages of protocol buffers are not read: write a value or a map of CEL instead', at);
      } else {
        return checkLiteral(node);
      }
    }
  }

  private fieldName(): string {
    const { kind, text, value } = this.next;
    if (kind !== 'name' && kind !== 'quotedName') {
      throw this.unexpected();
    }
    this.index++;
    return kind === 'quotedName' ? String(value) : text;
  }

  private primary(): CelNode {
    const { kind, text, value, at } = this.next;
    if (kind === 'literal') {
      this.index++;
      return { kind: 'literal', at, value };
    }
    if (kind === 'symbol') {
      return this.bracketed(at);
    }
    if (kind !== 'name' || isReserved(text)) {
      throw kind === 'name' ? new CelSyntaxError(`${JSON.stringify(text)} is a reserved word`, at) : this.unexpected();
    }
    this.index++;
    return this.take('(') ? this.functionCall(text, at) : { kind: 'name', at, name: text };
  }

  private bracketed(at: number): CelNode {
    if (this.take('(')) {
      const node = this.expression();
      this.expect(')');
      return node;
    }
    if (this.take('[')) {
      return { kind: 'list', at, items: this.list(']', () => this.item()) };
    }
    if (this.take('{')) {
      return { kind: 'map', at, entries: this.list('}', () => this.entry()) };
    }
    if (this.take('.')) {
      return this.primary();
    }
    throw this.unexpected();
  }

  private item(): ListItem {
    const isOptional = this.take('?');
    return { value: this.expression(), isOptional };
  }

  private entry(): MapEntry {
    const isOptional = this.take('?');
    const key = this.expression();
    this.expect(':');
    return { key, value: this.expression(), isOptional };
  }

  /** Items until a closing symbol. A comma after the last one is allowed, except after arguments. */
  private list<T>(end: ')' | ']' | '}', item: () => T): readonly T[] {
    const items: T[] = [];
    while (!this.take(end)) {
      items.push(item());
      if (!this.take(',')) {
        this.expect(end);
        break;
      }
      if (end === ')' && this.next.text === end) {
        throw this.unexpected();
      }
    }
    return items;
  }

  private functionCall(name: string, at: number): CelNode {
    const args = this.list(')', () => this.expression());
    const [tested] = args;
    if (name === 'has' && args.length === 1) {
      if (tested.kind !== 'field' || tested.isOptional) {
        throw new CelSyntaxError('has() takes a field, such as `has(object.spec)`', at);
      }
      return { ...tested, isTest: true };
    }
    return { kind: 'call', at, name, args };
  }

  private methodCall(target: CelNode, name: string, at: number): CelNode {
    const args = this.list(')', () => this.expression());
    const macro = LOOPS[`${name}/${args.length}`];
    if ((name === 'optMap' || name === 'optFlatMap') && args.length === 2) {
      return { kind: 'optMap', at, of: target, name: variable(args[0]), body: args[1], isFlat: name === 'optFlatMap' };
    }
    return macro ? { at, ...loop(macro, target, name, args) } : { kind: 'call', at, name, target, args };
  }
}

/** A field, or the name of a type, such as `google.protobuf.Duration`. */
function field(of: CelNode, name: string, at: number, isOptional: boolean): CelNode {
  const text = `${dottedText(of)}.${name}`;
  return TYPE_NAMES.includes(text) ? { kind: 'name', at, name: text } : { kind: 'field', at, of, name, isOptional };
}

function dottedText(node: CelNode): string {
  if (node.kind === 'name') {
    return node.name;
  }
  return node.kind === 'field' && node.of.kind === 'name' ? `${node.of.name}.${node.name}` : '';
}

function loop(macro: LoopMacro, over: CelNode, name: string, args: readonly CelNode[]): LoopNode {
  const isPair = name.startsWith('transform') || (args.length === 3 && name !== 'map');
  const names = args.slice(0, isPair ? 2 : 1).map(variable);
  const rest = args.slice(names.length);
  return { kind: 'loop', macro, over, names, filter: rest.length === 2 ? rest[0] : undefined, body: rest[rest.length - 1] };
}

function variable(node: CelNode): string {
  if (node.kind !== 'name') {
    throw new CelSyntaxError('a macro takes the name of a variable here', node.at);
  }
  return node.name;
}

/** 2 to the power of 63 exists only as a negative number. */
function checkLiteral(node: CelNode): CelNode {
  if (node.kind === 'literal' && typeof node.value === 'bigint' && node.value > 2n ** 63n - 1n) {
    throw new CelSyntaxError(`the number ${node.value} is too large`, node.at);
  }
  return node;
}
