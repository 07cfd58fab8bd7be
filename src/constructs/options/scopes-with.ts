import { IConstruct } from 'constructs';

/** The values known for the scopes of a construct, from the root inwards. Called for every object of an app, and most scopes have none. */
export function scopesWith<T>(known: WeakMap<IConstruct, T>, construct: IConstruct): readonly T[] {
  const found: T[] = [];
  for (let scope: IConstruct | undefined = construct; scope; scope = scope.node.scope) {
    const own = known.get(scope);
    if (own) {
      found.unshift(own);
    }
  }
  return found;
}
