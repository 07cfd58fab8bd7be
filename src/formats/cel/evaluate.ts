import { FUNCTIONS } from './functions';
import { callOverload } from './functions/define';
import { Meter } from './meter';
import { LoopNode, CelNode } from './syntax';
import { CelError, CelMap, Key, numberOf, Optional, TypeName, Uint } from './values';

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
      default: {
        const of = this.optional(this.value(node.of, scope));
        if (!of.hasValue) {
          return Optional.NONE;
        }
        const value = this.value(node.body, new Map([...scope, [node.name, of.value]]));
        return node.isFlat ? this.optional(value) : new Optional(value);
      }
    }
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
    const of = this.value(node.of, scope);
    const { name, isOptional, isTest } = node;
    this.meter.charge(isTest ? 0 : 1);
    if (of instanceof LazyFields) {
      if (isTest) {
        return of.fields.has(name);
      }
      return isOptional ? new Optional(of.fields.get(name)!.value) : of.fields.get(name)!.value;
    }
    if (isTest) {
      return this.has(of, name);
    }
    return this.select(of, name, isOptional);
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

  /** A field of a map, or an item of a list. Of an optional value it is optional. */
  private select(of: unknown, key: unknown, isOptional = false): unknown {
    if (of instanceof Optional) {
      return of.hasValue ? this.optionally(of.value, key) : of;
    }
    return isOptional ? this.optionally(of, key) : this.strictly(of, key);
  }

  private optionally(of: unknown, key: unknown): Optional {
    if (of instanceof CelMap) {
      return of.has(key) ? new Optional(of.get(key)) : Optional.NONE;
    }
    const index = Array.isArray(of) ? indexOf(key) : undefined;
    if (index === undefined) {
      throw new CelError('no such overload');
    }
    const { length } = of as readonly unknown[];
    return index >= 0 && index < length ? new Optional((of as readonly unknown[])[index]) : Optional.NONE;
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
    const of = this.value(node.of, scope);
    const key = this.value(node.index, scope);
    this.meter.charge(1);
    return this.select(of, key, node.isOptional);
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
    return distinctMap(found);
  }

  private call(node: CelNode & { kind: 'call' }, scope: Scope): unknown {
    const { name, target, args } = node;
    const space = namespaceOf(target, scope);
    const qualified = space === undefined ? undefined : `${space}.${name}`;
    if (target && (name === 'or' || name === 'orValue') && args.length === 1) {
      const optional = this.optional(this.value(target, scope));
      this.meter.charge(1);
      if (optional.hasValue) {
        return name === 'or' ? optional : optional.value;
      }
      const otherwise = this.value(args[0], scope);
      return name === 'or' ? this.optional(otherwise) : otherwise;
    }
    if (qualified !== undefined && FUNCTIONS.has(qualified)) {
      return callOverload(FUNCTIONS.get(qualified)!, args.map((arg) => this.value(arg, scope)), this.meter);
    }
    const values = [...target ? [target] : [], ...args].map((arg) => this.value(arg, scope));
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
    for (const pair of pairs) {
      this.meter.charge(1);
      count += this.boolean(node.body, inner(scope, node.names, pair)) ? 1 : 0;
    }
    return count === 1;
  }

  private collected({ macro, names, filter, body }: LoopNode, pairs: Pairs, scope: Scope): readonly unknown[] {
    const found: unknown[] = [];
    for (const pair of pairs) {
      const here = inner(scope, names, pair);
      this.meter.charge(1);
      if (filter === undefined || this.boolean(filter, here)) {
        const value = macro === 'map' ? this.value(body, here) : this.boolean(body, here);
        if (macro === 'map' || value === true) {
          this.meter.charge(12);
          found.push(macro === 'map' ? value : pair[0]);
        }
      }
    }
    return found;
  }

  private sorted(node: LoopNode, over: unknown, pairs: Pairs, scope: Scope): unknown {
    this.meter.charge(10);
    const keys = this.collected({ ...node, macro: 'map' }, pairs, scope);
    return callOverload(FUNCTIONS.get('@sortBy')!, [over, keys], this.meter);
  }

  private transformed({ macro, names, filter, body }: LoopNode, pairs: Pairs, scope: Scope): CelMap {
    const entries: (readonly [Key, unknown])[] = [];
    for (const pair of pairs) {
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
    }
    return distinctMap(entries);
  }
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
