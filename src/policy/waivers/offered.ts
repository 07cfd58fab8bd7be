import { isBeyond, WAIVER_PROFILES } from './coverage';
import { waiverList, suggestWaiver, waiverText } from './suggest';
import { WaiverTerms } from './terms';
import { waivedContainerKey, valueKey } from './waiver-index';
import { append, groupBy } from '../../formats/manifest/group-by';
import { oncePer } from '../../formats/manifest/once-per';
import { CONTAINER_LISTS } from '../../formats/manifest/pod';
import { Counterpart, EvaluatedFinding } from '../engine/finding';
import { Waiver } from '../settings/waiver';

/** A finding, or its counterpart in another profile. */
interface Entry {
  readonly found: Counterpart;
  readonly finding: EvaluatedFinding;
}

/** The findings of one control, by the terms of waivers that cover them. */
interface Named {
  readonly ofPods: Map<string, Entry[]>;
  readonly byContainer: Map<string, Entry[]>;
  readonly byValue: Map<string, Entry[]>;
}

/** The first waivers that would cover the findings. */
export interface Suggestions {
  readonly texts: readonly string[];
  readonly count: number;
}

/** Maximum number of suggestions. Without it, a message could list all pairs of waivers and findings. */
export const MAX_SUGGESTIONS = 5;

/** An index of the findings on an object by the terms of waivers. Comparing all pairs of waivers and findings would take too long. */
export class OfferedFindings {
  /** Several waivers can be offered the same findings. */
  public static readonly of = oncePer((findings: readonly EvaluatedFinding[]) => new OfferedFindings(findings));

  private readonly byWaiver: ReadonlyMap<Waiver | undefined, readonly EvaluatedFinding[]>;
  private readonly byControl = new Map<string, EvaluatedFinding[]>();
  private readonly named = new Map<string, Named>();
  private readonly suggestions = new Map<string, Suggestions>();
  private readonly waivedBeyond: readonly string[];

  private constructor(findings: readonly EvaluatedFinding[]) {
    const waived = findings.filter(({ waiver }) => waiver !== undefined);
    this.waivedBeyond = WAIVER_PROFILES.filter((profile) => waived.some((finding) => isBeyond(profile, finding)));
    this.byWaiver = groupBy(findings, ({ waiver }) => waiver);
    const known = new Set<string>();
    for (const finding of findings) {
      const all: readonly Counterpart[] = [finding, ...finding.counterparts ?? []];
      new Set(all.map(({ control }) => control.id)).forEach((id) => append(this.byControl, id, [finding]));
      all.forEach((found) => this.add({ found, finding }, known));
    }
  }

  /** The findings that a waiver covers. */
  public coveredBy(waiver: Waiver): readonly EvaluatedFinding[] {
    return this.byWaiver.get(waiver) ?? [];
  }

  /** Whether a finding needs a waiver. */
  public isUsed(terms: WaiverTerms): boolean {
    const { profile } = terms.waiver;
    return profile === undefined ? this.usedBy(terms).length > 0 : this.waivedBeyond.includes(profile);
  }

  /**
   * The findings that need a waiver: findings that it covers, and findings that it would cover for another profile. A waiver that names the
   * control of another profile is needed even if another waiver names the control itself, since each of them may be meant for both
   * profiles.
   */
  public usedBy(terms: WaiverTerms): readonly EvaluatedFinding[] {
    const named = this.namedBy(terms).map(({ finding }) => finding);
    const others = named.filter((finding) => finding.waiver !== undefined && terms.reaches(finding) && !terms.coversExactly(finding));
    return [...this.coveredBy(terms.waiver), ...others];
  }

  /** Whether a waiver would cover a finding that other waivers may already cover. */
  public isNamedBy(terms: WaiverTerms): boolean {
    return this.namedBy(terms).some(({ finding }) => terms.reaches(finding));
  }

  /** The waivers that would cover the findings of a control. */
  public suggestionsFor(id: string): Suggestions {
    const known = this.suggestions.get(id) ?? suggestionsFor(this.byControl.get(id) ?? []);
    this.suggestions.set(id, known);
    return known;
  }

  /** Keeps one entry for all entries that need the same waiver. */
  private add(entry: Entry, known: Set<string>): void {
    const { found, finding } = entry;
    const { template } = finding;
    const key = JSON.stringify([template, ...[found, finding].map((each) => [each.control.id, each.container, each.list, each.allowKey])]);
    if (known.has(key)) {
      return;
    }
    known.add(key);
    const named = this.named.get(found.control.id) ?? { ofPods: new Map(), byContainer: new Map(), byValue: new Map() };
    this.named.set(found.control.id, named);
    if (found.container === undefined) {
      append(named.ofPods, valueKey(template, found.allowKey), [entry]);
    } else {
      append(named.byValue, valueKey(template, found.allowKey), [entry]);
      append(named.byContainer, waivedContainerKey(template, waiverList(found), found.container), [entry]);
    }
  }

  private namedBy(terms: WaiverTerms): readonly Entry[] {
    const { template } = terms.waiver;
    const values = [...terms.values ?? [undefined]].map((value) => valueKey(template, value));
    const containers = CONTAINER_LISTS.flatMap((list) => [...terms.in(list) ?? []].map((name) => waivedContainerKey(template, list, name)));
    return terms.controls.flatMap((id) => {
      const named = this.named.get(id);
      if (!named) {
        return [];
      }
      const byValue = values.flatMap((key) => [named.byValue.get(key) ?? []]);
      const byContainer = containers.flatMap((key) => [named.byContainer.get(key) ?? []]);
      const fewer = count(byValue) < count(byContainer) ? byValue : byContainer;
      return [
        ...values.flatMap((key) => named.ofPods.get(key) ?? []),
        ...fewer.flat().filter(({ found }) => terms.hasContainerOf(found) && terms.hasValueOf(found)),
      ];
    });
  }
}

function count(groups: readonly (readonly unknown[])[]): number {
  return groups.reduce((sum, group) => sum + group.length, 0);
}

function suggestionsFor(findings: readonly EvaluatedFinding[]): Suggestions {
  const waivers = findings.flatMap((finding) => suggestWaiver(finding) ?? []);
  return { texts: waivers.slice(0, MAX_SUGGESTIONS).map((waiver) => waiverText(waiver)), count: waivers.length };
}
