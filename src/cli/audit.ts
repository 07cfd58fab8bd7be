import { AuditWaivers } from './audit-waivers';
import { auditedObject } from './audited';
import { CannotWork } from './cannot-work';
import { Input, isManifestName } from './inputs';
import { judgeDockerfile } from './judge-dockerfile';
import { policyOn } from '../controls/identity';
import { PlatformName, Policy } from '../controls/policy';
import { evaluate } from '../engine/evaluate';
import { Profile } from '../engine/profile';
import { asObject, asString, isObject, JsonObject, Path } from '../manifest/json';
import { LocatedObject, objectsIn, podsOf } from '../manifest/workload';
import { AuditFinding, AuditSummary, countText, toJsonPointer } from '../reports/audit';
import { findingText } from '../reports/text';
import { readDocuments } from '../yaml/documents';
import { readTokens } from '../yaml/read-document';
import { Tokens } from '../yaml/source';
import { SourceLines } from '../yaml/source-lines';
import { YamlError } from '../yaml/yaml-error';
import { tokensOf } from '../yaml/yaml-tokens';

/** Judges documents and Dockerfiles one by one and tells what it finds at once: nothing is kept but counts. */
export class Audit {
  public readonly summary: AuditSummary = { files: 0, documents: 0, dockerfiles: 0, workloads: 0, errors: 0, warnings: 0, waived: 0 };
  /** Files that lay in a folder and held no Kubernetes object. */
  private otherFiles = 0;
  private readonly policy: Policy;

  constructor(
    private readonly profile: Profile,
    platform: PlatformName,
    private readonly waivers: AuditWaivers,
    private readonly tell: (finding: AuditFinding) => void,
    private readonly progress: (summary: AuditSummary) => void,
  ) {
    this.policy = { ...policyOn(platform), kubernetesVersion: profile.version };
  }

  /** @throws CannotWork where the input cannot be read, or was named and holds no Kubernetes object */
  public judge(input: Input): void {
    if (input.isDockerfile) {
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
    const { otherFiles, profile: { dockerfileControls, level }, summary: { dockerfiles } } = this;
    return [
      ...otherFiles > 0 ? [`passed over, since they hold no Kubernetes object: ${countText(otherFiles, 'file')}`] : [],
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
      throw error instanceof YamlError ? new CannotWork(`${input.name}:${error.line}:${error.column}: ${error.message}`) : error;
    }
    if (this.summary.documents > documentsBefore) {
      this.summary.files++;
    } else if (input.isNamed) {
      throw new CannotWork(`${input.name}: holds no Kubernetes object`);
    } else {
      this.otherFiles++;
    }
  }

  private judgeDocument(input: Input, tokens: Tokens, value: unknown, document: number): void {
    if (!isObject(value) || !isKubernetesObject(value)) {
      if (input.isNamed) {
        const hint = isManifestName(input.name) ? '' : '; a Dockerfile is known by its name, as web.Dockerfile';
        throw new CannotWork(`${input.name}:${tokens.document.line}:1: document ${document} is no Kubernetes object: it has no apiVersion and kind${hint}`);
      }
      return;
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
    const { object } = where;
    this.summary.workloads += podsOf(object).length > 0 ? 1 : 0;
    const found = evaluate(object, this.profile, this.policy);
    const { findings, problems } = this.waivers.apply(auditedObject(object), found, this.profile);
    for (const finding of findings) {
      const { control: { id: control }, severity, container = null, path, remedy: fix, waiver } = finding;
      this.reportAt(where, path, { control, severity, waived: waiver !== undefined, container, message: findingText(finding), fix });
    }
    for (const { message, fix, severity } of problems) {
      this.reportAt(where, ['metadata'], { control: 'waiver', severity, waived: false, container: null, message, fix });
    }
  }

  private reportAt({ object, path, file, document, lineOf }: Where, field: Path, what: What): void {
    const { control, severity, waived, container, message, fix } = what;
    const place = path.length > 0 ? [...path, ...field] : field;
    const { name, namespace } = asObject(object.metadata);
    this.report({ // In the order in which it is written.
      control,
      severity,
      waived,
      file,
      document,
      line: lineOf(place),
      apiVersion: asString(object.apiVersion) ?? '',
      kind: asString(object.kind) ?? '',
      namespace: asString(namespace) ?? null,
      name: asString(name) ?? '',
      container,
      instruction: null,
      path: toJsonPointer(place),
      message,
      fix,
    });
  }

  private report(finding: AuditFinding): void {
    const { waived, severity } = finding;
    this.tell(finding);
    if (waived) {
      this.summary.waived++;
    } else if (severity === 'error') {
      this.summary.errors++;
    } else {
      this.summary.warnings++;
    }
  }
}

/** What a finding says beside its place. */
type What = Pick<AuditFinding, 'control' | 'severity' | 'waived' | 'container' | 'message' | 'fix'>;

/** An object, and where it stands. */
interface Where extends LocatedObject {
  readonly file: string;
  readonly document: number;
  readonly lineOf: (place: Path) => number;
}

/** What kubectl would send to the API server: what else lies in a folder of YAML is not for it. */
function isKubernetesObject({ apiVersion, kind, items }: JsonObject): boolean {
  return Array.isArray(items) || (typeof apiVersion === 'string' && typeof kind === 'string');
}
