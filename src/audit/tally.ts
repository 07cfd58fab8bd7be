import { PlacedProblem } from './waivers';
import { BaselineMatcher } from '../baseline/baseline';
import { EvaluatedFinding, isUnevaluated } from '../engine/finding';
import { JsonObject } from '../manifest/json';
import { AuditSummary, stateOf } from '../reports/audit';
import { Finding } from '../reports/finding';
import { limited } from '../reports/limited';
import { Origin, toFinding } from '../reports/to-finding';
import { problemFinding } from '../waivers/rules';

/** Reports findings one by one, and counts them. */
export class Tally {
  public readonly summary: AuditSummary;

  /** @param baseline the findings that were there before; undefined if all count */
  constructor(private readonly onFinding: (finding: Finding) => void, private readonly baseline?: BaselineMatcher) {
    this.summary = {
      files: 0,
      documents: 0,
      dockerfiles: 0,
      workloads: 0,
      errors: 0,
      warnings: 0,
      waived: 0,
      ...baseline && { baselined: 0 },
      unevaluated: 0,
      leftOut: 0,
    };
  }

  /** Reports what was found in one object, and counts what is too much for a report. */
  public addObject(object: JsonObject, origin: Origin, findings: readonly EvaluatedFinding[], problems: readonly PlacedProblem[]): void {
    const { reported, leftOut } = limited(findings, ({ severity, waiver }) => waiver ? 'waived' : severity);
    let isUnknown = false;
    for (const each of reported) {
      const finding = this.inBaseline(toFinding(each, object, origin));
      isUnknown ||= isUnevaluated(each) && !each.waiver && !finding.baselined;
      this.report(finding);
    }
    this.summary.unevaluated += isUnknown ? 1 : 0;
    leftOut.forEach((each) => this.count(this.inBaseline(toFinding(each, object, origin))));
    this.summary.leftOut += leftOut.length;
    problems.forEach((problem) => this.report(toFinding(problemFinding(problem, problem.path ?? ['metadata']), object, origin)));
  }

  public addDockerfile(findings: readonly Finding[]): void {
    findings.forEach((finding) => this.report(this.inBaseline(finding)));
  }

  private inBaseline(finding: Finding): Finding {
    return this.baseline?.mark(finding) ?? finding;
  }

  private report(finding: Finding): void {
    this.onFinding(finding);
    this.count(finding);
  }

  private count(finding: Finding): void {
    switch (stateOf(finding)) {
      case 'error': this.summary.errors++; break;
      case 'warning': this.summary.warnings++; break;
      case 'waived': this.summary.waived++; break;
      case 'baselined': this.summary.baselined!++;
    }
  }
}
