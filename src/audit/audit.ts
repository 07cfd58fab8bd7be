import { dirname } from 'path';
import { auditedObject } from './audited';
import { auditDockerfile } from './dockerfiles';
import { documentsIn, ManifestDocument } from './documents';
import { emptyStandardInput } from './empty-inputs';
import { Evaluation } from './evaluation';
import { InputFacts } from './facts';
import { Input, STDIN } from './input';
import { ObjectReporting, ReportedObjects } from './reported-objects';
import { Skipped } from './skipped';
import { AuditWaivers } from './waivers';
import { BaselineMatcher } from '../baseline/baseline';
import { networkPolicy } from '../controls/hardened/network-policy';
import { serviceAccountExists } from '../controls/hardened/service-account-exists';
import { serviceAccountToken } from '../controls/hardened/service-account-token';
import { singleNodeClaims } from '../controls/startup/single-node-claims';
import { evaluateOpened } from '../engine/evaluate';
import { EvaluatedFinding, isUnevaluated } from '../engine/finding';
import { placeOf } from '../engine/object-facts';
import { openManifest } from '../engine/open';
import { DuplicateKeys } from '../manifest/duplicate-keys';
import { JsonObject } from '../manifest/json';
import { LocatedObject, objectsIn } from '../manifest/workload';
import { ClusterObjects } from '../network/cluster-objects';
import { AuditSummary, stateOf } from '../reports/audit';
import { Finding } from '../reports/finding';
import { limited } from '../reports/limited';
import { countText } from '../reports/text';
import { Origin, toFinding } from '../reports/to-finding';
import { Settings } from '../settings/settings';
import { FileMatcher } from '../settings-file/file-matcher';
import { problemFinding } from '../waivers/rules';

/** What an audit works with. */
export interface AuditOptions {
  /** How each file is evaluated. */
  readonly evaluationFor: (file: string) => Evaluation;
  readonly waivers: AuditWaivers;
  /** Whether input without a document is no error. Default: false. */
  readonly allowsEmpty?: boolean;
  /** The findings that were there before; undefined if all count. */
  readonly baseline?: BaselineMatcher;
  readonly onFinding: (finding: Finding) => void;
  /** Only for reports that show objects: it takes time. */
  readonly objects?: ObjectReporting;
  /** Called with all that is found in an object, or in a Dockerfile, where there is no object, with the waivers that cover it. */
  readonly onEvaluated?: (file: string, object: JsonObject | undefined, findings: readonly EvaluatedFinding[]) => void;
}

/** The controls whose findings depend on other objects. */
const BESIDE_OTHERS = [serviceAccountToken, serviceAccountExists, singleNodeClaims, networkPolicy];

/** Which files are read. */
export interface FileSelection {
  readonly isExcluded: FileMatcher;
  /** Undefined for all. */
  readonly isChanged?: FileMatcher;
}

/** Evaluates documents and Dockerfiles one by one, and reports each finding at once: nothing is kept but counts. */
export class Audit {
  public readonly summary: AuditSummary;
  private readonly skipped = new Skipped();
  private readonly facts = new InputFacts();
  private readonly objects?: ReportedObjects;
  /** What decides who connects to whom, for reports that show objects. */
  public readonly cluster?: ClusterObjects;
  private uncheckedDockerfiles = 0;

  constructor(private readonly options: AuditOptions) {
    this.objects = options.objects && new ReportedObjects(options.objects, this.facts);
    this.cluster = options.objects && new ClusterObjects();
    this.summary = {
      files: 0,
      documents: 0,
      dockerfiles: 0,
      workloads: 0,
      errors: 0,
      warnings: 0,
      waived: 0,
      ...options.baseline && { baselined: 0 },
      unevaluated: 0,
      leftOut: 0,
    };
  }

  /**
   * Takes from inputs what objects of others depend on, if any of those that are evaluated do.
   *
   * @param around more than is evaluated: a policy in a file that did not change selects pods of those that did
   */
  public prepare(evaluated: readonly Input[], around: readonly Input[] = evaluated): void {
    const depends = ({ name }: Input) => BESIDE_OTHERS.some(({ id }) => this.options.evaluationFor(name).profile.ids.has(id));
    if (this.objects !== undefined || evaluated.some(depends)) {
      around.filter(({ isLinkToFolder }) => !isLinkToFolder).forEach((input) => this.facts.learn(input));
    }
  }

  /** Whether an input is to be read. */
  public takes({ name }: Input, { isExcluded, isChanged = () => true }: FileSelection): boolean {
    if (name === STDIN) {
      return true;
    }
    if (isExcluded(name)) {
      this.skipped.addExcluded(name);
      return false;
    }
    if (!isChanged(name)) {
      this.skipped.addUnchanged(name);
      return false;
    }
    return true;
  }

  /**
   * Why an audit that evaluated nothing must not pass; undefined if it may.
   *
   * @param isPart whether only some files were to be evaluated, such as those that changed
   */
  public whyNothing(isPart: boolean): string | undefined {
    const { documents, dockerfiles } = this.summary;
    return documents + dockerfiles > 0 ? undefined : this.skipped.whyNothing(isPart, this.options.allowsEmpty);
  }

  /**
   * Evaluates an input, document by document.
   *
   * @throws InputError if the input cannot be read, was named and has a document that is no Kubernetes object, or is empty standard input
   */
  public* evaluate(input: Input): Generator<void> {
    if (input.isLinkToFolder) {
      this.skipped.addLink(input.name);
    } else if (input.isDockerfile) {
      const { profile, settings: { severities } } = this.options.evaluationFor(input.name);
      const { waivers, onEvaluated } = this.options;
      const shown = profile.dockerfileControls.length > 0 ? this.objects?.dockerfile(input) : undefined;
      const read = shown?.input ?? input;
      const findings = auditDockerfile(read, profile, waivers, severities, (all) => onEvaluated?.(input.name, undefined, all));
      shown?.report();
      findings.forEach((finding) => this.report(this.inBaseline(finding)));
      this.summary.files++;
      this.summary.dockerfiles++;
      this.uncheckedDockerfiles += profile.dockerfileControls.length === 0 ? 1 : 0;
    } else {
      yield* this.evaluateManifests(input);
    }
    yield;
  }

  /** What was not evaluated. */
  public remarks(): readonly string[] {
    const { skipped, uncheckedDockerfiles } = this;
    return [
      ...skipped.remarks(),
      ...uncheckedDockerfiles > 0
        ? [`did not evaluate ${countText(uncheckedDockerfiles, 'Dockerfile')}: only the profile hardened has controls for them`] : [],
    ];
  }

  private* evaluateManifests(input: Input): Generator<void> {
    const documentsBefore = this.summary.documents;
    let documents = 0;
    for (const document of documentsIn(input)) {
      documents++;
      if (document.manifest) {
        this.summary.documents++;
        evaluatedIn(document.manifest, document.duplicateKeys).forEach((located) => this.evaluateObject(located, input.name, document));
        yield;
      }
    }
    const objects = this.summary.documents - documentsBefore;
    if (objects > 0) {
      this.summary.files++;
      this.skipped.addDocuments(input.name, documents - objects);
    } else if (input.isNamed) {
      if (input.name === STDIN && !this.options.allowsEmpty) {
        throw emptyStandardInput();
      }
      this.skipped.addEmpty(input.name);
    } else {
      this.skipped.addFile(input.name, documents);
    }
  }

  private evaluateObject({ object, path }: LocatedObject, file: string, document: ManifestDocument): void {
    const { number, rangeOf } = document;
    this.skipped.addIfTemplate(object, () => `${file}:${rangeOf([...path, 'metadata', 'name']).line}`);
    this.skipped.addIfMisspelled(object, () => `${file}:${rangeOf([...path, 'kind']).line}`);
    const opened = openManifest(object);
    this.summary.workloads += opened.objects.some(({ pods }) => pods.length > 0) ? 1 : 0;
    this.objects?.report(opened, path, file, document);
    this.cluster?.learn(object, placeOf(object, dirname(file)));
    const evaluation = this.options.evaluationFor(file);
    const { profile } = evaluation;
    const facts = this.facts.aroundForEvaluation(object, file);
    const { duplicateKeys } = document;
    const settings: Settings = {
      ...evaluation.settings, ...facts, duplicateKeys: duplicateKeys && { in: (inner) => duplicateKeys.in([...path, ...inner]) },
    };
    const found = evaluateOpened(opened, profile, settings);
    const { findings, problems } = this.options.waivers.apply(auditedObject(object), found, profile);
    this.options.onEvaluated?.(file, object, findings);
    const origin: Origin = { file, document: number, path, rangeOf };
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

  private inBaseline(finding: Finding): Finding {
    return this.options.baseline?.mark(finding) ?? finding;
  }

  private report(finding: Finding): void {
    this.options.onFinding(finding);
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

/** The objects of a document. Of a list, which is no object itself, also the list if it has a duplicate key, such as `items`. */
function evaluatedIn(manifest: JsonObject, duplicateKeys: DuplicateKeys | undefined): readonly LocatedObject[] {
  const objects = objectsIn(manifest);
  if (!duplicateKeys || duplicateKeys.in([]).length === 0 || objects.some(({ path }) => path.length === 0)) {
    return objects;
  }
  const { items: _, ...list } = manifest;
  return [{ object: list, path: [] }, ...objects];
}
