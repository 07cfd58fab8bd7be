import { Collector, Fact } from './fact';
import { NamesByPlace } from './names-by-place';
import { isOfOneNode } from '../../formats/manifest/claims';
import { JsonObject } from '../../formats/manifest/json';

/** The PersistentVolumeClaims in the namespace of an object. */
export interface Claims {
  /** Whether the input creates a claim. Then fsGroup may change the files on its volume. */
  readonly isCreated: (name: string) => boolean;
  /** Whether only one node at a time can mount a claim. */
  readonly isForOneNode: (name: string) => boolean;
}

class ClaimCollector implements Collector<Claims> {
  /** Names of claims, with the property that only one node at a time can mount them. */
  private readonly names = new NamesByPlace();

  public add(claim: JsonObject, place: string): void {
    this.names.add(claim, place, isOfOneNode(claim));
  }

  public at(place: string): Claims {
    return {
      isCreated: (name) => this.names.get(name, place) !== undefined,
      isForOneNode: (name) => this.names.get(name, place) === true,
    };
  }
}

export const claims: Fact<Claims> = {
  isIn: (kind) => kind === '/PersistentVolumeClaim',
  text: /\bPersistentVolumeClaim\b/,
  collector: () => new ClaimCollector(),
};
