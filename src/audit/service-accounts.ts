/**
 * The service accounts of the input that mount no token: a pod that says nothing itself does as its account says. An account is that of a
 * pod where both are at the same place.
 */
export class ServiceAccounts {
  /** The names of accounts by place. One that is there twice, and mounts a token once, mounts one. */
  private readonly withoutToken = new Map<string, Set<string>>();
  private readonly withToken = new Map<string, Set<string>>();

  public learn(name: string, mountsToken: boolean, place: string): void {
    if (mountsToken) {
      namesAt(this.withToken, place).add(name);
      this.withoutToken.get(place)?.delete(name);
    } else if (!this.withToken.get(place)?.has(name)) {
      namesAt(this.withoutToken, place).add(name);
    }
  }

  /** The names of the accounts at a place that mount no token; undefined if there are none. */
  public withoutTokenAt(place: string): ReadonlySet<string> | undefined {
    return this.withoutToken.get(place);
  }
}

/** The set of names at a place, which is made if there is none. */
export function namesAt(names: Map<string, Set<string>>, place: string): Set<string> {
  const known = names.get(place) ?? new Set();
  names.set(place, known);
  return known;
}
