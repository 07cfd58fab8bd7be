import { Audited } from './audited';
import { Severity } from '../controls/check';
import { waiverInvalid } from '../controls/waivers/waiver-invalid';
import { waiverUnlisted } from '../controls/waivers/waiver-unlisted';
import { EvaluatedFinding } from '../engine/finding';
import { Profile } from '../engine/profile';
import { groupBy } from '../manifest/group-by';
import { CONTAINER_LISTS } from '../manifest/pod';
import { Waiver } from '../settings/waiver';
import { applyWaivers } from '../waivers/apply';
import { controlsOf, familyOf, isKept, waiverName } from '../waivers/coverage';
import { WaiverLedger } from '../waivers/ledger';
import { WaiverMode } from '../waivers/modes';
import { WaiverProblem, waiverProblem } from '../waivers/rules';
import { targetText } from '../waivers/target';
import { TargetedWaiver, WaiverFile } from '../waivers/waiver-file';

/** A problem of a waiver, and the line of the waiver if that is known. */
export interface PlacedProblem extends WaiverProblem {
  readonly line?: number;
}

/** The findings on an object with the waivers that count, and what is wrong with its waivers. */
export interface WaivedFindings {
  readonly findings: readonly EvaluatedFinding[];
  readonly problems: readonly PlacedProblem[];
}

/** Which waivers count in an audit, and what became of them. */
export class AuditWaivers {
  /** The waivers of the waiver file, by the objects that they matched. */
  private readonly listed = new WaiverLedger();

  /**
   * @param mode which waivers count beside those of the settings: those on the objects, those of the waiver file, or none at all
   * @param settings the waivers of the settings file
   * @param expired what an expired waiver is
   */
  constructor(
    private readonly mode: WaiverMode,
    private readonly file: WaiverFile,
    private readonly settings: readonly TargetedWaiver[],
    private readonly now: Date,
    private readonly expired: Severity,
  ) {}

  /** Applies the waivers that count to the findings on one object or Dockerfile. */
  public apply(audited: Audited, findings: readonly EvaluatedFinding[], profile: Profile): WaivedFindings {
    const { own, unreadable, apiGroup = '', isTarget, reaches, lineOf } = audited;
    const listed = [...this.file.waivers, ...this.settings].filter(({ target }) => isTarget(target));
    listed.forEach((waiver) => this.listed.match(waiver, apiGroup));
    const reviewed = listed.map(({ waiver }) => waiver);
    const ofSettings = listed.filter((waiver) => this.settings.includes(waiver)).map(({ waiver }) => waiver);
    const counting = { inline: [...own, ...ofSettings], file: reviewed, none: [] }[this.mode];
    const { neverWaive } = this.file;
    const waived = applyWaivers(findings, counting, (waiver, finding) => reaches(waiver, finding) && !isKept(waiver, finding, neverWaive));
    return {
      findings: waived,
      problems: [
        ...listed.flatMap((waiver) => this.listed.settleTarget(waiver)),
        ...this.settle(counting, waived, audited, profile),
        ...this.mode === 'file' ? unlisted(own, reviewed).map((problem) => ({ ...problem.problem, line: lineOf(problem.waiver) })) : [],
        ...this.mode === 'none' ? [] : unreadable.map(({ message, line }) => ({ control: waiverInvalid, detail: message, line })),
      ],
    };
  }

  /** The waivers of the waiver file of which nobody can say whether they are right: their object was not audited, or they do not count. */
  public remarks(): readonly string[] {
    const { settings, file: { waivers } } = this;
    return {
      inline: [...waivers.length === 0 ? [] : ['the waivers of the waiver file are not used: add --waivers file'], ...this.unmatched(settings)],
      file: this.unmatched([...waivers, ...settings]),
      none: [],
    }[this.mode];
  }

  private unmatched(waivers: readonly TargetedWaiver[]): readonly string[] {
    return waivers.filter((waiver) => !this.listed.isMatched(waiver)).map(({ waiver, target }) =>
      `the ${waiverName(waiver)} is for ${targetText(target)}, which is not in the audited files`);
  }

  private settle(
    waivers: readonly Waiver[], findings: readonly EvaluatedFinding[], audited: Audited, profile: Profile,
  ): readonly PlacedProblem[] {
    if (waivers.length === 0) {
      return [];
    }
    const ledger = new WaiverLedger();
    const byControl = groupBy(findings, ({ control }) => control.id);
    const { neverWaive, maxWaiverDays } = this.file;
    const rules = { neverWaive, maxWaiverDays, now: this.now, expired: this.expired };
    return waivers.flatMap((waiver) => {
      const near = waiver.profile === undefined
        ? [...new Set(controlsOf(waiver).flatMap(familyOf))].flatMap((id) => byControl.get(id) ?? []) : findings;
      ledger.offer(waiver, near.filter((finding) => audited.reaches(waiver, finding)));
      const line = audited.lineOf(waiver);
      return ledger.settle(waiver, rules, (id) => profile.ids.has(id)).map((problem) => ({ ...problem, line }));
    });
  }
}

/** The waivers that an object declares itself and that nobody reviewed. */
function unlisted(own: readonly Waiver[], reviewed: readonly Waiver[]): readonly { waiver: Waiver; problem: WaiverProblem }[] {
  return own.filter((each) => !singles(each).every((single) => reviewed.some((waiver) => includesAll(waiver, single))))
    .map((waiver) => ({ waiver, problem: waiverProblem(waiverUnlisted, waiver, 'is not in the waiver file, so it does not count') }));
}

/** A waiver of several controls can be several in the file. */
function singles(waiver: Waiver): readonly Waiver[] {
  return waiver.controls?.map((control) => ({ ...waiver, control, controls: undefined })) ?? [waiver];
}

/** Whether a reviewed waiver covers all that one of the object itself does. */
function includesAll(reviewed: Waiver, own: Waiver): boolean {
  const holds = (all: readonly string[] = [], some: readonly string[] = []) => some.every((entry) => all.includes(entry));
  return reviewed.profile === own.profile && holds(controlsOf(reviewed), controlsOf(own)) && reviewed.template === own.template
    && holds(reviewed.allow, own.allow) && CONTAINER_LISTS.every((list) => holds(reviewed[list], own[list]));
}
