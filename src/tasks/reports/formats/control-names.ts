import { READING_ORDER, Risk } from '../../../policy/controls/risk';
import { Finding } from '../finding';

/** The number of findings by control, in a few lines, for reports that show the fixes elsewhere. */
export class ControlNames {
  private readonly counts = new Map<string, Map<string, number>>();

  public add({ control, risk }: Finding): void {
    const counts = this.counts.get(risk) ?? new Map<string, number>();
    this.counts.set(risk, counts.set(control, (counts.get(control) ?? 0) + 1));
  }

  /** The highest risk first, then the most findings. */
  public toString(): string {
    const risks = READING_ORDER.filter((risk) => this.counts.has(risk));
    return risks.length === 0
      ? ''
      : [
        'Remaining findings (`cdk8s-hardened audit` on the result explains them):',
        ...risks.map((risk) => `  ${risk}: ${this.namesOf(risk)}`),
      ]
        .map((line) => `${line}\n`).join('');
  }

  private namesOf(risk: Risk): string {
    return [...this.counts.get(risk)!].sort(([one, few], [other, many]) => many - few || (one < other ? -1 : 1))
      .map(([control, count]) => count === 1 ? control : `${control} (${count})`).join(', ');
  }
}
