import { Audited, WaiverPlace } from './audited';
import { groupBy } from '../../formats/manifest/group-by';
import { waiverInvalid } from '../../policy/controls/waivers/waiver-invalid';
import { waiverUnlisted } from '../../policy/controls/waivers/waiver-unlisted';
import { EvaluatedFinding } from '../../policy/engine/finding';
import { isChecked, Profile } from '../../policy/engine/profile';
import { Waiver } from '../../policy/settings/waiver';
import { applyWaivers } from '../../policy/waivers/apply';
import { controlsOfWaiver, isKept, waiverName } from '../../policy/waivers/coverage';
import { WaiverLedger } from '../../policy/waivers/ledger';
import { WaiverMode } from '../../policy/waivers/modes';
import { WaiverProblem, waiverProblem } from '../../policy/waivers/rules';
import { TargetedWaivers } from '../../policy/waivers/targeted-waivers';
import { unlisted } from '../../policy/waivers/unlisted';
import { ListedPlace, TargetedWaiver, WaiverFile } from '../../policy/waivers/waiver-file';

/** A problem of a waiver, with the place of the waiver if it is known. */
export type PlacedProblem = WaiverProblem & WaiverPlace & { readonly listed?: ListedPlace };

/** The findings on an object with their waivers, and the problems of its waivers. */
export interface WaivedFindings {
  readonly findings: readonly EvaluatedFinding[];
  readonly problems: readonly PlacedProblem[];
}

/** The waivers of an audit. It records which of them were used. */
export class AuditWaivers {
  /** The waivers of the waiver file and the settings file. */
  private readonly listed: TargetedWaivers;

  /**
   * @param mode the waivers that apply in addition to the waivers of the files, or none at all
   * @param settings the waivers of the settings file
   */
  constructor(
    private readonly mode: WaiverMode,
    private readonly file: WaiverFile,
    settings: readonly TargetedWaiver[],
    private readonly now: Date,
  ) {
    this.listed = new TargetedWaivers([...file.waivers, ...settings]);
  }

  /** Whether a waiver of an object covers a control. */
  public isNamed(audited: Audited, id: string): boolean {
    return this.countingFor(audited, audited.listedIn(this.listed)).some((waiver) => controlsOfWaiver(waiver).includes(id));
  }

  /** Applies the waivers to the findings on one object or Dockerfile. */
  public apply(audited: Audited, findings: readonly EvaluatedFinding[], profile: Profile): WaivedFindings {
    const { own, unreadable, partOf, partOfFinding, placeOf } = audited;
    const listed = audited.listedIn(this.listed);
    const counting = this.countingFor(audited, listed);
    const { mode } = this;
    const { neverWaive } = this.file;
    const counts = (waiver: Waiver, finding: EvaluatedFinding) => !isKept(waiver, finding, neverWaive);
    const waived = applyWaivers(findings, counting, { counts, partOf, partOfFinding });
    return {
      findings: waived,
      problems: [
        ...listed.flatMap((each) => this.listed.problemsOf(each).map((problem) => ({ ...problem, listed: each.place }))),
        ...this.settle(counting, waived, audited, profile, new Map(listed.map(({ waiver, place }) => [waiver, place]))),
        ...this.isUnlisted(audited) ? unlisted(own, counting).map((waiver) => placed(this.notReviewed(waiver), placeOf(waiver))) : [],
        ...mode === 'none' ? [] : unreadable.map((place) => placed({ control: waiverInvalid, detail: place.message }, place)),
      ],
    };
  }

  /** Remarks on waivers that cannot be checked, because their object was not audited. */
  public remarks(): readonly string[] {
    return this.mode === 'none' ? [] : this.unmatched(this.listed.all);
  }

  /** The waivers that apply to an object or a Dockerfile: its own waivers, and waivers in files that name it. */
  private countingFor(audited: Audited, listed: readonly TargetedWaiver[]): readonly Waiver[] {
    return [...this.countsOwn(audited) ? audited.own : [], ...this.countingOf(listed).map(({ waiver }) => waiver)];
  }

  private countingOf(listed: readonly TargetedWaiver[]): readonly TargetedWaiver[] {
    return this.mode === 'none' ? [] : listed;
  }

  /** Whether the own waivers of an object apply. */
  private countsOwn({ isForeign }: Audited): boolean {
    return this.mode === 'all' || (this.mode === 'inline' && !isForeign);
  }

  /** Whether unreviewed waivers of an object are reported as findings. */
  private isUnlisted(audited: Audited): boolean {
    return this.mode !== 'none' && !this.countsOwn(audited);
  }

  private notReviewed(waiver: Waiver): WaiverProblem {
    return waiverProblem(waiverUnlisted, waiver, this.mode === 'file' ? 'is in neither the waiver file nor the '
      + 'settings file, so it is ignored'
      : 'comes with a chart or from another host, so it is ignored: copy it into `waivers` of the settings file if you accept it');
  }

  private unmatched(waivers: readonly TargetedWaiver[]): readonly string[] {
    return waivers.filter((waiver) => !this.listed.isMatched(waiver))
      .map((listed) => `the ${waiverName(listed.waiver)} ${this.listed.absence(listed, 'the audited files')}`);
  }

  private settle(
    waivers: readonly Waiver[], findings: readonly EvaluatedFinding[], audited: Audited, profile: Profile,
    places: ReadonlyMap<Waiver, ListedPlace | undefined>,
  ): readonly PlacedProblem[] {
    if (waivers.length === 0) {
      return [];
    }
    const ledger = new WaiverLedger();
    const byPart = groupBy(findings, audited.partOfFinding);
    const { neverWaive, maxWaiverDays } = this.file;
    const rules = { neverWaive, maxWaiverDays, now: this.now };
    return waivers.flatMap((waiver) => {
      const part = audited.partOf(waiver);
      ledger.offer(waiver, part === undefined ? findings : byPart.get(part) ?? []);
      return ledger.settle(waiver, [rules], { isRequired: (id) => isChecked(profile, id), containers: audited.containers })
        .map((problem) => ({ ...placed(problem, audited.placeOf(waiver)), listed: places.get(waiver) }));
    });
  }
}

function placed(problem: WaiverProblem, { line, path }: WaiverPlace = {}): PlacedProblem {
  return { ...problem, line, path };
}
