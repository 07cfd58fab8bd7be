import { canBeOne } from './place';
import { asObject, asString, JsonObject } from '../../formats/manifest/json';

/** The names of objects with their places, and whether all objects of a name at a place have a property. */
export class NamesByPlace {
  private readonly names = new Map<string, Map<string, boolean>>();

  /** If two objects have one name at one place, both must have the property, because either can be in another namespace. */
  public add({ metadata }: JsonObject, place: string, hasProperty: boolean): void {
    const name = asString(asObject(metadata).name);
    if (name !== undefined) {
      const places = this.names.get(name) ?? new Map<string, boolean>();
      this.names.set(name, places.set(place, hasProperty && places.get(place) !== false));
    }
  }

  /** Whether all objects with the name at the place have the property; undefined if there are none. */
  public get(name: string, place: string): boolean | undefined {
    return this.names.get(name)?.get(place);
  }

  /** Whether an object with the name can be at the place. A manifest without a namespace can be applied to any namespace. */
  public canHave(name: string, place: string): boolean {
    return [...this.names.get(name)?.keys() ?? []].some((other) => canBeOne(other, place));
  }
}
