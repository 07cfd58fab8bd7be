type Class = { readonly name: string; readonly prototype: any } & (new (...args: any[]) => object);

/** What runs instead of each method; `next` runs the method that was there. A constant: it is also a key. */
export type Overrides = { readonly [method: string]: (target: any, next: () => unknown) => unknown };

/** The subclasses made so far, by set of overrides and original class. */
const subclasses = new Map<Overrides, WeakMap<Class, Class>>();
/** The objects that have a set of overrides already. */
const overridden = new Map<Overrides, WeakSet<object>>();

/**
 * Overrides methods of one object, without touching its class. Doing it twice is doing it once.
 *
 * An own property alone is not enough: the jsii kernel, through which Python, Java, Go and .NET come, calls
 * `object.constructor.prototype[method]` and walks past it. So the object gets a `constructor` of its own too: a subclass
 * of its class, with the same name, whose prototype carries the methods. (Object.setPrototypeOf would do both at once,
 * but slows down every later use of the object.)
 */
export function overrideMethods(target: object, overrides: Overrides): void {
  const done = getOrCreate(overridden, overrides, () => new WeakSet<object>());
  if (done.has(target)) {
    return;
  }
  done.add(target);
  const original = target.constructor as Class;
  const made = getOrCreate(subclasses, overrides, () => new WeakMap<Class, Class>());
  const subclass = getOrCreate(made, original, () => subclassOf(original, overrides));
  for (const method of Object.keys(overrides)) {
    const own = Object.getOwnPropertyDescriptor(target, method)?.value;
    hide(target, method, own ? overriding(overrides[method], own) : subclass.prototype[method]);
  }
  hide(target, 'constructor', subclass);
}

function subclassOf(original: Class, overrides: Overrides): Class {
  const subclass = class extends original {};
  Object.defineProperty(subclass, 'name', { value: original.name });
  for (const method of Object.keys(overrides)) {
    hide(subclass.prototype, method, overriding(overrides[method], original.prototype[method]));
  }
  return subclass;
}

function overriding(override: Overrides[string], method: (...args: unknown[]) => unknown) {
  return function (this: object, ...args: unknown[]) {
    return override(this, () => method.apply(this, args));
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
