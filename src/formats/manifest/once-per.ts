/** A function that computes its result once for each argument. The result is kept as long as the argument is in use. */
export function oncePer<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const kept = new WeakMap<K, V>();
  return (key) => {
    let value = kept.get(key);
    if (value === undefined && !kept.has(key)) {
      value = compute(key);
      kept.set(key, value);
    }
    return value as V;
  };
}
