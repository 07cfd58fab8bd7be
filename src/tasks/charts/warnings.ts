import { firstOf } from '../../formats/manifest/first-of';
import { append } from '../../formats/manifest/group-by';

/** The maximum number of warnings for a chart or kustomization. Its author could print any number. */
const MOST_WARNINGS = 5;
const LONGEST_WARNING = 300;
/** The maximum number of charts and kustomizations that a line names. */
const MOST_NAMES = 3;

/** The warnings of all renderings, each once. */
export class Warnings {
  private readonly names = new Map<string, string[]>();

  /** @param name of the chart or the kustomization */
  public add(name: string, warnings: readonly string[]): void {
    const distinct = [...new Set(warnings.map((line) => line.slice(0, LONGEST_WARNING)))];
    const more = distinct.length - MOST_WARNINGS;
    const shown = [...distinct.slice(0, MOST_WARNINGS), ...more > 0 ? [`${more} more warnings`] : []];
    shown.forEach((line) => append(this.names, line, [name]));
  }

  public lines(): readonly string[] {
    return [...this.names].map(([line, names]) => `${firstOf(names, MOST_NAMES)}: ${line}`);
  }
}
