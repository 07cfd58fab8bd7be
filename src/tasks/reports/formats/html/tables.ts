import { PageCell, PageControl, PageRow, PageState, PageWaiver, STATES } from './data';
import { Finding } from '../../finding';
import { objectTitle, sourceOf } from '../../place';
import { printable } from '../../printable';
import { ObjectIdentity, objectKey, ReportedObject } from '../../reported-object';
import { ruleOf } from '../../rule';

/** Values by their positions, each once. */
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

interface Row extends Omit<PageRow, 'cells'> {
  /** By control, the number of findings in each state. */
  readonly counts: Map<number, number[]>;
}

interface Covering extends Omit<PageWaiver, 'rows'> {
  readonly rows: Set<number>;
}

/** What the matrix and the list of waivers show. Its size depends on the objects and controls, and hardly on the number of findings. */
export class PageTables {
  private readonly controls = new Table<PageControl>();
  private readonly rows = new Table<Row>();
  private readonly remedies = new Table<string>();
  private readonly waivers = new Table<Covering>();

  public row(object: ObjectIdentity & Partial<Pick<ReportedObject, 'line' | 'isWorkload'>>): number {
    return this.rows.position(objectKey(object), () => ({
      title: objectTitle(object),
      source: sourceOf(object),
      line: object.line,
      ...!object.isWorkload && { isOther: true },
      counts: new Map(),
    }));
  }

  public control(id: string): number {
    return this.controls.position(id, () => {
      const { title, why, level, url } = ruleOf(id);
      return { id, title, why, level, url };
    });
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

  public count(row: number, control: number, state: PageState): void {
    const { counts } = this.rows.values[row];
    const ofControl = counts.get(control) ?? STATES.map(() => 0);
    ofControl[STATES.indexOf(state)]++;
    counts.set(control, ofControl);
  }

  public get all() {
    const { controls, rows, remedies, waivers } = this;
    return {
      controls: controls.values,
      rows: rows.values.map(({ counts, ...row }): PageRow => (
        { ...row, cells: [...counts].map(([control, each]): PageCell => [control, ...each]) })),
      remedies: remedies.values,
      waivers: waivers.values.map(({ rows: covered, ...waiver }): PageWaiver => ({ ...waiver, rows: [...covered] })),
    };
  }
}
