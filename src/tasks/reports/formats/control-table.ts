import { Finding } from '../finding';
import { placeText } from '../place';
import { printable } from '../printable';
import { byRisk } from '../risk-order';
import { ruleOf } from '../rule';
import { Paint, wrapped } from '../styles';

/** The maximum number of remedies that are shown for a control. Its findings can have different remedies. */
const MAX_REMEDIES = 3;
/** The width of the table if the output is not a terminal. */
const DEFAULT_WIDTH = 140;
/** The minimum width of the column of remedies, even on a narrow terminal. */
const MIN_REMEDY_WIDTH = 24;

/** The findings of one control with one risk. */
export interface ControlRow {
  readonly control: string;
  readonly risk: string;
  count: number;
  waived: number;
  /** The place of its first finding. Findings without a waiver come first. */
  place: string;
  readonly remedies: Set<string>;
  hasMore: boolean;
}

/** Findings by control, and their fixes. Its size does not depend on the number of findings. */
export class ControlTable {
  private readonly rows = new Map<string, ControlRow>();

  constructor(private readonly width = DEFAULT_WIDTH, private readonly paint: Paint = (_, text) => text) {}

  public add(finding: Finding): void {
    const { control, risk, waived, remedy } = finding;
    const key = `${risk} ${control}`;
    const row = this.rows.get(key) ?? { control, risk, count: 0, waived: 0, place: '', remedies: new Set(), hasMore: false };
    this.rows.set(key, row);
    if (row.place === '' || (!waived && row.count === 0)) {
      row.place = placeText(finding);
    }
    row[waived ? 'waived' : 'count']++;
    if (!waived && !row.remedies.has(remedy)) {
      if (row.remedies.size < MAX_REMEDIES) {
        row.remedies.add(remedy);
      } else {
        row.hasMore = true;
      }
    }
  }

  /** The highest risk first, then the most findings; controls with only waived findings come last. */
  public get sorted(): readonly Readonly<ControlRow>[] {
    return [...this.rows.values()].sort((one, other) => Number(one.count === 0) - Number(other.count === 0) || byRisk(one, other)
      || other.count - one.count || other.waived - one.waived || (one.control < other.control ? -1 : 1));
  }

  public toString(): string {
    const { sorted } = this;
    if (sorted.length === 0) {
      return '';
    }
    const cells = sorted.map(({ risk, control, count, waived }) => [risk, control, numberText(count), numberText(waived)]);
    const widths = HEADS.map((head, column) => Math.max(head.length, ...cells.map((row) => row[column].length)));
    const indent = widths.reduce((sum, width) => sum + width + GAP.length, 0);
    const line = (row: readonly string[]) => row
      .map((text, column) => column < 2 ? text.padEnd(widths[column]) : text.padStart(widths[column])).join(GAP);
    const rows = sorted.flatMap((row, index) => {
      const [first, ...rest] = [row.place, ...remediesOf(row)]
        .flatMap((text) => wrapped(printable(text), Math.max(MIN_REMEDY_WIDTH, this.width - indent)));
      return [`${line(cells[index])}${GAP}${first}`, ...rest.map((fix) => ' '.repeat(indent) + fix)];
    });
    return [this.paint('bold', `${line(HEADS)}${GAP}first place, and fix`), ...rows].map((each) => `${each}\n`).join('');
  }
}

const HEADS = ['risk', 'control', 'count', 'waived'];
const GAP = '  ';

function numberText(count: number): string {
  return count > 0 ? String(count) : '';
}

/** The remedies, with a link to the page of the control if some are left out. */
export function remediesOf({ control, remedies, hasMore }: Readonly<ControlRow>): readonly string[] {
  return [...remedies, ...hasMore ? [`others depend on the value: see ${ruleOf(control).url}`] : []];
}
