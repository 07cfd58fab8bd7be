import { waiverList } from './suggest';
import { WaiverTerms } from './terms';
import { append, groupBy } from '../../formats/manifest/group-by';
import { CONTAINER_LISTS } from '../../formats/manifest/pod';
import { Counterpart } from '../engine/finding';
import { Waiver } from '../settings/waiver';

/** A waiver, and its rank among all waivers. */
export interface RankedWaiver {
  readonly waiver: Waiver;
  readonly rank: number;
}

interface Entry extends RankedWaiver {
  readonly terms: WaiverTerms;
}

/** The waivers for one control, by the terms that a finding must match. */
interface Named {
  readonly byContainer: ReadonlyMap<string, readonly Entry[]>;
  readonly byValue: ReadonlyMap<string, readonly Entry[]>;
}

/** An index of waivers by their terms. Comparing all pairs of waivers and findings would take too long. */
export class WaiverIndex {
  private readonly entries: ReadonlyMap<string, readonly { readonly entry: Entry }[]>;
  private readonly named = new Map<string, Named>();

  constructor(waivers: readonly RankedWaiver[]) {
    const entries = waivers.map((ranked): Entry => ({ ...ranked, terms: new WaiverTerms(ranked.waiver) }));
    this.entries = groupBy(entries.flatMap((entry) => entry.terms.controls.map((id) => ({ id, entry }))), ({ id }) => id);
  }

  /**
   * The first waiver that names a finding or its counterpart in another profile.
   *
   * @param template the pod template of the finding
   * @param counts whether a waiver that names the finding applies
   */
  public first(found: Counterpart, template: string | undefined, counts: (terms: WaiverTerms) => boolean): RankedWaiver | undefined {
    const { byContainer, byValue } = this.namedFor(found.control.id);
    const ofValue = byValue.get(valueKey(template, found.allowKey)) ?? [];
    const ofContainer = found.container === undefined ? ofValue
      : byContainer.get(waivedContainerKey(template, waiverList(found), found.container)) ?? [];
    const fewer = ofValue.length < ofContainer.length ? ofValue : ofContainer;
    return fewer.find(({ terms }) => terms.hasContainerOf(found) && terms.hasValueOf(found) && counts(terms));
  }

  private namedFor(control: string): Named {
    const known = this.named.get(control) ?? namedBy((this.entries.get(control) ?? []).map(({ entry }) => entry));
    this.named.set(control, known);
    return known;
  }
}

function namedBy(entries: readonly Entry[]): Named {
  const byContainer = new Map<string, Entry[]>();
  const byValue = new Map<string, Entry[]>();
  for (const entry of entries) {
    const { terms, waiver: { template } } = entry;
    for (const value of terms.values ?? [undefined]) {
      append(byValue, valueKey(template, value), [entry]);
    }
    for (const list of CONTAINER_LISTS) {
      for (const name of terms.in(list) ?? []) {
        append(byContainer, waivedContainerKey(template, list, name), [entry]);
      }
    }
  }
  return { byContainer, byValue };
}

export function valueKey(template: string | undefined, value: string | undefined): string {
  return JSON.stringify([template, value]);
}

export function waivedContainerKey(template: string | undefined, list: string, container: string): string {
  return JSON.stringify([template, list, container]);
}
