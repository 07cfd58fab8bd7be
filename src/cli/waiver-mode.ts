import { Finding } from '../engine/evaluate';
import { Profile } from '../engine/profile';
import { JsonObject } from '../manifest/json';
import { applyWaivers, JudgedFinding } from '../waivers/apply';
import { inlineWaivers } from '../waivers/inline';
import { isTarget, PolicyFile, TargetedWaiver } from '../waivers/policy-file';
import { ruleProblems, unusedProblems, WaiverRules } from '../waivers/problems';
import { Waiver } from '../waivers/waiver';

export const WAIVER_MODES = ['inline', 'file', 'none'] as const;
export type WaiverMode = typeof WAIVER_MODES[number];

/** What is wrong with a waiver, and whether it fails. */
export interface WaiverProblem {
  readonly message: string;
  readonly fix: string;
}

/** Which waivers count in an audit, and what is wrong with them. */
export class AuditWaivers {
  /** The waivers of the policy file whose object was audited. */
  private readonly seen = new Set<TargetedWaiver>();

  constructor(private readonly mode: WaiverMode, private readonly file: PolicyFile, private readonly rules: WaiverRules) {}

  /** The findings on one object with the waivers that count, and what is wrong with those it has. */
  public apply(object: JsonObject, findings: readonly Finding[], profile: Profile): { findings: readonly JudgedFinding[]; problems: WaiverProblem[] } {
    const inline = inlineWaivers(object);
    const listed = this.mode === 'file' ? this.file.waivers.filter(({ target }) => isTarget(target, object)) : [];
    listed.forEach((waiver) => this.seen.add(waiver));
    const counting = this.mode === 'inline' ? inline.waivers : listed.map(({ waiver }) => waiver);
    const judged = applyWaivers(findings, counting);
    const problems = counting.flatMap((waiver) => this.problemsOf(waiver, judged, profile));
    if (inline.problem) {
      problems.push(inline.problem);
    }
    if (this.mode === 'file') {
      problems.push(...inline.waivers.filter((own) => !counting.some((listedOne) => covers(listedOne, own))).map(selfDeclared));
    }
    return { findings: judged, problems: problems.map((message) => ({ message, fix: 'mend the waiver, or what it should cover' })) };
  }

  /** The waivers of the policy file for objects that were not there: nothing was judged, so nobody can say that they are wrong. */
  public unseen(): readonly string[] {
    return this.file.waivers.filter((waiver) => this.mode === 'file' && !this.seen.has(waiver)).map(({ waiver, target }) =>
      `waiver of "${waiver.control}" is for ${target.kind} ${target.namespace ? `${target.namespace}/` : ''}${target.name}, which is not among what was audited`);
  }

  private problemsOf(waiver: Waiver, findings: readonly JudgedFinding[], profile: Profile): string[] {
    return [...ruleProblems(waiver, this.rules), ...(profile.ids.has(waiver.control) ? unusedProblems(waiver, findings) : [])];
  }
}

/** Whether a reviewed waiver says all that a self-declared one does. */
function covers(reviewed: Waiver, own: Waiver): boolean {
  const holds = (all: readonly string[] | undefined, some: readonly string[] | undefined) => (some ?? []).every((entry) => all?.includes(entry));
  return reviewed.control === own.control && holds(reviewed.allow, own.allow) && holds(reviewed.containers, own.containers);
}

function selfDeclared({ control }: Waiver): string {
  return `waiver of "${control}": the object declares it itself, and the policy file does not list it: it does not count`;
}
