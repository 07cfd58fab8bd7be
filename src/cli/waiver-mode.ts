import { Severity } from '../controls/control';
import { Finding } from '../engine/evaluate';
import { Profile } from '../engine/profile';
import { JsonObject } from '../manifest/json';
import { applyWaivers, JudgedFinding } from '../waivers/apply';
import { inlineWaivers } from '../waivers/inline';
import { isTarget, PolicyFile, TargetedWaiver, targetText } from '../waivers/policy-file';
import { expiryProblems, limitProblems, unusedProblems } from '../waivers/problems';
import { Waiver } from '../waivers/waiver';

export const WAIVER_MODES = ['inline', 'file', 'none'] as const;
export type WaiverMode = typeof WAIVER_MODES[number];

/** What is wrong with a waiver. */
export interface WaiverProblem {
  readonly message: string;
  readonly fix: string;
  readonly severity: Severity;
}

/** Which waivers count in an audit, and what is wrong with them. */
export class AuditWaivers {
  /** The waivers of the policy file whose object was audited. */
  private readonly seen = new Set<TargetedWaiver>();

  /**
   * @param mode whose waivers count: those in the objects' annotations, those of the policy file alone, or none
   * @param expired what an expired waiver is
   */
  constructor(
    private readonly mode: WaiverMode,
    private readonly file: PolicyFile,
    private readonly now: Date,
    private readonly expired: Severity,
  ) {}

  /** The findings on one object with the waivers that count, and what is wrong with those it has. */
  public apply(object: JsonObject, findings: readonly Finding[], profile: Profile): Judgement {
    const inline = inlineWaivers(object);
    const listed = this.file.waivers.filter(({ target }) => isTarget(target, object));
    listed.forEach((waiver) => this.seen.add(waiver));
    const reviewed = listed.map(({ waiver }) => waiver);
    const counting = { inline: inline.waivers, file: reviewed, none: [] }[this.mode];
    const judged = applyWaivers(findings, counting);
    const selfDeclared = this.mode === 'file' ? inline.waivers.filter((own) => !reviewed.some((waiver) => saysAll(waiver, own))) : [];
    return {
      findings: judged,
      problems: [
        ...counting.flatMap((waiver) => this.problemsOf(waiver, judged, profile)),
        ...selfDeclared.map(({ control }) => problem(
          `waiver of "${control}": it is self-declared: the policy file does not list it, so it does not count`,
          'add it to the policy file, or remove it from the object')),
        ...(inline.problem && this.mode !== 'none' ? [problem(inline.problem, 'write it as valid JSON, or remove it')] : []),
      ],
    };
  }

  /** The waivers of the policy file that nobody can say to be right or wrong: their object was not judged, or they do not count. */
  public remarks(): readonly string[] {
    const { waivers } = this.file;
    return {
      inline: waivers.length === 0 ? [] : ['the waivers of the policy file do not count: they do with --waivers file'],
      file: waivers.filter((waiver) => !this.seen.has(waiver)).map(({ waiver, target }) =>
        `waiver of "${waiver.control}" is for ${targetText(target)}, which is not among what was audited`),
      none: [],
    }[this.mode];
  }

  private problemsOf(waiver: Waiver, findings: readonly JudgedFinding[], profile: Profile): readonly WaiverProblem[] {
    const rules = { neverWaive: this.file.neverWaive, maxWaiverDays: this.file.maxWaiverDays, now: this.now };
    return [
      ...limitProblems(waiver, rules).map((message) => problem(message, 'mend what it covers, or decide anew')),
      ...expiryProblems(waiver, rules).map((message) => problem(message, 'mend what it covers, or decide anew', this.expired)),
      ...(profile.ids.has(waiver.control) ? unusedProblems(waiver, findings) : []).map((message) => problem(message, 'remove it')),
    ];
  }
}

/** The findings on an object as waivers leave them. */
export interface Judgement {
  readonly findings: readonly JudgedFinding[];
  readonly problems: readonly WaiverProblem[];
}

function problem(message: string, fix: string, severity: Severity = 'error'): WaiverProblem {
  return { message, fix, severity };
}

/** Whether a reviewed waiver says all that a self-declared one does. */
function saysAll(reviewed: Waiver, own: Waiver): boolean {
  const holds = (all: readonly string[] = [], some: readonly string[] = []) => some.every((entry) => all.includes(entry));
  return reviewed.control === own.control && holds(reviewed.allow, own.allow) && holds(reviewed.containers, own.containers);
}
