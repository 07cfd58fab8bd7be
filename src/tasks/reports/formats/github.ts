import { READING_ORDER } from '../../../policy/controls/risk';
import { AuditReport, AuditSummary } from '../audit';
import { isOpen } from '../fail-on';
import { Finding } from '../finding';
import { isAtLine, objectTitle, renderedText, repositoryPlace } from '../place';
import { printable } from '../printable';
import { summaryText } from '../text';

/**
 * The number of annotations that GitHub shows for a step, by severity. Further annotations are only in the log of the step.
 * https://docs.github.com/en/actions/reference/limits
 */
const MAX_ANNOTATIONS = 10;

/**
 * Workflow commands of GitHub Actions, which become annotations of the changed lines. The highest risk comes first, because GitHub shows
 * only the first annotations.
 */
export class AuditGithub implements AuditReport {
  private readonly commands = new Map<string, string[]>(READING_ORDER.map((risk) => [risk, []]));
  private readonly counts: { [severity: string]: number } = {};

  public begin(): string {
    return '';
  }

  public showsValue(finding: Finding): boolean {
    return isOpen(finding);
  }

  public finding(finding: Finding): string {
    const { severity, risk, line, column, endLine, endColumn, control, message, remedy } = finding;
    if (!isOpen(finding)) {
      return '';
    }
    this.counts[severity] = (this.counts[severity] ?? 0) + 1;
    const place = repositoryPlace(finding);
    const properties = {
      file: place.uri,
      line: place.line,
      // GitHub accepts columns only if the annotation has a single line.
      ...isAtLine(finding) && line === endLine && { col: column, endColumn },
      ...isAtLine(finding) && { endLine },
      title: `${risk}: ${control}: ${objectTitle(finding)}`,
    };
    const list = Object.entries(properties).flatMap(([name, value]) => value === undefined ? [] : `${name}=${property(String(value))}`);
    this.commands.get(risk)!.push(`::${severity} ${list.join(',')}::${data(`${message}. Fix: ${remedy}${renderedText(finding)}`)}\n`);
    return '';
  }

  public end(summary: AuditSummary): string {
    const more = Object.entries(this.counts).flatMap(([severity, count]) => count > MAX_ANNOTATIONS ? `${count} ${severity}s` : []);
    return [...this.commands.values()].flat().join('') + summaryText(summary)
      + (more.length > 0
        ? `GitHub shows ${MAX_ANNOTATIONS} annotations of each severity: all ${more.join(' and ')} are in this log.\n`
        : '');
  }
}

/** Escapes a message: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function data(text: string): string {
  return printable(text).replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
