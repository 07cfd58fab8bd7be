import { Slot } from './nodes';
import { Added } from './slots';
import { JsonObject } from '../../manifest/json';

/** The places for new keys. If the keys of the object are sorted, each goes to its position in the alphabet, otherwise to the end. */
export function placeKeys(keys: readonly string[], object: JsonObject, slots: readonly Slot[], kept: readonly Slot[]): Added[] {
  const isSorted = slots.every(({ name }, index) => name !== undefined && (index === 0 || slots[index - 1].name! <= name));
  const places = new Places(kept);
  for (const key of isSorted ? [...keys].sort() : keys) {
    const previous = isSorted ? kept.filter(({ name }) => name! < key).pop() : kept[kept.length - 1];
    places.add(previous, { key, value: object[key] });
  }
  return places.list();
}

/** The places for items without a partner among the existing items. */
export function placeItems(after: readonly unknown[], slots: readonly Slot[], partners: ReadonlyMap<number, number>): Added[] {
  const kept = slots.filter((_, index) => partners.has(index));
  const keptAt = new Map([...partners].map(([index, partner]) => [partner, slots[index]]));
  const places = new Places(kept);
  let previous: Slot | undefined;
  for (const [index, value] of after.entries()) {
    const slot = keptAt.get(index);
    if (slot) {
      previous = slot;
    } else {
      places.add(previous, { value });
    }
  }
  return places.list();
}

class Places {
  private readonly values = new Map<Slot | undefined, Added['values']>();

  public constructor(private readonly kept: readonly Slot[]) {}

  public add(previous: Slot | undefined, value: Added['values'][number]): void {
    const values = this.values.get(previous);
    if (values) {
      values.push(value);
    } else {
      this.values.set(previous, [value]);
    }
  }

  public list(): Added[] {
    return [...this.values].map(([previous, values]) => {
      const index = previous ? this.kept.indexOf(previous) + 1 : 0;
      return { values, previous, next: this.kept[index] };
    });
  }
}
