import { PageIndex } from './data';
import { Part, partDetails } from './details';
import { dataElement, PAGE_END, PAGE_HEAD } from './embedded';
import { networkSection } from './network-section';
import { PageTables } from './tables';
import { AuditHeader, AuditReport, AuditSummary, ReportedNetwork, stateOf } from '../../audit';
import { Finding } from '../../finding';
import { objectKey, ReportedObject } from '../../reported-object';
import { countText, summaryText } from '../../text';

/** The most characters of details. A browser opens more, but takes seconds for it. */
const MAX_LENGTH = 48_000_000;

/**
 * A page for people, which needs nothing beside itself. What it shows of an object that is opened is written as it comes; the matrix is
 * held, and written at the end. No more details are written than a browser opens at once: what is left out is still in the matrix.
 */
export class AuditHtml implements AuditReport {
  public cut?: string;
  private header?: AuditHeader;
  private readonly tables = new PageTables();
  private part?: Part;
  private length = 0;
  private readonly leftOut = new Set<number>();

  constructor(private readonly maxLength = MAX_LENGTH) {}

  public begin(header: AuditHeader): string {
    this.header = header;
    return PAGE_HEAD;
  }

  public object(object: ReportedObject): string {
    const before = this.endPart();
    this.part = { key: objectKey(object), object, findings: [] };
    return before;
  }

  public finding(finding: Finding): string {
    const key = objectKey(finding);
    const before = this.part?.key === key ? '' : this.endPart();
    this.part ??= { key, findings: [] };
    this.part.findings.push(finding);
    return before;
  }

  public network(network: ReportedNetwork): string {
    return `${this.endPart()}${networkSection(network)}`;
  }

  public end(summary: AuditSummary): string {
    const last = this.endPart();
    this.cut = this.leftOut.size > 0
      ? `the HTML report shows no findings, excerpts and changes of ${countText(this.leftOut.size, 'object')}, because browsers are slow with larger pages`
      : undefined;
    return `${last}${dataElement('id="index"', this.index(summary))}${PAGE_END}`;
  }

  /** Counts what was found, and writes what is shown of it, if there is room. */
  private endPart(): string {
    const { part, tables } = this;
    this.part = undefined;
    if (!part || (part.findings.length === 0 && !part.object?.isWorkload)) {
      return '';
    }
    const row = tables.row(part.object ?? { ...part.findings[0], line: undefined });
    for (const finding of part.findings) {
      tables.count(row, tables.control(finding.control), stateOf(finding));
      tables.waiver(finding, row);
    }
    if (this.length > this.maxLength) {
      this.leftOut.add(row);
      return '';
    }
    const text = dataElement(`data-row="${row}"`, partDetails(part, row, tables));
    this.length += text.length;
    return text;
  }

  private index(summary: AuditSummary): PageIndex {
    const { tool, profile, kubernetesVersion, platform } = this.header!;
    return {
      tool: `${tool.name} ${tool.version}`,
      profile,
      kubernetesVersion,
      platform,
      created: new Date().toISOString(),
      // Its first part is in the head of the page, in numbers.
      notes: [...summaryText(summary).trim().split('; ').slice(1), ...this.cut === undefined ? [] : [this.cut]],
      ...this.tables.all,
    };
  }
}
