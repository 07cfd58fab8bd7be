import { JsonObject } from '../../formats/manifest/json';
import { refText } from '../../formats/manifest/object-ref';
import { containersIn } from '../../formats/manifest/workload';
import { Level } from '../../policy/controls/control';
import { waiverUnused } from '../../policy/controls/waivers/waiver-unused';
import { evaluatingProfile, ObjectPlan } from '../../policy/engine/assess';
import { isChecked, Profile } from '../../policy/engine/profile';
import { ObjectNotes } from '../../policy/settings/notes';
import { applyWaivers } from '../../policy/waivers/apply';
import { controlsOfWaiver, profileOfWaivers, waiverName } from '../../policy/waivers/coverage';
import { isPast } from '../../policy/waivers/expiry';
import { WaiverLedger } from '../../policy/waivers/ledger';
import { naming } from '../../policy/waivers/rules';
import { TargetedWaivers } from '../../policy/waivers/targeted-waivers';
import { TargetedWaiver } from '../../policy/waivers/waiver-file';

/** The effect of waivers on an object. */
export interface Waiving {
  readonly waive: NonNullable<ObjectPlan['waive']>;
  readonly isWaived: NonNullable<ObjectNotes['isWaived']>;
  /** The profile that replaces a stricter one. */
  readonly profile?: Level;
}

/** The waivers of a settings file. It records which of them were used. */
export class SettingsWaivers {
  private readonly ledger = new WaiverLedger();
  /** For each waiver, the objects that it targets, and the profiles for their evaluation. */
  private readonly matches = new Map<TargetedWaiver, { object: JsonObject; profile: Profile }[]>();

  constructor(private readonly now: Date) {}

  /**
   * Applies the waivers for an object; undefined if there are none. Waivers in annotations are ignored: otherwise a chart could waive
   * findings that its user has not seen.
   */
  public waiveFor(waivers: readonly TargetedWaivers[], object: JsonObject, plan: ObjectPlan): Waiving | undefined {
    const matching = waivers.flatMap((each) => each.forObject(object));
    for (const listed of matching) {
      const matches = this.matches.get(listed) ?? [];
      this.matches.set(listed, matches);
      matches.push({ object, profile: evaluatingProfile(plan) });
    }
    const isExpired = ({ waiver: { expires } }: TargetedWaiver) => expires !== undefined && isPast(expires, this.now);
    const counting = matching.filter((listed) => !isExpired(listed)).map(({ waiver }) => waiver);
    const expired = matching.filter(isExpired).map(({ waiver }) => waiver);
    return matching.length === 0 ? undefined : {
      waive: (findings) => {
        const waived = applyWaivers(findings, counting);
        counting.forEach((waiver) => this.ledger.offer(waiver, waived));
        // Expired waivers cover nothing. They are only worth renewing if they would cover a finding.
        expired.forEach((waiver) => this.ledger.offer(waiver, applyWaivers(findings, [waiver])));
        return waived;
      },
      isWaived: (id) => matching.some(({ waiver }) => controlsOfWaiver(waiver).includes(id)),
      profile: profileOfWaivers(counting),
    };
  }

  /** The unused waivers: the object is not in the input, the waiver has expired, or it covers nothing. */
  public remarks(waivers: readonly TargetedWaivers[]): readonly string[] {
    return waivers.flatMap((each) => each.all.flatMap((listed) => {
      const { waiver, waiver: { expires }, target } = listed;
      if (!each.isMatched(listed)) {
        return [`the ${waiverName(waiver)} ${each.absence(listed, 'the input')}`];
      }
      const unused = this.unused(listed);
      const isExpired = expires !== undefined && isPast(expires, this.now);
      return isExpired && unused.length === 0
        ? [`the ${waiverName(waiver)} is for ${refText(target)}, and expired at the end of ${expires} (UTC)`]
        : unused;
    }));
  }

  private unused(listed: TargetedWaiver): readonly string[] {
    const { waiver, target } = listed;
    const matches = this.matches.get(listed) ?? [];
    return this.ledger.settle(waiver, [{ neverWaive: [], now: this.now }], {
      isRequired: (id) => matches.some(({ profile }) => isChecked(profile, id)),
      containers: () => containersIn(matches.map(({ object }) => object)),
    })
      .filter(({ control }) => control === waiverUnused)
      .map((problem) => `the ${naming(problem, refText(target)).detail}: ${problem.remedy}`);
  }
}
