import { AuditGithub } from './github';
import { AuditGitlab } from './gitlab';
import { AuditHtml } from './html/audit-html';
import { AuditJson } from './json';
import { AuditJunit } from './junit';
import { AuditMarkdown } from './markdown';
import { FormatName } from './names';
import { AuditRdjson } from './rdjson';
import { AuditSarif } from './sarif';
import { withSlashes } from './slashes';
import { AuditText } from './text';
import { AuditReport, ReportStyle } from '../audit';

/** The formats of a report, by name. */
export const FORMATS = {
  text: (style: ReportStyle) => new AuditText(style),
  json: () => new AuditJson(),
  sarif: ({ includeWaived }: ReportStyle) => new AuditSarif(includeWaived),
  junit: () => new AuditJunit(),
  markdown: () => new AuditMarkdown(),
  html: () => new AuditHtml(),
  github: () => new AuditGithub(),
  gitlab: () => new AuditGitlab(),
  rdjson: () => new AuditRdjson(),
} satisfies { readonly [format in FormatName]: (style: ReportStyle) => AuditReport };

/**
 * A report in a format. Only the text, which people read on this system, has its paths as they are here.
 *
 * @param separator of the paths of this system. Default: that of Node.js.
 */
export function reportIn(format: FormatName, style: ReportStyle = {}, separator?: string): AuditReport {
  const report: AuditReport = FORMATS[format](style);
  return format === 'text' ? report : withSlashes(report, separator);
}
