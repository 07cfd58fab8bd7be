import { auditedObject } from './audited';
import { judgeDockerfile } from './dockerfiles';
import { InputError } from './input-error';
import { Input, isManifestName } from './inputs';
import { findingAt, What, Where } from './object-findings';
import { TokenSettings } from './service-accounts';
import { AuditWaivers } from './waivers';
import { Severity } from '../controls/control';
import { serviceAccountToken } from '../controls/hardened/service-account-token';
import { evaluate, isUnevaluated } from '../engine/evaluate';
import { Profile } from '../engine/profile';
import { isObject, JsonObject, Path } from '../manifest/json';
import { objectsIn, podsOf, unreadableItem } from '../manifest/workload';
import { AuditFinding, AuditSummary, countText } from '../reports/audit';
import { limited } from '../reports/limited';
import { findingText } from '../reports/text';
import { thirdPartySettings } from '../settings/platform';
import { PlatformName, Settings } from '../settings/settings';
import { JudgedFinding } from '../waivers/apply';
import { readDocuments } from '../yaml/documents';
import { readTokens } from '../yaml/read-document';
import { Tokens } from '../yaml/source';
import { SourceLines } from '../yaml/source-lines';
import { YamlError } from '../yaml/yaml-error';
import { tokensOf } from '../yaml/yaml-tokens';

/** Judges documents and Dockerfiles one by one and tells what it finds at once: nothing is kept but counts. */
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
  /** Files that lay in a folder and held no Kubernetes object. */
  private otherFiles = 0;
  /** How many of these hold no document at all. */
  private emptyFiles = 0;
  /** Documents that are no Kubernetes objects, in files with others that are. */
  private otherDocuments = 0;
  /** Links to folders that lay in a folder. */
  private readonly links: string[] = [];
  /** Inputs that were named and hold no document, as of a chart that renders nothing. */
  private readonly empty: string[] = [];
  private readonly tokens = new TokenSettings();
  private readonly settings: Settings;

  constructor(
    private readonly profile: Profile,
    platform: PlatformName,
    private readonly waivers: AuditWaivers,
    private readonly tell: (finding: AuditFinding) => void,
    private readonly progress: (summary: AuditSummary) => void,
  ) {
    this.settings = { ...thirdPartySettings(platform), kubernetesVersion: profile.version };
  }

  /** Takes from an input what objects of other inputs depend on. */
  public prepare(input: Input): void {
    if (this.profile.ids.has(serviceAccountToken.id) && !input.isLinkToFolder) {
      this.tokens.learn(input);
    }
  }

  /** Whether there was anything to evaluate, or nothing in an input that may well hold nothing. */
  public get hasInput(): boolean {
    const { documents, dockerfiles } = this.summary;
    return documents + dockerfiles > 0 || (this.empty.length + this.emptyFiles > 0 && this.otherFiles === this.emptyFiles);
  }

  /** @throws CannotWork where the input cannot be read, or was named and holds no Kubernetes object */
  public judge(input: Input): void {
    if (input.isLinkToFolder) {
      this.links.push(input.name);
    } else if (input.isDockerfile) {
      judgeDockerfile(input, this.profile, this.waivers).forEach((finding) => this.report(finding));
      this.summary.files++;
      this.summary.dockerfiles++;
      this.progress(this.summary);
    } else {
      this.judgeManifests(input);
    }
  }

  /** What was passed over. */
  public remarks(): readonly string[] {
    const { otherFiles, otherDocuments, links, profile: { dockerfileControls, level }, summary: { dockerfiles } } = this;
    return [
      ...this.empty.map((name) => `${name}: is empty, so there is nothing to evaluate in it`),
      ...otherFiles > 0 ? [`passed over, since they hold no Kubernetes object: ${countText(otherFiles, 'file')}`] : [],
      ...otherDocuments > 0 ? [`passed over, since they are no Kubernetes objects: ${countText(otherDocuments, 'document')} in files with objects`] : [],
      ...links.map((name) => `${name}: is a link to a folder and was not followed: name it to evaluate what is in it`),
      ...dockerfiles > 0 && dockerfileControls.length === 0 ? [`read, and not judged: ${countText(dockerfiles, 'Dockerfile')}: `
        + `the profile ${level} holds no control on them`] : [],
    ];
  }

  private judgeManifests(input: Input): void {
    const documentsBefore = this.summary.documents;
    let document = 0;
    try {
      for (const source of readDocuments(input.chunks())) {
        const tokens = tokensOf(source);
        const value = readTokens(tokens);
        // What stands before a first `---` is no document to anybody.
        if (value !== null) {
          document++;
          this.judgeDocument(input, tokens, value, document);
        }
      }
    } catch (error) {
      throw error instanceof YamlError ? new InputError(`${input.name}:${error.line}:${error.column}: ${error.message}`) : error;
    }
    const objects = this.summary.documents - documentsBefore;
    if (objects > 0) {
      this.summary.files++;
      this.otherDocuments += document - objects;
    } else if (input.isNamed) {
      this.empty.push(input.name);
    } else {
      this.otherFiles++;
      this.emptyFiles += document === 0 ? 1 : 0;
    }
  }

  private judgeDocument(input: Input, tokens: Tokens, value: unknown, document: number): void {
    if (!isObject(value) || !isKubernetesObject(value)) {
      if (input.isNamed) {
        const hint = isManifestName(input.name) ? '' : '; a Dockerfile is known by its name, as web.Dockerfile';
        throw new InputError(`${input.name}:${tokens.document.line}:1: document ${document} is no Kubernetes object: it has no apiVersion and kind${hint}`);
      }
      return;
    }
    const item = unreadableItem(value);
    // What only looks like a list lies in a folder by chance.
    if (item !== undefined && (input.isNamed || typeof value.kind === 'string')) {
      const line = new SourceLines(tokens.document, tokens).lineOf(['items', item]);
      throw new InputError(`${input.name}:${line}:1: items[${item}] of document ${document} is no Kubernetes object: give it an apiVersion and a kind`);
    }
    this.summary.documents++;
    this.progress(this.summary);
    let lines: SourceLines | undefined;
    const lineOf = (place: Path) => (lines ??= new SourceLines(tokens.document, tokens)).lineOf(place);
    for (const { object, path } of objectsIn(value)) {
      this.judgeObject({ object, path, file: input.name, document, lineOf });
    }
  }

  private judgeObject(where: Where): void {
    const { object, file } = where;
    this.summary.workloads += podsOf(object).length > 0 ? 1 : 0;
    const accountsWithoutToken = this.tokens.accountsAround(object, file);
    const found = evaluate(object, this.profile, accountsWithoutToken ? { ...this.settings, accountsWithoutToken } : this.settings);
    const { findings, problems } = this.waivers.apply(auditedObject(object), found, this.profile);
    this.summary.unevaluated += findings.some((finding) => !finding.waiver && isUnevaluated(finding)) ? 1 : 0;
    const { reported, leftOut } = limited(findings);
    for (const finding of reported) {
      const { control: { id: control }, severity, container = null, path, remedy: fix, waiver } = finding;
      this.reportAt(where, path, { control, severity, waived: waiver !== undefined, container, message: findingText(finding), fix });
    }
    this.leaveOut(where, leftOut);
    for (const { message, fix, severity } of problems) {
      this.reportAt(where, ['metadata'], { control: 'waiver', severity, waived: false, container: null, message, fix });
    }
  }

  /** Counts findings, and reports no more than how many they are. */
  private leaveOut(where: Where, findings: readonly JudgedFinding[]): void {
    if (findings.length === 0) {
      return;
    }
    findings.forEach(({ severity, waiver }) => this.count(severity, waiver !== undefined));
    this.summary.leftOut += findings.length;
    this.tell(findingAt(where, ['metadata'], {
      control: 'left-out',
      severity: findings.some(({ severity, waiver }) => severity === 'error' && !waiver) ? 'error' : 'warning',
      waived: false,
      container: null,
      message: `left-out: ${countText(findings.length, 'further finding')} of this object, which the summary counts`,
      fix: 'fix those that are reported, and audit again',
    }));
  }

  private reportAt(where: Where, field: Path, what: What): void {
    this.report(findingAt(where, field, what));
  }

  private report(finding: AuditFinding): void {
    this.tell(finding);
    this.count(finding.severity, finding.waived);
  }

  private count(severity: Severity, waived: boolean): void {
    if (waived) {
      this.summary.waived++;
    } else if (severity === 'error') {
      this.summary.errors++;
    } else {
      this.summary.warnings++;
    }
  }
}

/** What kubectl would send to the API server: what else lies in a folder of YAML is not for it. */
function isKubernetesObject({ apiVersion, kind, items }: JsonObject): boolean {
  return Array.isArray(items) || (typeof apiVersion === 'string' && typeof kind === 'string');
}
