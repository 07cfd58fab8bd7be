import { Risk } from '../../../policy/controls/risk';
import { AuditReport } from '../audit';
import { isOpen } from '../fail-on';
import { Finding } from '../finding';
import { fingerprint, Occurrences } from '../fingerprint';
import { objectTitle, renderedText, repositoryPlace } from '../place';
import { printable } from '../printable';

/**
 * A Code Quality report of GitLab: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format. Findings that are waived
 * or in the baseline are left out, because the format has no field for them.
 */
export class AuditGitlab implements AuditReport {
  private isFirst = true;
  private readonly fingerprints = new Occurrences();

  public begin(): string {
    return '[';
  }

  public showsValue(finding: Finding): boolean {
    return isOpen(finding);
  }

  public finding(finding: Finding): string {
    if (!isOpen(finding)) {
      return '';
    }
    const separator = this.isFirst ? '\n' : ',\n';
    this.isFirst = false;
    const { control, message, remedy } = finding;
    const print = fingerprint(finding);
    const { uri, line } = repositoryPlace(finding);
    return separator + printable(JSON.stringify({
      description: `${objectTitle(finding)}: ${message}. Fix: ${remedy}${renderedText(finding)}`,
      check_name: control,
      // GitLab would merge findings with equal fingerprints.
      fingerprint: `${print}-${this.fingerprints.next(print)}`,
      severity: SEVERITIES[finding.risk as Risk],
      location: { path: uri, lines: { begin: line } },
    }));
  }

  public end(): string {
    return '\n]\n';
  }
}

/** The risks in the words of Code Climate. */
const SEVERITIES: { readonly [risk in Risk]: string } = {
  critical: 'blocker',
  high: 'critical',
  refused: 'major',
  broken: 'major',
  medium: 'minor',
  low: 'info',
};
