import { ListedStandard } from '../../../policy/controls/known-as/items';
import { AuditHeader, AuditReport, AuditSummary, SeenObjects } from '../audit';
import { Finding } from '../finding';
import { printable } from '../printable';
import { ITEM_STATES, ItemResult, StandardStates } from '../standard-states';
import { countText } from '../text';

/** The items of a standard, each with its state, for people. */
export class StandardReport implements AuditReport {
  private readonly states: StandardStates;
  private profile = '';
  private seenObjects: SeenObjects = { kinds: new Set(), undecided: new Set() };

  constructor(listed: ListedStandard) {
    this.states = new StandardStates(listed);
  }

  public begin({ profile }: AuditHeader): string {
    this.profile = profile;
    return '';
  }

  public finding(finding: Finding): string {
    this.states.add(finding);
    return '';
  }

  public showsValue(): boolean {
    return false;
  }

  public seen(seen: SeenObjects): string {
    this.seenObjects = seen;
    return '';
  }

  public end({ workloads }: AuditSummary): string {
    const { items, rest } = this.states.listed;
    const all = this.states.results({ ...this.seenObjects, profile: this.profile, workloads });
    const width = Math.max(...items.map(({ id }) => id.length));
    const lines = all.map(({ item: { id, title }, state, open }) => {
      const findings = state === 'failed' ? `, ${countText(open, 'finding')}` : '';
      return `  ${id.padEnd(width)}  ${state}${findings}${title === '' ? '' : `: ${title}`}`;
    });
    const text = [standardSummary(this.states, all), ...lines, ...rest === undefined ? [] : [`  ${rest}`]];
    return text.map((line) => `${printable(line)}\n`).join('');
  }
}

/** The name of a standard, and the number of items in each state. */
export function standardSummary({ listed: { standard: { name, version } } }: StandardStates, results: readonly ItemResult[]): string {
  const numbers = ITEM_STATES.flatMap((state) => {
    const number = results.filter((each) => each.state === state).length;
    return number > 0 ? [`${number} ${state}`] : [];
  });
  return `${name} ${version}: ${numbers.join(', ')}`;
}
