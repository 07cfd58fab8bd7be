import { mergeAll } from './edited-anchors';
import { Slot } from './nodes';
import { isObject, isSameJson, JsonObject } from '../../manifest/json';

/** The merges `<<` of an object after an edit, and whether they still can stand there. */
export class Merges {
  public readonly slots: Slot[] = [];
  public readonly own = new Set<string>();
  private readonly given: JsonObject = Object.create(null);
  /** Whether every merge is of objects, and none brings in a key that is above it. */
  private isSound = true;

  public add(slot: Slot, source: { readonly value: unknown } | undefined): void {
    this.slots.push(slot);
    const sources = [source?.value].flat();
    const fields = mergeAll(sources);
    this.isSound &&= sources.every(isObject) && Object.keys(fields).every((key) => !this.own.has(key) && !(key in this.given));
    Object.assign(this.given, fields);
  }

  public addOwn(key: string): void {
    this.own.add(key);
  }

  /** Whether the merges can stay, in an object that becomes this one. */
  public lead(after: JsonObject): boolean {
    return this.isSound && Object.keys(this.given).every((key) => Object.hasOwn(after, key));
  }

  /** Whether a field comes from them. */
  public give(key: string, value: unknown): boolean {
    return key in this.given && isSameJson(this.given[key], value);
  }
}
