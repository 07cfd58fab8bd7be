import { showProgram } from '../../formats/language/user-stack';

type Method = (...args: unknown[]) => unknown;
type Class = { readonly name: string; readonly prototype: any } & (new (...args: any[]) => object);

/** Replacements of methods; `next` calls the original. The object must be a constant, because it is also a key. */
export type Overrides = { readonly [method: string]: (target: any, next: () => unknown) => unknown };

/** The subclasses so far, by overrides and original class. */
const subclasses = new Map<Overrides, WeakMap<Class, Class>>();

/** The own method that an object had before, if any, and its replacement. */
interface Replaced {
  readonly own?: Method;
  readonly by: Method;
}

const replaced = new WeakMap<object, Map<string, Replaced>>();

/**
 * Overrides methods of a single object, and not of its class. A second call has no further effect, unless the object has got its own method
 * in the meantime, from a class field or the jsii kernel: then that method is overridden.
 *
 * An own property is not enough: the jsii kernel, which Python, Java, Go and .NET use, calls
 * `object.constructor.prototype[method]` and ignores it. So the object also gets its own `constructor`: a subclass
 * of its class with the same name, whose prototype has the methods. (Object.setPrototypeOf would do both at once,
 * but slows down every later use of the object.)
 *
 * A fixed method stays. The app calls it directly, and it reaches the original through the prototype.
 *
 * @throws if the object is frozen
 */
export function overrideMethods(target: object, overrides: Overrides): void {
  const known = getOrCreate(replaced, target, () => new Map<string, Replaced>());
  const isFirst = known.size === 0;
  for (const method of Object.keys(overrides)) {
    const own: Method | undefined = Object.getOwnPropertyDescriptor(target, method)?.value;
    if (isFixed(target, method)) {
      known.set(method, { own, by: own! });
    } else if (isFirst || own !== known.get(method)?.by) {
      checkExtensible(target);
      const by = own ? overriding(overrides[method], own) : subclassOf(target.constructor as Class, overrides).prototype[method];
      known.set(method, { own, by });
      hide(target, method, by);
    }
  }
  if (isFirst) {
    hide(target, 'constructor', subclassOf(target.constructor as Class, overrides));
  }
}

/** Whether a method comes from the jsii kernel, for a subclass in another language that overrides it. Such a method cannot be replaced. */
export function isFixed(target: object, method: string): boolean {
  return Object.isExtensible(target) && Object.getOwnPropertyDescriptor(target, method)?.configurable === false;
}

function checkExtensible(target: { readonly node?: { readonly path: string } }): void {
  if (!Object.isExtensible(target)) {
    throw new Error(`[${target.node?.path ?? ''}] is frozen, so its output cannot be checked: remove the `
      + 'call of Object.freeze, Object.seal or Object.preventExtensions');
  }
}

/** Whether an object still has the methods that `overrideMethods` gave it. */
export function isOverridden(target: object, overrides: Overrides): boolean {
  const known = replaced.get(target);
  return Object.keys(overrides).every((method) => known?.has(method)
    && known.get(method)?.by === Object.getOwnPropertyDescriptor(target, method)?.value);
}

/** The original method of an overridden object. */
export function originalMethod(target: object, method: string): Method {
  return replaced.get(target)?.get(method)?.own ?? Object.getPrototypeOf(target)[method];
}

/** The properties that an object and its prototypes define under a key, innermost first. */
export function definitionsOf(object: object, key: string): readonly PropertyDescriptor[] {
  const definitions: PropertyDescriptor[] = [];
  for (let owner = object; owner; owner = Object.getPrototypeOf(owner)) {
    const definition = Object.getOwnPropertyDescriptor(owner, key);
    definitions.push(...definition ? [definition] : []);
  }
  return definitions;
}

function subclassOf(original: Class, overrides: Overrides): Class {
  const made = getOrCreate(subclasses, overrides, () => new WeakMap<Class, Class>());
  return getOrCreate(made, original, () => makeSubclass(original, overrides));
}

function makeSubclass(original: Class, overrides: Overrides): Class {
  const subclass = class extends original {};
  Object.defineProperty(subclass, 'name', { value: original.name });
  for (const method of Object.keys(overrides)) {
    hide(subclass.prototype, method, overriding(overrides[method], original.prototype[method]));
  }
  return subclass;
}

function overriding(override: Overrides[string], method: Method) {
  return function (this: object, ...args: unknown[]) {
    try {
      return override(this, () => method.apply(this, args));
    } catch (error) {
      showProgram(error);
      throw error;
    }
  };
}

function hide(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: false, configurable: true, writable: true });
}

function getOrCreate<K, V>(map: { get(key: K): V | undefined; set(key: K, value: V): unknown }, key: K, create: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = create();
    map.set(key, value);
  }
  return value;
}
