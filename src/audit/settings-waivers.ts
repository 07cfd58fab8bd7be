import { waiverUnused } from '../controls/waivers/waiver-unused';
import { Plan } from '../engine/assess';
import { Filling } from '../engine/fixes';
import { profileOf } from '../engine/profile';
import { JsonObject } from '../manifest/json';
import { groupOf } from '../manifest/workload';
import { applyWaivers } from '../waivers/apply';
import { isPast } from '../waivers/expiry';
import { WaiverLedger } from '../waivers/ledger';
import { isTarget, targetText } from '../waivers/target';
import { TargetedWaiver } from '../waivers/waiver-file';

/** The waivers of a settings file, and what became of them. */
export class SettingsWaivers {
  private readonly ledger = new WaiverLedger();
  /** Those of a control that the profile of one of their objects requires. */
  private readonly required = new Set<TargetedWaiver>();

  constructor(private readonly now: Date) {}

  /**
   * Applies the waivers for an object; undefined if none counts. Those in annotations do not: a chart would waive what its user has not
   * seen.
   */
  public waiveFor(waivers: readonly TargetedWaiver[], object: JsonObject, { level, version }: Filling): Plan['waive'] {
    const matching = waivers.filter(({ target }) => isTarget(target, object));
    for (const listed of matching) {
      this.ledger.match(listed, groupOf(object.apiVersion));
      if (profileOf(level, version).ids.has(listed.waiver.control)) {
        this.required.add(listed);
      }
    }
    const counting = matching.map(({ waiver }) => waiver).filter(({ expires }) => expires === undefined || !isPast(expires, this.now));
    return counting.length === 0 ? undefined : (findings) => {
      const waived = applyWaivers(findings, counting);
      counting.forEach((waiver) => this.ledger.offer(waiver, waived));
      return waived;
    };
  }

  /** The waivers that do not count or that nothing needs: their object is not in the input, they have expired, or they cover nothing. */
  public remarks(waivers: readonly TargetedWaiver[]): readonly string[] {
    return waivers.flatMap((listed) => {
      const { waiver: { control, expires }, target } = listed;
      const what = `the waiver of "${control}" is for ${targetText(target)}`;
      return !this.ledger.isMatched(listed) ? [`${what}, which is not in the input`]
        : expires !== undefined && isPast(expires, this.now) ? [`${what}, and expired at the end of ${expires} (UTC)`] : this.unused(listed);
    });
  }

  private unused(listed: TargetedWaiver): readonly string[] {
    const { waiver, target } = listed;
    return this.ledger.settle(waiver, { neverWaive: [], now: this.now }, this.required.has(listed))
      .filter(({ control }) => control === waiverUnused)
      .map(({ detail, remedy }) => `the ${detail.replace(/^waiver of "[^"]*"/, (name) => `${name} for ${targetText(target)}`)}: ${remedy}`);
  }
}
