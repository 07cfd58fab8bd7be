import { CATALOG } from '../../../policy/controls/catalog';
import { Control, isObjectControl, isPodControl, LEVELS } from '../../../policy/controls/control';
import { ListedStandard, StandardItem } from '../../../policy/controls/known-as/items';
import { idsFor, idText, standardIds } from '../../../policy/controls/known-as/standard';
import { AuditHeader, AuditReport, AuditSummary } from '../audit';
import { Finding, RelatedFinding } from '../finding';
import { printable } from '../printable';
import { countText } from '../text';

interface Count {
  open: number;
  waived: number;
}

type State = 'failed' | 'waived' | 'passed' | 'not in the input' | 'not in the profile' | 'cannot be checked in files';

/** The items of a standard, each with its state, for people. */
export class StandardReport implements AuditReport {
  private readonly counts = new Map<string, Count>();
  private header?: AuditHeader;
  private kindsInInput: ReadonlySet<string> = new Set();

  constructor(private readonly listed: ListedStandard) {}

  public begin(header: AuditHeader): string {
    this.header = header;
    return '';
  }

  public finding(finding: Finding): string {
    for (const each of [finding, ...finding.also ?? []]) {
      for (const id of new Set(idsFor(this.listed.standard, foundRule(finding, each)))) {
        const count = this.counts.get(id) ?? { open: 0, waived: 0 };
        this.counts.set(id, count);
        count[finding.waived ? 'waived' : 'open']++;
      }
    }
    return '';
  }

  public showsValue(): boolean {
    return false;
  }

  public kinds(kinds: ReadonlySet<string>): string {
    this.kindsInInput = kinds;
    return '';
  }

  public end(summary: AuditSummary): string {
    const { standard: { name, version }, items, rest } = this.listed;
    const all = items.map((item) => ({ item, state: this.stateOf(item, summary), count: this.counts.get(item.id) }));
    const numbers = STATES.flatMap((state) => {
      const number = all.filter((each) => each.state === state).length;
      return number > 0 ? [`${number} ${state}`] : [];
    });
    const width = Math.max(...items.map(({ id }) => id.length));
    const lines = all.map(({ item: { id, title }, state, count }) => {
      const findings = state === 'failed' ? `, ${countText(count!.open, 'finding')}` : '';
      return `  ${id.padEnd(width)}  ${state}${findings}${title === '' ? '' : `: ${title}`}`;
    });
    const text = [`${name} ${version}: ${numbers.join(', ')}`, ...lines, ...rest === undefined ? [] : [`  ${rest}`]];
    return text.map((line) => `${printable(line)}\n`).join('');
  }

  private stateOf({ id }: StandardItem, { workloads }: AuditSummary): State {
    const count = this.counts.get(id);
    if (count && count.open > 0) {
      return 'failed';
    }
    if (count && count.waived > 0) {
      return 'waived';
    }
    const { standard } = this.listed;
    const controls = CATALOG.filter((control) => standardIds(standard, control.id).includes(id));
    if (controls.length === 0) {
      return 'cannot be checked in files';
    }
    const active = controls.filter((control) => this.isActive(control));
    if (active.length === 0) {
      return 'not in the profile';
    }
    return active.some((control) => this.hasSubject(control, id, workloads)) ? 'passed' : 'not in the input';
  }

  private isActive({ level }: Control): boolean {
    const ranks: readonly string[] = LEVELS;
    return ranks.indexOf(level) <= ranks.indexOf(this.header!.profile);
  }

  /**
   * Whether the input has something that a control checks. A value of one program among many, such as an argument of the API server, shows
   * only that an item fails.
   */
  private hasSubject(control: Control, item: string, workloads: number): boolean {
    const ids = (this.listed.standard.ids[control.id] ?? []).filter((id) => idText(id) === item);
    if (isPodControl(control) && ids.every((id) => typeof id !== 'string' && id.values !== undefined)) {
      return false;
    }
    return isPodControl(control) ? workloads > 0
      : !isObjectControl(control) || !control.kinds || control.kinds.some((kind) => this.kindsInInput.has(kind));
  }
}

const STATES: readonly State[] = ['failed', 'waived', 'passed', 'not in the input', 'not in the profile', 'cannot be checked in files'];

function foundRule({ kind, name }: Finding, { control, value, allowValue, path }: RelatedFinding): Parameters<typeof idsFor>[1] {
  const shown = allowValue ?? value;
  return {
    control,
    value: shown === undefined ? '' : String(shown),
    path: path.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~'),
    object: `${kind} ${name}`,
    isSet: value !== undefined,
  };
}
