import { structuredPatch } from 'diff';
import { ManifestDocument } from './documents';
import { DEFAULT_LEVEL } from './evaluation';
import { InputFacts } from './facts';
import { Hardener } from './harden';
import { Input } from './inputs';
import { recorded } from './recorded';
import { OpenedManifest } from '../engine/open';
import { asObject, asString, Path } from '../manifest/json';
import { toJsonPointer } from '../manifest/paths';
import { Hunk, ObjectChanges, ObjectText, ReportedObject } from '../reports/reported-object';
import { secretPaths } from '../reports/secret-paths';
import { SettingsFile } from '../settings-file/settings-file';
import { DOCKERFILE } from '../waivers/target';
import { fieldRanges } from '../yaml/field-ranges';
import { YamlError } from '../yaml/yaml-error';

/** What a report that shows objects needs. */
export interface ObjectReporting {
  readonly onObject: (object: ReportedObject) => void;
  /** How objects are hardened, to show what that changes. */
  readonly settings: SettingsFile;
}

/** Lines around a change. */
const CONTEXT = 3;
/** Lines that change. Comparing texts takes the square of their number, in all a second for ten times as many. */
const MAX_CHANGES = 1000;
/** Characters of a line. A text whose lines have more on average was not written for people. */
const MAX_LINE = 200;

/** Reports objects and Dockerfiles, with their texts and what hardening would change. */
export class ReportedObjects {
  private readonly hardener: Hardener;
  /** Of the document that was asked for last: a list has many objects. */
  private hardened?: { readonly document: ManifestDocument; readonly changes: ObjectChanges };

  constructor(private readonly reporting: ObjectReporting, facts: InputFacts) {
    const { settings } = reporting;
    // An audit is stricter than hardening where nobody chose a profile, and the changes are those that its findings ask for.
    const rules = { ...settings.rules, profile: settings.rules.profile ?? DEFAULT_LEVEL };
    this.hardener = new Hardener({ ...settings, rules }, new Date(), () => undefined, facts);
  }

  public report(opened: OpenedManifest, path: Path, file: string, document: ManifestDocument): void {
    const { objects: [{ object }], objects } = opened;
    const isWorkload = objects.some(({ pods }) => pods.length > 0);
    const { apiVersion, kind, metadata } = object;
    const { namespace, name } = asObject(metadata);
    this.reporting.onObject({
      file,
      document: document.number,
      line: document.rangeOf(path).line,
      apiVersion: asString(apiVersion) ?? '',
      kind: asString(kind) ?? '',
      namespace: asString(namespace),
      name: asString(name) ?? '',
      isWorkload,
      text: () => kind === 'Secret' ? undefined : textOf(document, path, opened),
      changes: () => isWorkload ? this.changesIn(document, path, file) : undefined,
    });
  }

  /** The same input, and how its Dockerfile is reported once it was read. */
  public dockerfile(input: Input): { readonly input: Input; readonly report: () => void } {
    const read = recorded(input);
    const { name } = input;
    const text = () => ({ lines: read.text().text.split('\n'), firstLine: 1 });
    const object: ReportedObject = {
      file: name, document: 1, line: 1, apiVersion: '', kind: DOCKERFILE, name, isWorkload: true, text, changes: () => undefined,
    };
    return { input: read, report: () => this.reporting.onObject(object) };
  }

  private changesIn(document: ManifestDocument, path: Path, file: string): ObjectChanges {
    if (this.hardened?.document !== document) {
      this.hardened = { document, changes: this.changesOf(document, file) };
    }
    const { hunks, ...rest } = this.hardened.changes;
    const { line, endLine = line } = document.rangeOf(path);
    const isIn = ({ firstLine = 0, lines }: Hunk) => firstLine <= endLine && firstLine + lines.filter((each) => each[0] !== '+').length > line;
    return { ...rest, hunks: path.length === 0 ? hunks : hunks.filter(isIn) };
  }

  private changesOf({ manifest, source, tokens, number }: ManifestDocument, file: string): ObjectChanges {
    const title = 'What `cdk8s-hardened harden` would change, with the same profile and settings';
    try {
      const text = this.hardener.hardenDocument(manifest!, source, tokens, file, number) ?? source.text;
      const patch = structuredPatch('', '', source.text, text, '', '', { context: CONTEXT, maxEditLength: MAX_CHANGES });
      const hunks = patch?.hunks.map((hunk): Hunk => {
        const { oldStart, oldLines, newStart, newLines, lines } = hunk;
        const firstLine = oldStart + source.line - 1;
        return { header: `@@ -${firstLine},${oldLines} +${newStart + source.line - 1},${newLines} @@`, firstLine, lines };
      });
      return hunks ? { title, hunks } : { title, hunks: [], note: 'There are too many changes to show: run `harden --diff`.' };
    } catch (error) {
      if (!(error instanceof YamlError)) {
        throw error;
      }
      return { title, hunks: [], note: `The text cannot be changed: ${error.message}` };
    }
  }
}

/** As it is in its file, or printed anew where that is not for people. */
function textOf({ source, rangeOf }: ManifestDocument, path: Path, opened: OpenedManifest): ObjectText {
  const { line, endLine = line } = rangeOf(path);
  const lines = source.text.split('\n').slice(line - source.line, endLine - source.line + 1);
  const secrets = secretPaths(opened);
  if (lines.join('').length <= lines.length * MAX_LINE) {
    return { lines, firstLine: line, secrets: secrets.map((each) => rangeOf([...path, ...each])) };
  }
  const { manifest } = opened;
  const printed = JSON.stringify(manifest, null, 2);
  const ranges = fieldRanges(printed, manifest);
  const placeLength = toJsonPointer(path).length;
  return {
    lines: printed.split('\n'),
    firstLine: 1,
    secrets: secrets.map((each) => ranges(toJsonPointer(each))),
    rangeOf: (pointer) => ranges(pointer.slice(placeLength)),
  };
}
