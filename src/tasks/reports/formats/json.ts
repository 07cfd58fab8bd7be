import { AuditHeader, AuditReport, AuditSummary } from '../audit';
import { Finding } from '../finding';
import { printable } from '../printable';
import { ReportRule, ruleOf } from '../rule';
import { ReportedSubject } from '../subject-rights';
import { LazyFinding } from '../to-finding';

/** Increase it if a reader of older reports could misread newer reports. schema/report.json describes this version. */
export const SCHEMA_VERSION = 1;

/** One JSON object. Each finding and each control has its own line, so findings are written as they come. */
export class AuditJson implements AuditReport {
  private isFirst = true;
  private subjects = '';
  private readonly rules = new Map<string, ReportRule>();

  public begin({ tool, profile, kubernetesVersion, platform }: AuditHeader): string {
    return `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, tool, profile, kubernetesVersion, platform }).slice(0, -1)},"findings":[`;
  }

  public showsValue(): boolean {
    return true;
  }

  public finding(finding: Finding): string {
    const separator = this.isFirst ? '\n' : ',\n';
    this.isFirst = false;
    // Unprintable characters become escapes with the same meaning.
    return separator + printable(JSON.stringify(this.withoutRemedyOfControl(finding)));
  }

  /** Each subject has its own line. */
  public rights(subjects: readonly ReportedSubject[]): string {
    this.subjects = `"subjects":[${subjects.map((subject) => `\n${printable(JSON.stringify(subject))}`).join(',')}\n],`;
    return '';
  }

  public end(summary: AuditSummary): string {
    const controls = [...this.rules].map(([id, { title, why, remedy, url }]) => `\n${JSON.stringify(id)}:${JSON.stringify({
      title,
      why,
      remedy,
      url,
    })}`);
    return `\n],"controls":{${controls.join(',')}\n},${this.subjects}"summary":${JSON.stringify(summary)}}\n`;
  }

  /** The finding without the remedy of its control, which the report contains once for the control. */
  private withoutRemedyOfControl(finding: Finding): object {
    const fields: { remedy?: string } = finding instanceof LazyFinding ? finding.toJSON() : { ...finding };
    if (fields.remedy === this.ruleOf(finding.control).remedy) {
      fields.remedy = undefined;
    }
    return fields;
  }

  private ruleOf(id: string): ReportRule {
    let rule = this.rules.get(id);
    if (!rule) {
      rule = ruleOf(id);
      this.rules.set(id, rule);
    }
    return rule;
  }
}
