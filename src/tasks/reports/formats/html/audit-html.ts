import { PageIndex } from './data';
import { DetailsPart, partDetails } from './details';
import { dataElement, PAGE_END, PAGE_HEAD } from './embedded';
import { namespacesSection } from './namespaces-section';
import { networkSection } from './network-section';
import { rightsSection } from './rights-section';
import { standardsSection } from './standards-section';
import { StoredDetails } from './stored-details';
import { PageTables } from './tables';
import { LISTED_STANDARDS } from '../../../../policy/controls/known-as/items';
import { AuditHeader, AuditReport, AuditSummary, ReportedNamespaces, ReportedNetwork, SeenObjects } from '../../audit';
import { Finding } from '../../finding';
import { identityKey, identityOf, ReportedObject } from '../../reported-object';
import { StandardStates } from '../../standard-states';
import { ReportedSubject } from '../../subject-rights';
import { summaryText } from '../../text';

/**
 * A self-contained page for people. The details of objects are written at once, compressed if there are many objects. The matrix is kept in
 * memory and written at the end.
 */
export class AuditHtml implements AuditReport {
  private header?: AuditHeader;
  private readonly tables = new PageTables();
  private readonly details: StoredDetails;
  private readonly standards = Object.values(LISTED_STANDARDS).map((listed) => new StandardStates(listed));
  /** Undefined if the run had only some controls or files, which decide about no item of a standard. */
  private seenObjects?: SeenObjects;
  private part?: DetailsPart;

  constructor(maxPlain?: ConstructorParameters<typeof StoredDetails>[1]) {
    this.details = new StoredDetails(this.tables, maxPlain);
  }

  public begin(header: AuditHeader): string {
    this.header = header;
    return PAGE_HEAD;
  }

  public object(object: ReportedObject): string {
    const before = this.endPart();
    this.part = { key: identityKey(object), object, findings: [] };
    return before;
  }

  public showsValue(): boolean {
    return true;
  }

  public finding(finding: Finding): string {
    const key = identityKey(finding);
    const before = this.part?.key === key ? '' : this.endPart();
    this.part ??= { key, findings: [] };
    this.part.findings.push(finding);
    this.standards.forEach((each) => each.add(finding));
    return before;
  }

  public network(network: ReportedNetwork): string {
    return `${this.endPart()}${networkSection(network)}`;
  }

  public rights(subjects: readonly ReportedSubject[]): string {
    return `${this.endPart()}${rightsSection(subjects)}`;
  }

  public namespaces(namespaces: ReportedNamespaces): string {
    return `${this.endPart()}${namespacesSection(namespaces)}`;
  }

  public seen(seen: SeenObjects): string {
    this.seenObjects = seen;
    return '';
  }

  public end(summary: AuditSummary): string {
    const last = this.endPart() + this.standardsPart(summary) + this.details.end();
    return `${last}${dataElement('id="index"', this.index(summary))}${PAGE_END}`;
  }

  private standardsPart({ workloads }: AuditSummary): string {
    const { seenObjects, header } = this;
    return seenObjects ? standardsSection(this.standards, { ...seenObjects, profile: header!.profile, workloads }) : '';
  }

  /** Counts the findings on an object, and stores its details. */
  private endPart(): string {
    const { part, tables } = this;
    this.part = undefined;
    if (!part || (part.findings.length === 0 && !part.object?.isWorkload)) {
      return '';
    }
    const row = tables.row(part.object ?? identityOf(part.findings[0]));
    for (const finding of part.findings) {
      tables.count(row, finding);
      tables.waiver(finding, row);
    }
    return this.details.add(row, partDetails(part, row, tables));
  }

  private index(summary: AuditSummary): PageIndex {
    const { tool, profile, kubernetesVersion, platform } = this.header!;
    return {
      tool: `${tool.name} ${tool.version}`,
      profile,
      kubernetesVersion,
      platform,
      created: new Date().toISOString(),
      // Without the first part, the numbers, which the head of the page shows.
      notes: summaryText(summary).trim().split('; ').slice(1),
      ...this.tables.all,
    };
  }
}
