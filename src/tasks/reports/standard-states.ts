import { SeenObjects } from './audit';
import { Finding, RelatedFinding } from './finding';
import { CATALOG } from '../../policy/controls/catalog';
import { Control, isObjectControl, isPodControl, LEVELS } from '../../policy/controls/control';
import { ListedStandard, StandardItem } from '../../policy/controls/known-as/items';
import { idsFor, idText, standardIds } from '../../policy/controls/known-as/standard';

interface Count {
  open: number;
  waived: number;
}

export const ITEM_STATES = [
  'failed', 'waived', 'passed', 'not evaluated', 'not in the input', 'not in the profile', 'cannot be checked in files',
] as const;

export type ItemState = typeof ITEM_STATES[number];

export interface ItemResult {
  readonly item: StandardItem;
  readonly state: ItemState;
  /** The number of findings without a waiver. */
  readonly open: number;
}

/** What a run looked at. */
export interface StandardRun extends SeenObjects {
  readonly profile: string;
  readonly workloads: number;
}

/** Counts the findings of a run by the items of a standard. */
export class StandardStates {
  private readonly counts = new Map<string, Count>();

  constructor(public readonly listed: ListedStandard) {}

  public add(finding: Finding): void {
    for (const each of [finding, ...finding.also ?? []]) {
      for (const id of new Set(idsFor(this.listed.standard, foundRule(finding, each)))) {
        const count = this.counts.get(id) ?? { open: 0, waived: 0 };
        this.counts.set(id, count);
        count[finding.waived ? 'waived' : 'open']++;
      }
    }
  }

  /** The items of the standard, after all findings. */
  public results(run: StandardRun): readonly ItemResult[] {
    return this.listed.items.map((item) => ({ item, state: this.stateOf(item, run), open: this.counts.get(item.id)?.open ?? 0 }));
  }

  private stateOf({ id }: StandardItem, run: StandardRun): ItemState {
    const { open, waived } = this.counts.get(id) ?? { open: 0, waived: 0 };
    if (open > 0) {
      return 'failed';
    }
    const { standard } = this.listed;
    const controls = CATALOG.filter((control) => standardIds(standard, control.id).includes(id));
    if (controls.some((control) => isActive(control, run) && run.undecided.has(control.id))) {
      return 'not evaluated';
    }
    if (waived > 0) {
      return 'waived';
    }
    if (controls.length === 0) {
      return 'cannot be checked in files';
    }
    const active = controls.filter((control) => isActive(control, run));
    if (active.length === 0) {
      return 'not in the profile';
    }
    return active.some((control) => this.hasSubject(control, id, run)) ? 'passed' : 'not in the input';
  }

  /**
   * Whether the input has something that a control checks. A value of one program among many, such as an argument of the API server, shows
   * only that an item fails.
   */
  private hasSubject(control: Control, item: string, { kinds, workloads }: StandardRun): boolean {
    const ids = (this.listed.standard.ids[control.id] ?? []).filter((id) => idText(id) === item);
    if (isPodControl(control) && ids.every((id) => typeof id !== 'string' && id.values !== undefined)) {
      return false;
    }
    return isPodControl(control) ? workloads > 0
      : !isObjectControl(control) || !control.kinds || control.kinds.some((kind) => kinds.has(kind));
  }
}

function isActive({ level }: Control, { profile }: StandardRun): boolean {
  const ranks: readonly string[] = LEVELS;
  return ranks.indexOf(level) <= ranks.indexOf(profile);
}

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
