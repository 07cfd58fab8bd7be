import { withMore } from '../../formats/manifest/first-of';
import { PartialObject } from '../../formats/manifest/partial-object';

/** How many places a remark names. */
const MAX_NAMES = 3;

const HINTS: { readonly [sort in PartialObject['is']]: string } = {
  patch: 'is only a part of an object, such as a patch, and was not changed: harden what it is a part of, such as `kustomize build FOLDER | cdk8s-hardened harden -`',
  template: 'is a template, and was not changed: harden what it renders to, such as `helm template NAME CHART | cdk8s-hardened harden -`',
};

/** The objects that hardening did not change, because they are incomplete. A folder can have more of them than should stay in memory. */
export class LeftAlone {
  private readonly found = new Map<PartialObject['is'], { readonly places: string[]; count: number }>();

  public add({ is, reason }: PartialObject, place: string): void {
    const entry = this.found.get(is) ?? { places: [], count: 0 };
    this.found.set(is, entry);
    entry.count++;
    if (entry.places.length < MAX_NAMES) {
      entry.places.push(`${place} (${reason})`);
    }
  }

  public remarks(): readonly string[] {
    return [...this.found].map(([sort, { places, count }]) => `${withMore(places, count - places.length)}: ${HINTS[sort]}`);
  }
}
