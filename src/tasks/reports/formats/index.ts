import { AuditGithub } from './github';
import { AuditGitlab } from './gitlab';
import { AuditHtml } from './html/audit-html';
import { AuditJson } from './json';
import { AuditJunit } from './junit';
import { AuditMarkdown } from './markdown';
import { FormatName } from './names';
import { AuditPolicyReport, OPEN_REPORT, POLICY_REPORT } from './policy-report';
import { AuditRdjson } from './rdjson';
import { AuditSarif } from './sarif';
import { StandardReport } from './standard';
import { AuditText } from './text';
import { LISTED_STANDARDS } from '../../../policy/controls/known-as/items';
import { AuditReport, ReportStyle } from '../audit';

/** The formats of a report, by name. */
export const FORMATS = {
  text: (style: ReportStyle) => style.standard === undefined ? new AuditText(style) : new StandardReport(LISTED_STANDARDS[style.standard]),
  json: () => new AuditJson(),
  sarif: ({ detail }: ReportStyle) => new AuditSarif(detail === 'all'),
  junit: () => new AuditJunit(),
  markdown: () => new AuditMarkdown(),
  html: () => new AuditHtml(),
  github: () => new AuditGithub(),
  gitlab: () => new AuditGitlab(),
  rdjson: () => new AuditRdjson(),
  policyreport: () => new AuditPolicyReport(POLICY_REPORT),
  openreports: () => new AuditPolicyReport(OPEN_REPORT),
} satisfies { readonly [format in FormatName]: (style: ReportStyle) => AuditReport };

/** A report in a format. */
export function reportIn(format: FormatName, style: ReportStyle = {}): AuditReport {
  return FORMATS[format](style);
}
