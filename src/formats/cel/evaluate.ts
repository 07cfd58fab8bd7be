import { FUNCTIONS } from './functions';
import { callOverload } from './functions/define';
import { Meter } from './meter';
import { LoopNode, CelNode } from './syntax';
import { CelError, CelMap, Key, numberOf, Optional, TypeName, typeNameOf, Uint } from './values';

/** The values of names. A function is called when its name is first read. */
export type Scope = ReadonlyMap<string, unknown>;

/** A value that is computed when it is first read, and then kept. */
export class Lazy {
  private result?: { readonly value: unknown } | { readonly error: unknown };

  constructor(private readonly compute: () => unknown) {}

  /** @throws the error of the computation, each time */
  public get value(): unknown {
    this.result ??= resultOf(this.compute);
    if ('error' in this.result) {
      throw this.result.error;
    }
    return this.result.value;
  }
}

function resultOf(compute: () => unknown): { readonly value: unknown } | { readonly error: unknown } {
  try {
    return { value: compute() };
  } catch (error) {
    return { error };
  }
}

/** A map whose values are lazy: `variables`. */
export class LazyFields {
  constructor(public readonly fields: ReadonlyMap<string, Lazy>) {}
}

/**
 * The value of an expression.
 *
 * @throws CelError as the API server, or CostError beyond the limit of the meter
 */
export function evaluateCel(node: CelNode, scope: Scope, meter: Meter): unknown {
  return new Evaluation(meter).value(node, scope);
}

class Evaluation {
  constructor(private readonly meter: Meter) {}

  public value(node: CelNode, scope: Scope): unknown {
    switch (node.kind) {
      case 'literal': return node.value;
      case 'name': return this.name(node.name, scope);
      case 'field': return this.field(node, scope);
      case 'index': return this.index(node, scope);
      case 'list': return this.list(node, scope);
      case 'map': return this.map(node, scope);
      case 'and': case 'or': return this.logic(node.parts, scope, node.kind === 'or');
      case 'condition': return this.value(this.boolean(node.test, scope) ? node.yes : node.no, scope);
      case 'call': return this.call(node, scope);
      case 'loop': return this.loop(node, scope);
      default: return this.optMap(node, scope);
    }
  }

  /** cel-go evaluates the optional value twice: `x.hasValue() ? optional.of(x.value()...) : optional.none()`. */
  private optMap(node: CelNode & { kind: 'optMap' }, scope: Scope): Optional {
    const { spent } = this.meter;
    const of = this.optional(this.value(node.of, scope));
    this.meter.charge(2);
    if (!of.hasValue) {
      return Optional.NONE;
    }
    this.meter.charge(this.meter.spent - spent);
    const value = this.value(node.body, new Map([...scope, [node.name, of.value]]));
    return node.isFlat ? this.optional(value) : new Optional(value);
  }

  /**
   * The value of a part of a chain. In cel-go a part that fails does not end the chain, so that the rest of it costs as much.
   *
   * @param cost of the steps around it if this one fails
   */
  private part(node: CelNode, scope: Scope, cost = FAILED_STEP): unknown {
    try {
      return this.value(node, scope);
    } catch (error) {
      this.meter.charge(cost);
      throw error;
    }
  }

  /** The values of arguments. As in cel-go, those behind one that fails count as well. */
  private parts(nodes: readonly CelNode[], scope: Scope): readonly unknown[] {
    let failure: unknown;
    const values = nodes.map((node) => {
      try {
        return this.part(node, scope, failure === undefined ? FAILED_STEP : 0);
      } catch (error) {
        failure ??= absorbed(error);
        return undefined;
      }
    });
    if (failure !== undefined) {
      throw failure;
    }
    return values;
  }

  private optional(value: unknown): Optional {
    if (!(value instanceof Optional)) {
      throw new CelError('no such overload');
    }
    return value;
  }

  private name(name: string, scope: Scope): unknown {
    this.meter.charge(1);
    if (scope.has(name)) {
      const value = scope.get(name);
      return value instanceof Lazy ? value.value : value;
    }
    return new TypeName(name);
  }

  private boolean(node: CelNode, scope: Scope): boolean {
    const value = this.value(node, scope);
    if (typeof value !== 'boolean') {
      throw new CelError('no such overload');
    }
    return value;
  }

  /** `&&` and `||`: one part may fail if another decides. */
  private logic(parts: readonly CelNode[], scope: Scope, decides: boolean): boolean {
    let failure: unknown;
    for (const part of parts) {
      try {
        if (this.boolean(part, scope) === decides) {
          return decides;
        }
      } catch (error) {
        failure ??= absorbed(error);
      }
    }
    if (failure !== undefined) {
      throw failure;
    }
    return !decides;
  }

  private field(node: CelNode & { kind: 'field' }, scope: Scope): unknown {
    const of = this.part(node.of, scope);
    const { name, isOptional, isTest } = node;
    this.meter.charge(isTest ? 0 : stepCost(node.of));
    if (of instanceof LazyFields) {
      if (isTest) {
        return of.fields.has(name);
      }
      return isOptional ? new Optional(of.fields.get(name)!.value) : of.fields.get(name)!.value;
    }
    if (isTest) {
      return isInner(of, node.of) ? false : this.has(of, name);
    }
    return this.select(of, node.of, name, isOptional);
  }

  private has(of: unknown, name: string): boolean {
    const map = of instanceof Optional && of.hasValue ? of.value : of;
    if (map instanceof CelMap) {
      return map.has(name);
    }
    if (of instanceof Optional) {
      return false;
    }
    throw new CelError('no such overload');
  }

  /** A field of a map, or an item of a list. Of an optional value it is optional, but not of one in a map or a list. */
  private select(of: unknown, node: CelNode, key: unknown, isOptional = false): unknown {
    if (isInner(of, node)) {
      throw new CelError(`no such key: ${keyText(key)}`);
    }
    if (of instanceof Optional) {
      return of.hasValue ? this.optionally(of.value, key) : of;
    }
    return isOptional ? this.optionally(of, key) : this.strictly(of, key);
  }

  private optionally(of: unknown, key: unknown): Optional {
    if (of instanceof CelMap) {
      return of.has(key) ? new Optional(of.get(key)) : Optional.NONE;
    }
    if (!Array.isArray(of)) {
      return Optional.NONE;
    }
    const list: readonly unknown[] = of;
    const index = indexOf(key);
    if (index === undefined) {
      throw new CelError(`unsupported index type '${typeNameOf(key)}' in list`);
    }
    return index >= 0 && index < list.length ? new Optional(list[index]) : Optional.NONE;
  }

  private strictly(of: unknown, key: unknown): unknown {
    if (of instanceof CelMap) {
      if (!of.has(key)) {
        throw new CelError(`no such key: ${keyText(key)}`);
      }
      return of.get(key);
    }
    const index = Array.isArray(of) ? indexOf(key) : undefined;
    if (index === undefined) {
      throw new CelError('no such overload');
    }
    if (index < 0 || index >= (of as readonly unknown[]).length) {
      throw new CelError(`index out of bounds: ${index}`);
    }
    return (of as readonly unknown[])[index];
  }

  private index(node: CelNode & { kind: 'index' }, scope: Scope): unknown {
    const [of, key] = this.parts([node.of, node.index], scope);
    this.meter.charge(stepCost(node.of));
    return this.select(of, node.of, key, node.isOptional);
  }

  private list({ items }: CelNode & { kind: 'list' }, scope: Scope): readonly unknown[] {
    this.meter.charge(10);
    return items.flatMap(({ value: item, isOptional }) => {
      const value = this.value(item, scope);
      if (!isOptional) {
        return [value];
      }
      const optional = this.optional(value);
      return optional.hasValue ? [optional.value] : [];
    });
  }

  private map({ entries }: CelNode & { kind: 'map' }, scope: Scope): CelMap {
    this.meter.charge(30);
    const found = entries.flatMap(({ key, value: item, isOptional }): readonly (readonly [Key, unknown])[] => {
      const name = keyOf(this.value(key, scope));
      const value = this.value(item, scope);
      if (!isOptional) {
        return [[name, value]];
      }
      const optional = this.optional(value);
      return optional.hasValue ? [[name, optional.value]] : [];
    });
    return new CelMap(found);
  }

  private call(node: CelNode & { kind: 'call' }, scope: Scope): unknown {
    const { name, target, args } = node;
    const [, list] = args;
    if (name === 'in' && !target && list.kind === 'list' && list.items.length === 0) {
      return false; // As cel-go, which does not evaluate the item then.
    }
    const space = namespaceOf(target, scope);
    const qualified = space === undefined ? undefined : `${space}.${name}`;
    if (target && (name === 'or' || name === 'orValue') && args.length === 1) {
      const optional = this.optional(this.part(target, scope));
      this.meter.charge(1);
      if (optional.hasValue) {
        return name === 'or' ? optional : optional.value;
      }
      const otherwise = this.value(args[0], scope);
      return name === 'or' ? this.optional(otherwise) : otherwise;
    }
    if (qualified !== undefined && FUNCTIONS.has(qualified)) {
      return callOverload(FUNCTIONS.get(qualified)!, this.parts(args, scope), this.meter);
    }
    const values = this.parts([...target ? [target] : [], ...args], scope);
    return callOverload(FUNCTIONS.get(target ? `.${name}` : name) ?? [], values, this.meter);
  }

  private loop(node: LoopNode, scope: Scope): unknown {
    const { macro } = node;
    const over = this.value(node.over, scope);
    const pairs = pairsOf(over, node.names.length);
    switch (macro) {
      case 'all': return this.quantified(node, pairs, scope, false);
      case 'exists': return this.quantified(node, pairs, scope, true);
      case 'existsOne': return this.counted(node, pairs, scope);
      case 'map': case 'filter': return this.collected(node, pairs, scope);
      case 'sortBy': return this.sorted(node, over, pairs, scope);
      default: return this.transformed(node, pairs, scope);
    }
  }

  private quantified(node: LoopNode, pairs: Pairs, scope: Scope, decides: boolean): boolean {
    let failure: unknown;
    this.meter.charge(4); // The result, and the condition that ends the loop.
    for (const pair of pairs) {
      this.meter.charge(decides ? 5 : 4);
      try {
        if (this.boolean(node.body, inner(scope, node.names, pair)) === decides) {
          return decides;
        }
      } catch (error) {
        failure ??= absorbed(error);
      }
    }
    if (failure !== undefined) {
      throw failure;
    }
    return !decides;
  }

  private counted(node: LoopNode, pairs: Pairs, scope: Scope): boolean {
    let count = 0;
    this.meter.charge(2);
    this.each(pairs, (pair) => {
      this.meter.charge(2);
      count += this.boolean(node.body, inner(scope, node.names, pair)) ? 1 : 0;
    });
    return count === 1;
  }

  /** Work for each turn of a loop. As in cel-go, a turn that fails does not end the loop, so that all turns cost. */
  private each(pairs: Pairs, work: (pair: readonly unknown[]) => void): void {
    let failure: unknown;
    for (const pair of pairs) {
      try {
        work(pair);
      } catch (error) {
        failure ??= absorbed(error);
        this.meter.charge(FAILED_STEP);
      }
    }
    if (failure !== undefined) {
      throw failure;
    }
  }

  private collected({ macro, names, filter, body }: LoopNode, pairs: Pairs, scope: Scope): readonly unknown[] {
    const found: unknown[] = [];
    this.meter.charge(1);
    this.each(pairs, (pair) => {
      const here = inner(scope, names, pair);
      this.meter.charge(1);
      if (filter === undefined || this.boolean(filter, here)) {
        const value = macro === 'map' ? this.value(body, here) : this.boolean(body, here);
        if (macro === 'map' || value === true) {
          this.meter.charge(12);
          found.push(macro === 'map' ? value : pair[0]);
        }
      }
    });
    return found;
  }

  private sorted(node: LoopNode, over: unknown, pairs: Pairs, scope: Scope): unknown {
    this.meter.charge(10);
    const keys = this.collected({ ...node, macro: 'map' }, pairs, scope);
    return callOverload(FUNCTIONS.get('@sortBy')!, [over, keys], this.meter);
  }

  private transformed({ macro, names, filter, body }: LoopNode, pairs: Pairs, scope: Scope): CelMap {
    const entries: (readonly [Key, unknown])[] = [];
    this.each(pairs, (pair) => {
      const here = inner(scope, names, pair);
      this.meter.charge(32);
      if (filter === undefined || this.boolean(filter, here)) {
        const value = this.value(body, here);
        if (macro === 'transformMap') {
          entries.push([keyOf(pair[0]), value]);
        } else if (value instanceof CelMap) {
          entries.push(...value.entries());
        } else {
          throw new CelError('no such overload');
        }
      }
    });
    return distinctMap(entries);
  }
}

/** At least the cost of a step or a turn of a loop that gets an error instead of a value. */
const FAILED_STEP = 12;

/** The cost of a field or an index: one more if the value is not from a variable. */
function stepCost(of: CelNode): number {
  return ['name', 'field', 'index'].includes(of.kind) ? 1 : 2;
}

/** Whether an optional value is in a list or a map of the expression: then its fields are not optional. */
function isInner(value: unknown, node: CelNode): boolean {
  let each = node;
  while ((each.kind === 'field' || each.kind === 'index') && !each.isOptional) {
    each = each.of;
  }
  return value instanceof Optional && (each.kind === 'list' || each.kind === 'map');
}

/** The variables of one turn of a loop: an item, or an index or a key and its value. */
type Pairs = readonly (readonly unknown[])[];

function pairsOf(over: unknown, count: number): Pairs {
  if (Array.isArray(over)) {
    return over.map((item, index) => count === 1 ? [item] : [BigInt(index), item]);
  }
  if (over instanceof CelMap) {
    return over.entries().map(([key, value]) => count === 1 ? [key] : [key, value]);
  }
  throw new CelError('no such overload');
}

function inner(scope: Scope, names: readonly string[], pair: readonly unknown[]): Scope {
  const here = new Map(scope);
  names.forEach((name, index) => here.set(name, pair[index]));
  return here;
}

/** @returns the error if the other side of `&&` or `||` may decide instead */
function absorbed(error: unknown): unknown {
  if (!(error instanceof CelError)) {
    throw error;
  }
  return error;
}

function namespaceOf(target: CelNode | undefined, scope: Scope): string | undefined {
  return target?.kind === 'name' && !scope.has(target.name) ? target.name : undefined;
}

function indexOf(key: unknown): number | undefined {
  const number = numberOf(key);
  if (number === undefined || (typeof number === 'number' && !Number.isInteger(number))) {
    return undefined;
  }
  return Number(number);
}

function keyOf(value: unknown): Key {
  if (typeof value === 'string' || typeof value === 'bigint' || typeof value === 'boolean' || value instanceof Uint) {
    return value;
  }
  throw new CelError('unsupported key type');
}

function keyText(key: unknown): string {
  return key instanceof Uint ? String(key.value) : String(key);
}

function distinctMap(entries: readonly (readonly [Key, unknown])[]): CelMap {
  const map = new CelMap(entries);
  if (map.size < entries.length) {
    throw new CelError('Failed with repeated key');
  }
  return map;
}
