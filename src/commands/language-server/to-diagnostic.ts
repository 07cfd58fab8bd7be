import { Diagnostic, DiagnosticSeverity, Range } from 'vscode-languageserver';
import { findControl } from '../../policy/controls/catalog';
import { Risk } from '../../policy/controls/risk';
import { severityOf } from '../../policy/controls/severity';
import { DOCKERFILE } from '../../policy/waivers/target';
import { Finding } from '../../tasks/reports/finding';
import { printable } from '../../tasks/reports/printable';
import { ruleOf } from '../../tasks/reports/rule';
import { LazyFinding } from '../../tasks/reports/to-finding';

/** The source of a diagnostic in the editor. */
export const SOURCE = 'cdk8s-hardened';

const { Error, Warning, Information, Hint } = DiagnosticSeverity;

/** A finding that an attacker can use now, and a workload that does not start, is an error. */
const SEVERITIES: { readonly [risk in Risk]: DiagnosticSeverity } = {
  refused: Error, broken: Error, critical: Error, high: Error, medium: Warning, low: Information,
};

/** The kinds of diagnostics that the editor can show. */
export interface DiagnosticSupport {
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
}

/** A finding in an editor. The text decides only the range of an instruction of a Dockerfile. */
export function toDiagnostic(finding: Finding, uri: string, text: TextLines, support: DiagnosticSupport): Diagnostic {
  const { control, message, remedy } = finding;
  const related = support.relatedInformation ? relatedTo(finding, uri) : [];
  return {
    range: rangeOf(finding, text),
    severity: severityIn(finding),
    code: control,
    ...support.codeDescription && { codeDescription: { href: ruleOf(control).url } },
    source: SOURCE,
    // The code is the control already.
    message: printable(`${message.startsWith(`${control}: `) ? message.slice(control.length + 2) : message}. Fix: ${remedy}`),
    ...related.length > 0 && { relatedInformation: related },
  };
}

/** The lines of a text. */
export interface TextLines {
  readonly lineAt: (line: number) => string;
}

/** The severity follows from the risk, unless the settings changed it. A finding in the baseline is only a hint. */
function severityIn({ control, risk, severity, baselined }: Finding): DiagnosticSeverity {
  if (baselined) {
    return Hint;
  }
  const usual = severityOf(findControl(control)!, risk as Risk);
  if (severity === usual) {
    return SEVERITIES[risk as Risk];
  }
  return severity === 'error' ? Error : Warning;
}

function rangeOf(finding: Finding, { lineAt }: TextLines): Range {
  if (finding instanceof LazyFinding) {
    return keyRange(finding);
  }
  const { line = 1, kind } = finding;
  const start = { line: line - 1, character: kind === DOCKERFILE ? lineAt(line - 1).search(/\S|$/) : 0 };
  const [keyword] = /^\S*/.exec(lineAt(line - 1).slice(start.character))!;
  return { start, end: { line: line - 1, character: start.character + keyword.length } };
}

function keyRange({ origin, place }: LazyFinding): Range {
  const { line = 1, column = 1, endLine = line, endColumn = column } = origin.keyRangeOf?.(place) ?? {};
  return { start: { line: line - 1, character: column - 1 }, end: { line: endLine - 1, character: endColumn - 1 } };
}

/** The other places of one cause. */
function relatedTo(finding: Finding, uri: string): NonNullable<Diagnostic['relatedInformation']> {
  if (!(finding instanceof LazyFinding)) {
    return [];
  }
  const { evaluated: { also = [] }, object, origin } = finding;
  return also.map((each) => {
    const other = new LazyFinding(each, object, origin);
    return { location: { uri, range: keyRange(other) }, message: printable(other.message) };
  });
}
