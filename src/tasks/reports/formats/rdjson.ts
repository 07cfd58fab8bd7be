import { Severity } from '../../../policy/controls/check';
import { secretLines } from '../../../policy/controls/secrets/secret-lines';
import { AuditHeader, AuditReport } from '../audit';
import { isOpen } from '../fail-on';
import { Finding } from '../finding';
import { HOME_PAGE } from '../home-page';
import { isAtLine, objectTitle, renderedText, repositoryPlace } from '../place';
import { printable } from '../printable';
import { ruleOf } from '../rule';
import { FixableSource, SuggestedEdit } from '../suggested-fix';

/**
 * For reviewdog: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf. Columns count bytes of UTF-8. A finding has at most one
 * suggestion, because each is applied alone. Findings that are waived or in the baseline are left out, because the format has no field for
 * them.
 */
export class AuditRdjson implements AuditReport {
  public readonly showsFixes = true;
  private isFirst = true;

  public begin({ tool }: AuditHeader): string {
    return `{"source":${JSON.stringify({ name: tool.name, url: HOME_PAGE })},"diagnostics":[`;
  }

  public showsValue(finding: Finding): boolean {
    return isOpen(finding);
  }

  public finding(finding: Finding, source?: FixableSource): string {
    if (!isOpen(finding)) {
      return '';
    }
    const separator = this.isFirst ? '\n' : ',\n';
    this.isFirst = false;
    const { control, message, remedy, severity } = finding;
    const fix = source?.fix();
    return separator + printable(JSON.stringify({
      message: `${objectTitle(finding)}: ${message}. Fix: ${remedy}${renderedText(finding)}`,
      severity: SEVERITIES[severity as Severity],
      code: { value: control, url: ruleOf(control).url },
      location: { path: repositoryPlace(finding).uri, range: rangeOf(finding, source) },
      ...fix && isShown(fix.whole) && { suggestions: [suggestionOf(fix.whole)] },
    }));
  }

  public end(): string {
    return '\n]}\n';
  }
}

const SEVERITIES: { readonly [severity in Severity]: string } = { error: 'ERROR', warning: 'WARNING' };

/** The range of a finding. It has only lines if its columns cannot be counted in bytes. */
function rangeOf(finding: Finding, source: FixableSource | undefined): object {
  const { line } = repositoryPlace(finding);
  const { column, endLine, endColumn } = finding;
  if (!isAtLine(finding)) {
    return { start: { line } };
  }
  const positionOf = (ofLine: number, ofColumn: number | undefined) =>
    ({ line: ofLine, ...source && ofColumn !== undefined && { column: source.byteColumn(ofLine, ofColumn) } });
  return { start: positionOf(line, column), ...endLine !== undefined && { end: positionOf(endLine, endColumn) } };
}

/** Whether an edit may be shown. An edit that joins several also has the text between them, which a code host shows to everyone. */
function isShown({ text }: SuggestedEdit): boolean {
  return secretLines(text.split('\n')).size === 0;
}

function suggestionOf({ start, end, text }: SuggestedEdit): object {
  return {
    range: { start: { line: start.line, column: start.byteColumn }, end: { line: end.line, column: end.byteColumn } },
    text,
  };
}
