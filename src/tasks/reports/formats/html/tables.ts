import { PageCell, PageColumn, PageControl, PageRow, PageWaiver, STATES } from './data';
import { READING_ORDER } from '../../../../policy/controls/risk';
import { stateOf } from '../../audit';
import { Finding } from '../../finding';
import { objectTitle, sourceOf, templateText } from '../../place';
import { printable } from '../../printable';
import { identityKey, ObjectIdentity, ReportedObject } from '../../reported-object';
import { ruleOf } from '../../rule';

/** A list of different values, which are referred to by position. */
class Table<T> {
  public readonly values: T[] = [];
  private readonly positions = new Map<string, number>();

  public position(key: string, value: () => T): number {
    const known = this.positions.get(key);
    if (known !== undefined) {
      return known;
    }
    this.positions.set(key, this.values.length);
    return this.values.push(value()) - 1;
  }
}

interface Row extends Omit<PageRow, 'cells' | 'packs'> {
  /** By column, the number of findings in each state. */
  readonly counts: Map<number, number[]>;
  readonly packs: Set<number>;
}

interface Covering extends Omit<PageWaiver, 'rows'> {
  readonly rows: Set<number>;
}

/** The data of the matrix and of the list of waivers. Its size depends on objects and columns, and hardly on the number of findings. */
export class PageTables {
  private readonly controls = new Table<PageControl>();
  private readonly columns = new Table<PageColumn>();
  private readonly rows = new Table<Row>();
  private readonly remedies = new Table<string>();
  private readonly waivers = new Table<Covering>();

  public row(object: ObjectIdentity & Partial<Pick<ReportedObject, 'line' | 'source' | 'managedBy' | 'isWorkload'>>): number {
    return this.rows.position(identityKey(object), () => ({
      title: objectTitle(object),
      source: `${sourceOf(object)}${templateText(object)}`,
      line: object.line,
      ...!object.isWorkload && { isOther: true },
      counts: new Map(),
      packs: new Set(),
    }));
  }

  public control(id: string): number {
    return this.controls.position(id, () => {
      const { title, why, level, url } = ruleOf(id);
      return { id, title, why, level, url };
    });
  }

  public column({ control, risk }: Finding): number {
    return this.columns.position(`${risk} ${control}`, () => ({ control: this.control(control), risk }));
  }

  public remedy(text: string): number {
    return this.remedies.position(text, () => text);
  }

  /** The position of the waiver that covers a finding. */
  public waiver({ control, waiver }: Finding, row: number): number | undefined {
    if (!waiver) {
      return undefined;
    }
    const { reason, expires, owner, ticket } = waiver;
    const shown = { reason: printable(reason), expires, owner: owner && printable(owner), ticket: ticket && printable(ticket) };
    const key = JSON.stringify([control, shown]);
    const position = this.waivers.position(key, () => ({ control: this.control(control), ...shown, rows: new Set() }));
    this.waivers.values[position].rows.add(row);
    return position;
  }

  public count(row: number, finding: Finding): void {
    const { counts } = this.rows.values[row];
    const column = this.column(finding);
    const ofColumn = counts.get(column) ?? STATES.map(() => 0);
    ofColumn[STATES.indexOf(stateOf(finding))]++;
    counts.set(column, ofColumn);
  }

  /** Records that a pack contains details of a row. */
  public packed(row: number, pack: number): void {
    this.rows.values[row].packs.add(pack);
  }

  public get all() {
    const { controls, columns, rows, remedies, waivers } = this;
    return {
      controls: controls.values,
      risks: READING_ORDER,
      columns: columns.values,
      rows: rows.values.map(({ counts, packs, ...row }): PageRow => (
        { ...row, cells: [...counts].map(([column, each]): PageCell => [column, ...each]), ...packs.size > 0 && { packs: [...packs] } })),
      remedies: remedies.values,
      waivers: waivers.values.map(({ rows: covered, ...waiver }): PageWaiver => ({ ...waiver, rows: [...covered] })),
    };
  }
}
