import { ManifestDocument, templateOf } from './documents';
import { AUDIT_DEFAULT } from './evaluation';
import { InputFacts } from './facts';
import { Hardener } from './harden';
import { Input } from './input';
import { recorded } from './recorded';
import { ShownDocument } from './shown-document';
import { asObject, asString, Path } from '../../formats/manifest/json';
import { managerOf } from '../../formats/manifest/manager';
import { objectName } from '../../formats/manifest/workload';
import { OpenedManifest } from '../../policy/engine/open';
import { DOCKERFILE } from '../../policy/waivers/target';
import { ReportedObject } from '../reports/reported-object';
import { SettingsFile } from '../settings-file/settings-file';

/** The facts for a report that shows objects. */
export interface ObjectReporting {
  readonly onObject: (object: ReportedObject) => void;
  /** The settings for hardening, to show the changes. */
  readonly settings: SettingsFile;
}

/** Reports objects and Dockerfiles, with their texts and the changes that hardening would make. */
export class ReportedObjects {
  private readonly hardener: Hardener;
  /** The document of the last call, because a list has many objects. */
  private last?: ShownDocument;

  constructor(private readonly reporting: ObjectReporting, facts: InputFacts) {
    const { settings } = reporting;
    // Without a chosen profile, an audit is stricter than hardening. The changes must match the findings of the audit.
    const rules = { ...settings.rules, profile: settings.rules.profile ?? AUDIT_DEFAULT };
    this.hardener = new Hardener({ ...settings, rules }, new Date(), () => undefined, facts);
  }

  public report(opened: OpenedManifest, path: Path, input: Input, document: ManifestDocument): void {
    const { objects: [{ object }], objects } = opened;
    const isWorkload = objects.some(({ pods }) => pods.length > 0);
    const { apiVersion, kind, metadata } = object;
    const { namespace } = asObject(metadata);
    const name = objectName(object);
    this.reporting.onObject({
      file: input.name,
      source: input.rendering && templateOf(document.source, input.rendering),
      managedBy: input.isLive ? managerOf(object) : undefined,
      document: document.number,
      line: input.isLive ? undefined : document.rangeOf(path).line,
      apiVersion: asString(apiVersion) ?? '',
      kind: asString(kind) ?? '',
      namespace: asString(namespace),
      name,
      isWorkload,
      text: () => kind === 'Secret' ? undefined : this.shown(document, input).textOf(path, opened),
      changes: () => isWorkload ? this.shown(document, input).changesAt(path) : undefined,
    });
  }

  /** An input for a Dockerfile that keeps its text, and a function that reports it after it was read. */
  public dockerfile(input: Input): { readonly input: Input; readonly report: () => void } {
    const read = recorded(input);
    const { name } = input;
    const text = () => ({ lines: read.text().text.split('\n'), firstLine: 1 });
    const object: ReportedObject = {
      file: name, document: 1, line: 1, apiVersion: '', kind: DOCKERFILE, name, isWorkload: true, text, changes: () => undefined,
    };
    return { input: read, report: () => this.reporting.onObject(object) };
  }

  private shown(document: ManifestDocument, input: Input): ShownDocument {
    if (this.last?.document !== document) {
      this.last = new ShownDocument(document, (source, tokens) =>
        this.hardener.hardenDocument(document.manifest!, source, tokens, input, document.number));
    }
    return this.last;
  }
}
