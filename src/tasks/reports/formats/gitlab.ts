import { AuditReport } from '../audit';
import { Finding } from '../finding';
import { fingerprint, Occurrences } from '../fingerprint';
import { objectTitle, repositoryPlace } from '../place';
import { printable } from '../printable';
import { ruleOf, securitySeverity } from '../rule';

/**
 * A Code Quality report of GitLab: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format. Findings that are waived
 * or in the baseline are left out, since it has no word for them.
 */
export class AuditGitlab implements AuditReport {
  private isFirst = true;
  private readonly fingerprints = new Occurrences();

  public begin(): string {
    return '[';
  }

  public finding(finding: Finding): string {
    if (finding.waived || finding.baselined) {
      return '';
    }
    const separator = this.isFirst ? '\n' : ',\n';
    this.isFirst = false;
    const { control, message, remedy } = finding;
    const print = fingerprint(finding);
    const { uri, line } = repositoryPlace(finding);
    return separator + printable(JSON.stringify({
      description: `${objectTitle(finding)}: ${message}. Fix: ${remedy}`,
      check_name: control,
      // Equal ones would be shown as one.
      fingerprint: `${print}-${this.fingerprints.next(print)}`,
      severity: severityOf(finding),
      location: { path: uri, lines: { begin: line } },
    }));
  }

  public end(): string {
    return '\n]\n';
  }
}

/** In the words of Code Climate. */
function severityOf({ control, severity }: Finding): string {
  return severity === 'warning' ? 'minor' : securitySeverity(ruleOf(control)) >= 7 ? 'critical' : 'major';
}
