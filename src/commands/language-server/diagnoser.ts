import { Diagnostic, DiagnosticSeverity, Range } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { evaluateText } from './evaluate';
import { fileKind, helmPlace } from './file-kind';
import { listKindOf, ListProblem, problemsIn, readList } from './list-files';
import { Neighbors } from './neighbors';
import { SettingsStore, UsedSettings } from './settings-store';
import { isTooLong, Texts } from './texts';
import { DiagnosticSupport, SOURCE, toDiagnostic } from './to-diagnostic';
import { inFolder, nameIn } from './working-folder';
import { InputError } from '../../formats/manifest/input-error';
import { SourceRange } from '../../formats/yaml/source-lines';
import { Finding } from '../../tasks/reports/finding';
import { printable } from '../../tasks/reports/printable';
import { ruleOf } from '../../tasks/reports/rule';

/** The findings in a document. */
export interface Diagnosed {
  readonly diagnostics: readonly Diagnostic[];
  /** The findings behind the diagnostics, in the same order; empty for settings, waiver and lock files. */
  readonly findings: readonly Finding[];
}

/** The last diagnostics, and the inputs that they depend on. */
interface LastDiagnosed {
  readonly document: TextDocument;
  readonly version: number;
  readonly used: UsedSettings | undefined;
  /** Grows with each change around the document. */
  readonly around: number;
  readonly found: Diagnosed;
  /** The diagnostics of the last readable text. */
  readonly good: Diagnosed;
  /** Whether this text was readable. */
  readonly isRead: boolean;
}

/** The reason why a text was not evaluated. */
interface Unread {
  readonly problem: Diagnostic;
  /** The diagnostics of the readable part. Undefined if the text is not YAML: then the earlier diagnostics stay. */
  readonly found?: Diagnosed;
}

const NOTHING: Diagnosed = { diagnostics: [], findings: [] };
const TEMPLATE = 'A Helm template is not evaluated before it is rendered: run `cdk8s-hardened audit` on the folder of its chart.';
const TOO_LONG = 'A text of more than 1 MiB is not evaluated in the editor: run `cdk8s-hardened audit` on its file.';

/** Diagnoses open documents. Earlier diagnostics stay while a text is not YAML. */
export class Diagnoser {
  private readonly last = new Map<string, LastDiagnosed>();
  private invalidated = 0;

  constructor(
    private readonly texts: Texts, private readonly settings: SettingsStore, private readonly neighbors: Neighbors,
    private readonly support: () => DiagnosticSupport,
  ) {}

  /** Marks all diagnostics as outdated, since a file that they depend on may have changed. */
  public invalidate(): void {
    this.invalidated++;
  }

  public forget(uri: string): void {
    this.last.delete(uri);
  }

  /** Diagnoses a document. If it is not YAML, the result is the earlier diagnostics and the syntax error. */
  public diagnose(document: TextDocument): Diagnosed {
    const { uri, version } = document;
    const around = this.invalidated + this.neighbors.changes;
    const before = this.last.get(uri);
    const path = this.texts.pathFor(uri);
    const used = path === undefined ? undefined : this.settings.for(path);
    if (before?.document === document && before.version === version && before.used === used && before.around === around) {
      return before.found;
    }
    const read = this.find(document, path, used);
    const good = isRead(read) ? read : read.found ?? before?.good ?? NOTHING;
    const found = isRead(read) ? good : { ...good, diagnostics: [...good.diagnostics, read.problem] };
    this.last.set(uri, { document, version, used, around, found, good, isRead: isRead(read) });
    return found;
  }

  /** Whether the last diagnostics are of the current text. */
  public isCurrent(document: TextDocument): boolean {
    const last = this.last.get(document.uri);
    return last !== undefined && last.isRead && last.document === document && last.version === document.version;
  }

  private find(document: TextDocument, path: string | undefined, used: UsedSettings | undefined): Diagnosed | Unread {
    const kind = fileKind(path, document.languageId);
    const text = document.getText();
    if (kind === 'other' || path === undefined || !used || (kind !== 'settings' && isExcluded(path, used))) {
      return NOTHING;
    }
    if (isTooLong(document)) {
      return hint(document, 0, 'too-long', TOO_LONG);
    }
    if (kind === 'dockerfile') {
      return this.evaluated(document, path, used, true);
    }
    const helm = kind === 'yaml' ? helmPlace(path, text) : undefined;
    if (helm !== undefined) {
      return hint(document, helm, 'helm-template', TEMPLATE);
    }
    const list = listKindOf(document, path);
    if (list) {
      const name = nameIn(used.folder, path);
      const read = readList(text, name);
      return read instanceof InputError
        ? { problem: unreadText(document, name, read) }
        : { findings: [], diagnostics: problemsIn(list, read, path).map(listDiagnostic(this.support())) };
    }
    return this.evaluated(document, path, used, false);
  }

  private evaluated(document: TextDocument, path: string, used: UsedSettings, isDockerfile: boolean): Diagnosed | Unread {
    if (!used.isKnown) {
      return { problem: unreadSettings(used), found: NOTHING };
    }
    const input = this.texts.inputOf(document, nameIn(used.folder, path), isDockerfile);
    const evaluated = evaluateText({ path, input, memo: this.texts.memoOf(document) }, used, this.neighbors);
    if (evaluated instanceof InputError) {
      return { problem: unreadText(document, input.name, evaluated) };
    }
    const { findings, hasTemplate, end } = evaluated;
    if (hasTemplate) {
      return hint(document, Math.max(0, document.getText().indexOf('{{')), 'helm-template', TEMPLATE);
    }
    const lines = { lineAt: (line: number) => document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } }) };
    const found = { findings, diagnostics: findings.map((finding) => toDiagnostic(finding, document.uri, lines, this.support())) };
    return end ? { found, problem: unreadText(document, input.name, end) } : found;
  }
}

function isRead(result: Diagnosed | Unread): result is Diagnosed {
  return 'diagnostics' in result;
}

function isExcluded(path: string, { folder, settings }: UsedSettings): boolean {
  return inFolder(folder, () => settings.isExcluded(nameIn(folder, path)));
}

function hint(document: TextDocument, offset: number, code: string, message: string): Diagnosed {
  const range = { start: document.positionAt(offset), end: document.positionAt(offset + 2) };
  return { findings: [], diagnostics: [{ range, severity: DiagnosticSeverity.Hint, code, source: SOURCE, message }] };
}

/** The error of the command line, which begins with its place: `web.yaml:2:1: …`. */
function unreadText(document: TextDocument, name: string, { message }: InputError): Diagnostic {
  const [, line = '1', column = '1', reason = message] = message.startsWith(`${name}:`)
    ? PLACED.exec(message.slice(name.length)) ?? []
    : [];
  const start = { line: Number(line) - 1, character: Number(column) - 1 };
  const rest = document.getText({ start, end: { line: start.line + 1, character: 0 } }).trimEnd();
  const range = { start, end: { line: start.line, character: start.character + rest.length } };
  return { range, severity: DiagnosticSeverity.Error, code: 'unreadable', source: SOURCE, message: printable(reason) };
}

const PLACED = /^:(\d+)(?::(\d+))?: ([^]*)$/;

/** Without its settings, a file cannot be evaluated as the command line would do it. */
function unreadSettings({ problem }: UsedSettings): Diagnostic {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  return {
    range,
    severity: DiagnosticSeverity.Warning,
    code: 'settings',
    source: SOURCE,
    message: `Not evaluated: ${printable(problem ?? '')}`,
  };
}

function listDiagnostic({ codeDescription }: DiagnosticSupport): (problem: ListProblem) => Diagnostic {
  return ({ range, message, control }) => ({
    range: toRange(range),
    severity: DiagnosticSeverity.Error,
    ...control && { code: control.id, ...codeDescription && { codeDescription: { href: ruleOf(control.id).url } } },
    source: SOURCE,
    message: printable(message),
  });
}

function toRange({ line, column, endLine = line, endColumn = column }: SourceRange): Range {
  return { start: { line: line - 1, character: column - 1 }, end: { line: endLine - 1, character: endColumn - 1 } };
}
