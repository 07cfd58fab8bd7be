import { Finding } from '../finding';
import { printable } from '../printable';
import { ruleOf } from '../rule';
import { Paint, wrapped } from '../styles';

/** The findings of a control can have different remedies. This many are shown. */
const MAX_REMEDIES = 3;
/** Without a terminal. */
const DEFAULT_WIDTH = 140;
/** Of the column of remedies, on however narrow a terminal. */
const MIN_REMEDY_WIDTH = 24;

interface Row {
  error: number;
  warning: number;
  waived: number;
  readonly remedies: Set<string>;
  hasMore: boolean;
}

/** What was found by control, and what to write instead. Its size does not depend on the number of findings. */
export class ControlTable {
  private readonly rows = new Map<string, Row>();

  constructor(private readonly width = DEFAULT_WIDTH, private readonly paint: Paint = (_, text) => text) {}

  public add({ control, severity, waived, remedy }: Finding): void {
    const row = this.rows.get(control) ?? { error: 0, warning: 0, waived: 0, remedies: new Set(), hasMore: false };
    this.rows.set(control, row);
    row[waived ? 'waived' : severity as 'error' | 'warning']++;
    if (!waived && !row.remedies.has(remedy)) {
      if (row.remedies.size < MAX_REMEDIES) {
        row.remedies.add(remedy);
      } else {
        row.hasMore = true;
      }
    }
  }

  /** The controls with errors first, then by the number of their findings; empty without findings. */
  public get sorted(): readonly (readonly [control: string, row: Readonly<Row>])[] {
    return [...this.rows].sort(([id, one], [otherId, other]) =>
      other.error - one.error || other.warning - one.warning || other.waived - one.waived || (id < otherId ? -1 : 1));
  }

  public toString(): string {
    if (this.rows.size === 0) {
      return '';
    }
    const names = [...this.rows.keys(), 'control'].map(({ length }) => length);
    const widths = [Math.max(...names), ...COUNTS.map(({ length }) => length)];
    const indent = widths.reduce((sum, width) => sum + width + GAP.length, 0);
    const line = ([name, ...counts]: readonly string[]) =>
      [name.padEnd(widths[0]), ...counts.map((count, index) => count.padStart(widths[index + 1]))].join(GAP);
    const rows = this.sorted.flatMap(([control, row]) => {
      const fixes = remediesOf(control, row)
        .flatMap((remedy) => wrapped(printable(remedy), Math.max(MIN_REMEDY_WIDTH, this.width - indent)));
      const [first = '', ...rest] = fixes;
      const counts = [row.error, row.warning, row.waived].map((count) => count > 0 ? String(count) : '');
      return [`${line([control, ...counts])}${GAP}${first}`.trimEnd(), ...rest.map((fix) => ' '.repeat(indent) + fix)];
    });
    return [this.paint('bold', `${line(['control', ...COUNTS])}${GAP}fix`), ...rows].map((each) => `${each}\n`).join('');
  }
}

const COUNTS = ['errors', 'warnings', 'waived'];
const GAP = '  ';

/** What to write, and where more is if that is not all. */
export function remediesOf(control: string, { remedies, hasMore }: Readonly<Row>): readonly string[] {
  return [...remedies, ...hasMore ? [`others depend on the value: see ${ruleOf(control).url}`] : []];
}
