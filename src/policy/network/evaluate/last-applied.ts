import { append } from '../../../formats/manifest/group-by';
import { asObject, asString, JsonObject } from '../../../formats/manifest/json';

/** Values for objects of one kind, by place and name. Of two objects with the same name, the last one wins, as with `kubectl apply`. */
export class LastApplied<T> {
  private readonly known = new Map<string, { readonly place: string; readonly value: T }>();
  private groups?: ReadonlyMap<string, readonly T[]>;

  /** An object without a name, for example with `generateName`, does not replace another. */
  public add({ metadata }: JsonObject, place: string, value: T): void {
    const key = asString(asObject(metadata).name) || this.known.size;
    this.known.set(JSON.stringify([place, key]), { place, value });
    this.groups = undefined;
  }

  public get all(): readonly T[] {
    return [...this.known.values()].map(({ value }) => value);
  }

  public at(place: string): readonly T[] {
    this.groups ??= this.grouped();
    return this.groups.get(place) ?? NONE;
  }

  private grouped(): ReadonlyMap<string, readonly T[]> {
    const groups = new Map<string, T[]>();
    this.known.forEach(({ place, value }) => append(groups, place, [value]));
    return groups;
  }
}

const NONE: readonly never[] = Object.freeze([]);
