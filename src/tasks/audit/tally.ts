import { Input } from './input';
import { Overlays } from './overlays';
import { placeIn } from './unit';
import { PlacedProblem } from './waivers';
import { JsonObject } from '../../formats/manifest/json';
import { SourceRange } from '../../formats/yaml/source-lines';
import { EvaluatedFinding, isUnevaluated } from '../../policy/engine/finding';
import { comparedWith, Publication } from '../../policy/engine/pipeline';
import { problemFinding } from '../../policy/waivers/rules';
import { ListedPlace } from '../../policy/waivers/waiver-file';
import { BaselineMatcher } from '../baseline/baseline';
import { AuditSummary, stateOf } from '../reports/audit';
import { countRisk, noRisks } from '../reports/fail-on';
import { Finding } from '../reports/finding';
import { limited } from '../reports/limited';
import { LazyFinding, Origin, toFinding } from '../reports/to-finding';

/** Reports findings one by one, and counts them. */
export class Tally {
  public readonly summary: AuditSummary;
  private readonly publication = new Publication<() => void>();
  private readonly overlays = new Overlays();
  /** Findings in files with waivers, by content. They are reported after the findings in the audited files. */
  private readonly ofLists = new Map<string, Finding>();

  /** @param baseline the baseline; without it, all findings are new */
  constructor(private readonly onFinding: (finding: Finding) => void, private readonly baseline?: BaselineMatcher) {
    this.summary = {
      files: 0,
      documents: 0,
      dockerfiles: 0,
      workloads: 0,
      errors: 0,
      warnings: 0,
      risks: noRisks(),
      waived: 0,
      ...baseline && { baselined: 0 },
      unevaluated: 0,
      leftOut: 0,
    };
  }

  /**
   * Reports the findings on one object. If there are too many for a report, it only counts the rest.
   *
   * @param input the input that contains the object
   */
  public addObject(
    object: JsonObject, input: Input, origin: Origin, findings: readonly EvaluatedFinding[], problems: readonly PlacedProblem[],
  ): void {
    const { baseline } = this;
    // A baseline entry is one finding of one control, so a later finding with the same cause is new.
    const overlay = input.rendering?.kind === 'kustomization' ? input.name : undefined;
    const has = (each: EvaluatedFinding) => baseline!.has(toFinding(each, object, origin));
    const isListed = (each: EvaluatedFinding) => overlay === undefined ? has(each)
      : this.overlays.isListed(new LazyFinding(each, object, origin), overlay, () => has(each));
    const compared = comparedWith(baseline && isListed, findings, object);
    const toHeld = (each: EvaluatedFinding) => () => this.report(new LazyFinding(each, object, origin));
    const { reported, leftOut } = limited(this.publication.publish(compared, { placeOf: (each) => placeIn(each, input), toHeld }));
    let isUnknown = false;
    for (const each of reported) {
      const found = new LazyFinding(each, object, origin);
      const finding = overlay === undefined ? found : this.overlays.add(found, overlay);
      isUnknown ||= finding !== undefined && isUnevaluated(each) && !each.waiver && !finding.baselined;
      if (overlay === undefined) {
        this.report(found);
      }
    }
    this.summary.unevaluated += isUnknown ? 1 : 0;
    leftOut.forEach((each) => this.count(new LazyFinding(each, object, origin)));
    this.summary.leftOut += leftOut.length;
    for (const problem of problems) {
      const { listed, path = ['metadata'] } = problem;
      if (listed) {
        const place: Origin = { file: listed.file, document: 1, rangeOf: () => rangeOf(listed) };
        this.addListed(toFinding(problemFinding(problem, listed.path), object, place));
      } else {
        this.report(new LazyFinding(problemFinding(problem, path), object, origin));
      }
    }
  }

  public addDockerfile(findings: readonly Finding[]): void {
    findings.forEach((finding) => this.report(finding));
  }

  /** Records a finding in a file with waivers. Several objects may cause the same finding. */
  public addListed(finding: Finding): void {
    this.ofLists.set(JSON.stringify([finding.file, finding.path, finding.message]), finding);
  }

  /** Reports the findings on accounts, and in files with waivers. Call it after all objects. */
  public finish(): void {
    this.overlays.take().forEach((finding) => this.report(finding));
    this.publication.left().forEach((report) => report());
    this.ofLists.forEach((finding) => this.report(finding));
    this.ofLists.clear();
  }

  private report(finding: Finding): void {
    this.onFinding(finding);
    this.count(finding);
  }

  private count(finding: Finding): void {
    const state = stateOf(finding);
    if (state === 'error' || state === 'warning') {
      countRisk(this.summary.risks, finding);
    }
    switch (state) {
      case 'error': this.summary.errors++; break;
      case 'warning': this.summary.warnings++; break;
      case 'waived': this.summary.waived++; break;
      case 'baselined': this.summary.baselined!++;
    }
  }
}

function rangeOf({ line, column, endLine, endColumn }: ListedPlace): SourceRange {
  return { line, column, endLine, endColumn };
}
