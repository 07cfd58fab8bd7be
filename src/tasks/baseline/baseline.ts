import { Finding } from '../reports/finding';
import { FindingIdentity, fingerprintIdentity } from '../reports/fingerprint';

/** Findings that were there before, so that only new ones fail. */
export interface Baseline {
  readonly findings: readonly BaselineEntry[];
}

/** A finding that was there before. */
export interface BaselineEntry extends FindingIdentity {
  /** How often it was there; once if absent. */
  readonly count?: number;
}

/** Compares the findings of one run with a baseline. */
export class BaselineMatcher {
  /** Number of findings that each identity has left in the baseline. */
  private readonly left: Map<string, number>;
  private readonly found = new Map<string, BaselineEntry>();

  /** @param baseline undefined to take all findings into a new one */
  constructor(private readonly baseline?: Baseline) {
    this.left = new Map(baseline?.findings.map((entry) => [keyOf(entry), entry.count ?? 1]));
  }

  /** Whether the baseline has a finding. Each call uses up one entry, so call it once for each finding. */
  public has(finding: Finding): boolean {
    const key = this.add(finding);
    const left = this.left.get(key) ?? 0;
    if (this.baseline && left === 0) {
      return false;
    }
    this.left.set(key, left - 1);
    return true;
  }

  /**
   * Counts a finding.
   *
   * @returns its identity as text
   */
  public add(finding: Finding): string {
    const identity = fingerprintIdentity(finding);
    const key = keyOf(identity);
    const { count = 0 } = this.found.get(key) ?? {};
    this.found.set(key, { ...identity, count: count + 1 });
    return key;
  }

  /** The entries of the baseline with fewer findings than before, each with the number of missing findings. */
  public vanished(): readonly BaselineEntry[] {
    return this.baseline?.findings.flatMap((entry) => {
      const count = (entry.count ?? 1) - (this.found.get(keyOf(entry))?.count ?? 0);
      return count > 0 ? [{ ...entry, count }] : [];
    }) ?? [];
  }

  /** A baseline with the current findings. */
  public current(): Baseline {
    const entries = [...this.found].sort(([one], [other]) => one < other ? -1 : 1).map(([, entry]) => entry);
    return { findings: entries.map(({ count, ...entry }) => count === 1 ? entry : { ...entry, count }) };
  }
}

/** The fields of an identity in one order, whatever their order in a file. */
function keyOf({ control, apiGroup, kind, namespace, name, template, container, field, value }: FindingIdentity): string {
  return JSON.stringify([kind, namespace ?? '', name, control, container ?? '', field, value ?? null, template ?? '', apiGroup ?? '']);
}
