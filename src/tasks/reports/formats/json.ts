import { AuditHeader, AuditReport, AuditSummary } from '../audit';
import { Finding } from '../finding';
import { printable } from '../printable';
import { ReportedSubject } from '../subject-rights';

/** Changes if a reader of an older report could misread a newer one. schema/report.json describes this version. */
export const SCHEMA_VERSION = 1;

/** One JSON object, a finding a line, so that it can be written as findings come. */
export class AuditJson implements AuditReport {
  private isFirst = true;
  private subjects = '';

  public begin({ tool, profile, kubernetesVersion, platform }: AuditHeader): string {
    return `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, tool, profile, kubernetesVersion, platform }).slice(0, -1)},"findings":[`;
  }

  public finding(finding: Finding): string {
    const separator = this.isFirst ? '\n' : ',\n';
    this.isFirst = false;
    // Unprintable characters become escapes with the same meaning.
    return separator + printable(JSON.stringify(finding));
  }

  /** A subject a line. */
  public rights(subjects: readonly ReportedSubject[]): string {
    this.subjects = `"subjects":[${subjects.map((subject) => `\n${printable(JSON.stringify(subject))}`).join(',')}\n],`;
    return '';
  }

  public end(summary: AuditSummary): string {
    return `\n],${this.subjects}"summary":${JSON.stringify(summary)}}\n`;
  }
}
