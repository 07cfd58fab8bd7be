import { canBeOne } from './place';
import { asObject, asString, JsonObject } from '../../formats/manifest/json';

/** The names of objects, each with its places, and whether all objects of that name at a place have a property. */
export class NamesByPlace {
  private readonly names = new Map<string, Map<string, boolean>>();

  /** Two objects with one name at one place have the property only if both do: one of them may be in another namespace. */
  public add({ metadata }: JsonObject, place: string, hasProperty: boolean): void {
    const name = asString(asObject(metadata).name);
    if (name !== undefined) {
      const places = this.names.get(name) ?? new Map<string, boolean>();
      this.names.set(name, places.set(place, hasProperty && places.get(place) !== false));
    }
  }

  /** Whether all objects of the name at the place have the property; undefined if there are none. */
  public get(name: string, place: string): boolean | undefined {
    return this.names.get(name)?.get(place);
  }

  /** Whether an object of the name can be at the place: a manifest without a namespace can be applied to any. */
  public canHave(name: string, place: string): boolean {
    return [...this.names.get(name)?.keys() ?? []].some((other) => canBeOne(other, place));
  }
}
