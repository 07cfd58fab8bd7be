import { auditedObject } from './audited';
import { auditDockerfile } from './dockerfiles';
import { documentsIn, ManifestDocument } from './documents';
import { InputFacts } from './facts';
import { Input } from './inputs';
import { Skipped } from './skipped';
import { AuditWaivers } from './waivers';
import { serviceAccountToken } from '../controls/hardened/service-account-token';
import { evaluateOpened } from '../engine/evaluate';
import { isUnevaluated } from '../engine/finding';
import { openManifest } from '../engine/open';
import { Profile } from '../engine/profile';
import { LocatedObject, objectsIn } from '../manifest/workload';
import { AuditSummary } from '../reports/audit';
import { Finding } from '../reports/finding';
import { limited } from '../reports/limited';
import { countText } from '../reports/text';
import { Origin, toFinding } from '../reports/to-finding';
import { thirdPartySettings } from '../settings/platform';
import { PlatformName, Settings } from '../settings/settings';
import { problemFinding } from '../waivers/rules';

/** Evaluates documents and Dockerfiles one by one, and reports each finding at once: nothing is kept but counts. */
export class Audit {
  public readonly summary: AuditSummary = {
    files: 0,
    documents: 0,
    dockerfiles: 0,
    workloads: 0,
    errors: 0,
    warnings: 0,
    waived: 0,
    unevaluated: 0,
    leftOut: 0,
  };
  private readonly skipped = new Skipped();
  private readonly facts = new InputFacts();
  private readonly settings: Settings;

  constructor(
    private readonly profile: Profile,
    platform: PlatformName,
    private readonly waivers: AuditWaivers,
    private readonly onFinding: (finding: Finding) => void,
    private readonly onProgress: (summary: AuditSummary) => void,
  ) {
    this.settings = { ...thirdPartySettings(platform), kubernetesVersion: profile.version };
  }

  /** Takes from an input what objects of other inputs depend on. */
  public prepare(input: Input): void {
    if (this.profile.ids.has(serviceAccountToken.id) && !input.isLinkToFolder) {
      this.facts.learn(input);
    }
  }

  /** Whether there was anything to evaluate, or nothing in an input that may well be empty. */
  public get hasInput(): boolean {
    const { documents, dockerfiles } = this.summary;
    return documents + dockerfiles > 0 || this.skipped.isEmptyOnly;
  }

  /** @throws InputError if the input cannot be read, or was named and has no Kubernetes object */
  public evaluate(input: Input): void {
    if (input.isLinkToFolder) {
      this.skipped.addLink(input.name);
    } else if (input.isDockerfile) {
      auditDockerfile(input, this.profile, this.waivers).forEach((finding) => this.report(finding));
      this.summary.files++;
      this.summary.dockerfiles++;
      this.onProgress(this.summary);
    } else {
      this.evaluateManifests(input);
    }
  }

  /** What was not evaluated. */
  public remarks(): readonly string[] {
    const { skipped, profile: { dockerfileControls, level }, summary: { dockerfiles } } = this;
    return [
      ...skipped.remarks(),
      ...dockerfiles > 0 && dockerfileControls.length === 0
        ? [`did not evaluate ${countText(dockerfiles, 'Dockerfile')}: the profile ${level} has no control for them`] : [],
    ];
  }

  private evaluateManifests(input: Input): void {
    const documentsBefore = this.summary.documents;
    let documents = 0;
    for (const document of documentsIn(input)) {
      documents++;
      if (document.manifest) {
        this.summary.documents++;
        this.onProgress(this.summary);
        objectsIn(document.manifest).forEach((located) => this.evaluateObject(located, input.name, document));
      }
    }
    const objects = this.summary.documents - documentsBefore;
    if (objects > 0) {
      this.summary.files++;
      this.skipped.addDocuments(input.name, documents - objects);
    } else if (input.isNamed) {
      this.skipped.addEmpty(input.name);
    } else {
      this.skipped.addFile(input.name, documents);
    }
  }

  private evaluateObject({ object, path }: LocatedObject, file: string, { number, rangeOf }: ManifestDocument): void {
    this.skipped.addIfMisspelled(object, () => `${file}:${rangeOf([...path, 'kind']).line}`);
    const opened = openManifest(object);
    this.summary.workloads += opened.objects.some(({ pods }) => pods.length > 0) ? 1 : 0;
    const facts = this.facts.aroundForEvaluation(object, file);
    const settings = facts ? { ...this.settings, ...facts } : this.settings;
    const found = evaluateOpened(opened, this.profile, settings);
    const { findings, problems } = this.waivers.apply(auditedObject(object), found, this.profile);
    this.summary.unevaluated += findings.some((finding) => !finding.waiver && isUnevaluated(finding)) ? 1 : 0;
    const origin: Origin = { file, document: number, path, rangeOf };
    const { reported, leftOut } = limited(findings, ({ severity, waiver }) => waiver ? 'waived' : severity);
    reported.forEach((finding) => this.report(toFinding(finding, object, origin)));
    leftOut.forEach(({ severity, waiver }) => this.count({ severity, waived: waiver !== undefined }));
    this.summary.leftOut += leftOut.length;
    problems.forEach((problem) => this.report(toFinding(problemFinding(problem, ['metadata']), object, origin)));
  }

  private report(finding: Finding): void {
    this.onFinding(finding);
    this.count(finding);
  }

  private count({ severity, waived }: Pick<Finding, 'severity' | 'waived'>): void {
    if (waived) {
      this.summary.waived++;
    } else if (severity === 'error') {
      this.summary.errors++;
    } else {
      this.summary.warnings++;
    }
  }
}
