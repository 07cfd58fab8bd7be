interface Kept<T> {
  readonly rank: number;
  readonly group: string;
  readonly item: T;
}

/** The items with the lowest ranks, and how many others each group has. Its size does not depend on the number of items. */
export class Worst<T> {
  private items: Kept<T>[] = [];
  /** Items with this rank or a higher one are only counted. */
  private limit = Infinity;
  private readonly more = new Map<string, number>();

  constructor(private readonly most: number) {}

  /** @param make makes the item, unless it is only counted */
  public add(rank: number, group: string, make: () => T): void {
    if (rank >= this.limit) {
      this.count(group);
      return;
    }
    this.items.push({ rank, group, item: make() });
    if (this.items.length >= 2 * this.most) {
      this.cut();
    }
  }

  /** The kept items in the order in which they came. */
  public get kept(): readonly T[] {
    this.cut();
    return this.items.map(({ item }) => item);
  }

  /** The groups with items that are only counted, the highest number first. */
  public get counted(): readonly (readonly [group: string, count: number])[] {
    this.cut();
    return [...this.more].sort(([, one], [, other]) => other - one);
  }

  private cut(): void {
    const { items, most } = this;
    if (items.length > most) {
      const kept = new Set([...items].sort((one, other) => one.rank - other.rank).slice(0, most));
      items.filter((each) => !kept.has(each)).forEach(({ group }) => this.count(group));
      this.items = items.filter((each) => kept.has(each));
      this.limit = Math.max(...this.items.map(({ rank }) => rank));
    }
  }

  private count(group: string): void {
    this.more.set(group, (this.more.get(group) ?? 0) + 1);
  }
}
