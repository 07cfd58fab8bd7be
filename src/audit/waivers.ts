import { Audited } from './audited';
import { Severity } from '../controls/control';
import { Finding } from '../engine/evaluate';
import { Profile } from '../engine/profile';
import { CONTAINER_LISTS } from '../manifest/pod';
import { applyWaivers, groupBy, JudgedFinding } from '../waivers/apply';
import { expiryProblems, limitProblems, unusedProblems } from '../waivers/problems';
import { ambiguity, targetText } from '../waivers/target';
import { Waiver } from '../waivers/waiver';
import { WaiverFile, TargetedWaiver } from '../waivers/waiver-file';

export const WAIVER_MODES = ['inline', 'file', 'none'] as const;
export type WaiverMode = typeof WAIVER_MODES[number];

/** What is wrong with a waiver. */
export interface WaiverProblem {
  readonly message: string;
  readonly fix: string;
  readonly severity: Severity;
  /** Where the waiver stands, as far as that is known. */
  readonly line?: number;
}

/** Which waivers count in an audit, and what is wrong with them. */
export class AuditWaivers {
  /** The waivers of the waiver file whose object was audited, and the API groups of the objects that they match. */
  private readonly seen = new Map<TargetedWaiver, Set<string>>();

  /**
   * @param mode whose waivers count: those in annotations and comments, those of the waiver file alone, or none
   * @param expired what an expired waiver is
   */
  constructor(
    private readonly mode: WaiverMode,
    private readonly file: WaiverFile,
    private readonly now: Date,
    private readonly expired: Severity,
  ) {}

  /** The findings on one object or Dockerfile with the waivers that count, and what is wrong with those it has. */
  public apply(audited: Audited, findings: readonly Finding[], profile: Profile): Judgement {
    const { own, unreadable, apiGroup, isTarget, reaches, lineOf } = audited;
    const listed = this.file.waivers.filter(({ target }) => isTarget(target));
    const ambiguous = listed.flatMap((waiver) => this.see(waiver, apiGroup) ?? []);
    const reviewed = listed.map(({ waiver }) => waiver);
    const counting = { inline: own, file: reviewed, none: [] }[this.mode];
    const judged = applyWaivers(findings, counting, reaches);
    const byControl = counting.length > 0 ? groupBy(judged, ({ control }) => control.id) : undefined;
    const selfDeclared = this.mode === 'file' ? own.filter((each) => !reviewed.some((waiver) => saysAll(waiver, each))) : [];
    return {
      findings: judged,
      problems: [
        ...ambiguous.map((message) => problem(message, 'write it into the waiver file')),
        ...counting.flatMap((waiver) => {
          const near = (byControl?.get(waiver.control) ?? []).filter((finding) => reaches(waiver, finding));
          return this.problemsOf(waiver, near, profile).map((found) => ({ ...found, line: lineOf(waiver) }));
        }),
        ...selfDeclared.map((waiver) => ({
          ...problem(
            `waiver of "${waiver.control}": it is self-declared: the waiver file does not list it, so it does not count`,
            'add it to the waiver file, or remove it from the object'),
          line: lineOf(waiver),
        })),
        ...(this.mode === 'none' ? [] : unreadable.map(({ message, line }) => ({ ...problem(message, 'mend it as that says, or remove it'), line }))),
      ],
    };
  }

  /** Objects come one by one: the second group that a target matches is what shows that it is ambiguous. */
  private see(waiver: TargetedWaiver, apiGroup = ''): string | undefined {
    const groups = (this.seen.get(waiver) ?? new Set()).add(apiGroup);
    this.seen.set(waiver, groups);
    return ambiguity(waiver.target, groups);
  }

  /** The waivers of the waiver file that nobody can say to be right or wrong: their object was not judged, or they do not count. */
  public remarks(): readonly string[] {
    const { waivers } = this.file;
    return {
      inline: waivers.length === 0 ? [] : ['the waivers of the waiver file do not count: they do with --waivers file'],
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
  return reviewed.control === own.control && reviewed.template === own.template && holds(reviewed.allow, own.allow)
    && CONTAINER_LISTS.every((list) => holds(reviewed[list], own[list]));
}
