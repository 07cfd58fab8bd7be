import { READING_ORDER, Risk } from '../../../policy/controls/risk';
import { Finding } from '../finding';
import { objectTitle, sourceOf } from '../place';
import { Paint } from '../styles';

interface Row {
  readonly title: string;
  readonly counts: Map<string, number>;
}

/** The maximum number of rows for people. Reports for programs have all rows. */
const MOST_ROWS = 50;

/** A table of objects with their numbers of findings by risk, the worst objects first. */
export class WorkloadTable {
  private readonly rows = new Map<string, Row>();

  constructor(private readonly paint: Paint = (_, text) => text) {}

  public add(finding: Finding): void {
    if (finding.waived) {
      return;
    }
    const title = `${objectTitle(finding)} in ${sourceOf(finding)}`;
    const row = this.rows.get(title) ?? { title, counts: new Map<string, number>() };
    this.rows.set(title, row);
    row.counts.set(finding.risk, (row.counts.get(finding.risk) ?? 0) + 1);
  }

  public toString(): string {
    const rows = [...this.rows.values()].sort(byCounts).slice(0, MOST_ROWS);
    const more = this.rows.size - rows.length;
    const risks = READING_ORDER.filter((risk) => rows.some(({ counts }) => counts.has(risk)));
    if (rows.length === 0) {
      return '';
    }
    const width = Math.max('workload'.length, ...rows.map(({ title }) => title.length));
    const line = (title: string, cells: readonly string[]) => [
      title.padEnd(width),
      ...cells.map((cell, index) => cell.padStart(risks[index].length)),
    ].join('  ');
    return [
      this.paint('bold', line('workload', risks)),
      ...rows.map(({ title, counts }) => line(title, risks.map((risk) => String(counts.get(risk) ?? ''))).trimEnd()),
      ...more > 0 ? [`and ${more} more with findings: \`--format json\` lists all`] : [],
    ].map((each) => `${each}\n`).join('');
  }
}

function byCounts(one: Row, other: Row): number {
  const count = ({ counts }: Row, risk: Risk) => counts.get(risk) ?? 0;
  const decisive = READING_ORDER.find((risk) => count(one, risk) !== count(other, risk));
  if (decisive) {
    return count(other, decisive) - count(one, decisive);
  }
  return one.title < other.title ? -1 : 1;
}
