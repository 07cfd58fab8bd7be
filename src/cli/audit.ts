import { CannotWork, Input } from './inputs';
import { AuditWaivers } from './waiver-mode';
import { DEFAULT_POLICY, Policy } from '../controls/policy';
import { evaluate } from '../engine/evaluate';
import { Profile } from '../engine/profile';
import { asObject, asString, isObject, JsonObject, Path } from '../manifest/json';
import { objectsIn, podsOf } from '../manifest/workload';
import { AuditFinding, AuditSummary, countText, toJsonPointer } from '../reports/audit';
import { findingText } from '../reports/text';
import { readDocuments } from '../yaml/documents';
import { readDocument } from '../yaml/read-document';
import { SourceDocument } from '../yaml/source';
import { SourceLines } from '../yaml/source-lines';
import { YamlError } from '../yaml/yaml-error';

/** Judges documents one by one and tells what it finds at once: nothing is kept but counts. */
export class Audit {
  public readonly summary: AuditSummary = { files: 0, documents: 0, workloads: 0, errors: 0, warnings: 0, waived: 0 };
  /** Files that lay in a folder and held no Kubernetes object. */
  private otherFiles = 0;
  private readonly policy: Policy;

  constructor(
    private readonly profile: Profile,
    private readonly waivers: AuditWaivers,
    private readonly tell: (finding: AuditFinding) => void,
    private readonly progress: (summary: AuditSummary) => void,
  ) {
    this.policy = { ...DEFAULT_POLICY, kubernetesVersion: profile.version };
  }

  /** @throws CannotWork where the input cannot be read, or was named and holds no Kubernetes object */
  public judge(input: Input): void {
    const documentsBefore = this.summary.documents;
    let document = 0;
    try {
      for (const source of readDocuments(input.chunks())) {
        const value = readDocument(source);
        // What stands before a first `---` is no document to anybody.
        if (value !== null) {
          document++;
          this.judgeDocument(input, source, value, document);
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

  /** What was passed over. */
  public remarks(): readonly string[] {
    return this.otherFiles === 0 ? [] : [`passed over, since they hold no Kubernetes object: ${countText(this.otherFiles, 'file')}`];
  }

  private judgeDocument(input: Input, source: SourceDocument, value: unknown, document: number): void {
    if (!isObject(value) || !isKubernetesObject(value)) {
      if (input.isNamed) {
        throw new CannotWork(`${input.name}:${source.line}:1: document ${document} is no Kubernetes object: it has no apiVersion and kind`);
      }
      return;
    }
    this.summary.documents++;
    this.progress(this.summary);
    let lines: SourceLines | undefined;
    for (const { object, path } of objectsIn(value)) {
      this.judgeObject(object, (finding) => {
        const place = [...path, ...finding.path];
        lines ??= new SourceLines(source);
        return { file: input.name, document, line: lines.lineOf(place), path: toJsonPointer(place) };
      });
    }
  }

  private judgeObject(object: JsonObject, placeOf: (finding: { path: Path }) => Place): void {
    this.summary.workloads += podsOf(object).length > 0 ? 1 : 0;
    const found = evaluate(object, this.profile, this.policy);
    const { findings, problems } = this.waivers.apply(object, found, this.profile);
    for (const finding of findings) {
      this.report(finding.waiver !== undefined, {
        control: finding.control.id,
        severity: finding.severity,
        ...placeOf(finding),
        ...identityOf(object),
        container: finding.container ?? null,
        message: findingText(finding),
        fix: finding.remedy,
      });
    }
    for (const { message, fix, severity } of problems) {
      this.report(false, { control: 'waiver', severity, ...placeOf({ path: ['metadata'] }), ...identityOf(object), container: null, message, fix });
    }
  }

  private report(waived: boolean, finding: Omit<AuditFinding, 'waived'>): void {
    if (waived) {
      this.summary.waived++;
    } else if (finding.severity === 'error') {
      this.summary.errors++;
    } else {
      this.summary.warnings++;
    }
    const { control, severity, file, document, line, apiVersion, kind, namespace, name, container, path, message, fix } = finding;
    this.tell({ control, severity, waived, file, document, line, apiVersion, kind, namespace, name, container, path, message, fix });
  }
}

type Place = Pick<AuditFinding, 'file' | 'document' | 'line' | 'path'>;

/** What kubectl would send to the API server: what else lies in a folder of YAML is not for it. */
function isKubernetesObject({ apiVersion, kind, items }: JsonObject): boolean {
  return Array.isArray(items) || (typeof apiVersion === 'string' && typeof kind === 'string');
}

function identityOf({ apiVersion, kind, metadata }: JsonObject): Pick<AuditFinding, 'apiVersion' | 'kind' | 'namespace' | 'name'> {
  const { name, namespace } = asObject(metadata);
  return {
    apiVersion: asString(apiVersion) ?? '',
    kind: asString(kind) ?? '',
    namespace: asString(namespace) ?? null,
    name: asString(name) ?? '',
  };
}
