import { firstOf } from '../../formats/manifest/first-of';

/** How many warnings of one chart or kustomization are printed: it decides how much Helm has to say about it. */
const MOST_WARNINGS = 5;
const LONGEST_WARNING = 300;
/** How many charts and kustomizations a line names. */
const MOST_NAMES = 3;

/** The warnings of all renderings, each once. */
export class Warnings {
  private readonly names = new Map<string, string[]>();

  /** @param name of the chart or the kustomization */
  public add(name: string, warnings: readonly string[]): void {
    const distinct = [...new Set(warnings.map((line) => line.slice(0, LONGEST_WARNING)))];
    for (const line of distinct.slice(0, MOST_WARNINGS)) {
      this.names.set(line, [...this.names.get(line) ?? [], name]);
    }
    if (distinct.length > MOST_WARNINGS) {
      this.names.set(`${distinct.length - MOST_WARNINGS} more warnings`, [name]);
    }
  }

  public lines(): readonly string[] {
    return [...this.names].map(([line, names]) => `${firstOf(names, MOST_NAMES)}: ${line}`);
  }
}
