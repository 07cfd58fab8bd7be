import { namesAt } from './service-accounts';

/** The PersistentVolumeClaims of the input. A claim is that of a pod where both are at the same place. */
export class Claims {
  private readonly names = new Map<string, Set<string>>();
  /** Those that one node mounts at a time. One that is there twice, and once for several nodes, is not. */
  private readonly singleNode = new Map<string, Set<string>>();

  public learn(name: string, isOfOneNode: boolean, place: string): void {
    const known = namesAt(this.names, place);
    if (!isOfOneNode) {
      this.singleNode.get(place)?.delete(name);
    } else if (!known.has(name)) {
      namesAt(this.singleNode, place).add(name);
    }
    known.add(name);
  }

  /** The names of the claims at a place; undefined if there are none. */
  public at(place: string): ReadonlySet<string> | undefined {
    return this.names.get(place);
  }

  /** Those of them that one node mounts at a time. */
  public singleNodeAt(place: string): ReadonlySet<string> | undefined {
    return this.singleNode.get(place);
  }
}
