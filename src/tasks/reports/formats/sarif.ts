import { isAbsolute } from 'path';
import { LISTED_STANDARDS } from '../../../policy/controls/known-as/items';
import { standardIds } from '../../../policy/controls/known-as/standard';
import { Risk } from '../../../policy/controls/risk';
import { AuditHeader, AuditReport, AuditSummary } from '../audit';
import { isOpen } from '../fail-on';
import { Finding } from '../finding';
import { fingerprint, Occurrences } from '../fingerprint';
import { HOME_PAGE } from '../home-page';
import { constructText, isAtLine, objectTitle, renderedText, repositoryPlace } from '../place';
import { printable } from '../printable';
import { byRisk } from '../risk-order';
import { ReportRule, ruleOf, SECURITY_SEVERITY } from '../rule';
import { FixableSource, SuggestedFix } from '../suggested-fix';
import { countText } from '../text';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/**
 * The maximum number of results in a run. GitHub refuses a file with more results.
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
const MAX_RESULTS = 25_000;
/** The maximum length of the description of a rule, from the same page. */
const MAX_DESCRIPTION = 1024;

/**
 * SARIF 2.1.0 for code scanning. Errors are written as they come. Warnings are held and written after all errors, as many as still fit, so
 * that the limit cuts warnings first.
 */
export class AuditSarif implements AuditReport {
  public readonly showsFixes = true;
  public cut?: string;
  /** The rules by control, in the order of their indexes, each with the highest risk of its findings. */
  private readonly rules = new Map<string, { readonly index: number; risk: string }>();
  private readonly fingerprints = new Occurrences();
  private header?: AuditHeader;
  private written = 0;
  private leftOut = 0;
  private warnings: string[] = [];

  constructor(private readonly includesWaived = false) {}

  public begin(header: AuditHeader): string {
    this.header = header;
    return `{"$schema":"${SCHEMA}","version":"2.1.0","runs":[{"results":[`;
  }

  public showsValue(finding: Finding): boolean {
    return this.includesWaived || isOpen(finding);
  }

  public finding(finding: Finding, source?: FixableSource): string {
    // A suppressed result is left out, because GitHub opens an alert for it.
    if (!this.showsValue(finding)) {
      return '';
    }
    if (this.written + (finding.severity === 'error' ? 0 : this.warnings.length) >= MAX_RESULTS) {
      this.leftOut++;
      return '';
    }
    const result = printable(JSON.stringify(this.resultOf(finding, source?.fix())));
    if (finding.severity === 'error') {
      return this.write(result);
    }
    this.warnings.push(result);
    return '';
  }

  public end({ leftOut }: AuditSummary): string {
    const fitting = this.warnings.slice(0, MAX_RESULTS - this.written);
    this.leftOut += this.warnings.length - fitting.length;
    this.warnings = [];
    const results = fitting.map((result) => this.write(result)).join('');
    this.cut = this.leftOut > 0
      ? `the SARIF report has the first ${this.written} findings, errors first: `
        + `${countText(this.leftOut, 'finding')} left out, because GitHub refuses more`
      : undefined;
    return `${results}\n],${JSON.stringify(this.run(leftOut)).slice(1)}]}\n`;
  }

  private write(result: string): string {
    return `${this.written++ === 0 ? '' : ','}\n${result}`;
  }

  private run(leftOutOfObjects: number): object {
    const { tool, profile } = this.header!;
    const notes = [
      ...this.cut === undefined ? [] : [this.cut],
      ...leftOutOfObjects > 0 ? [`${countText(leftOutOfObjects, 'finding')} left out: one object had too many`] : [],
    ];
    return {
      tool: {
        driver: {
          name: tool.name,
          semanticVersion: tool.version,
          informationUri: HOME_PAGE,
          rules: [...this.rules].map(([id, { risk }]) => toRule(ruleOf(id), risk as Risk)),
        },
      },
      automationDetails: { id: `${tool.name}/${profile}/` },
      columnKind: 'utf16CodeUnits',
      invocations: [{
        executionSuccessful: true,
        ...notes.length > 0 && { toolExecutionNotifications: notes.map((text) => ({ level: 'warning', message: { text } })) },
      }],
    };
  }

  private resultOf(finding: Finding, fix: SuggestedFix | undefined): object {
    const { control, risk, severity, message, remedy, container, constructPath, field, chartValue, baselined, waiver } = finding;
    const print = fingerprint(finding);
    return {
      ruleId: control,
      ruleIndex: this.indexOf(finding),
      level: severity,
      message: { text: `${objectTitle(finding)}: ${message}. Fix: ${remedy}${renderedText(finding)}` },
      locations: [{
        physicalLocation: physicalLocation(finding),
        logicalLocations: [{
          name: objectTitle(finding),
          fullyQualifiedName: constructPath === undefined ? field : constructText(constructPath),
          kind: 'resource',
        }],
      }],
      ...relatedLocations(finding),
      partialFingerprints: { primaryLocationLineHash: `${print}:${this.fingerprints.next(print)}` },
      ...fix && { fixes: [fixOf(finding, fix)] },
      ...baselined && { baselineState: 'unchanged' },
      ...waiver && { suppressions: [{ kind: 'external', status: 'accepted', justification: waiver.reason }] },
      properties: { risk, field, ...container !== undefined && { container }, ...chartValue !== undefined && { chartValue } },
    };
  }

  private indexOf({ control, risk }: Finding): number {
    const rule = this.rules.get(control) ?? { index: this.rules.size, risk };
    this.rules.set(control, rule);
    rule.risk = byRisk(rule, { risk }) <= 0 ? rule.risk : risk;
    return rule.index;
  }
}

function physicalLocation(finding: Finding): object {
  const { column, endLine, endColumn } = finding;
  const { uri, line } = repositoryPlace(finding);
  return {
    artifactLocation: { uri: uriOf(uri) },
    region: isAtLine(finding) ? { startLine: line, startColumn: column, endLine, endColumn } : { startLine: line },
  };
}

/** The other overlays with the same finding. A line in their rendered text means nothing in the repository. */
function relatedLocations({ overlays = [] }: Finding): object {
  return overlays.length < 2 ? {} : {
    relatedLocations: overlays.slice(1).map((overlay, index) => ({
      id: index + 1,
      physicalLocation: { artifactLocation: { uri: uriOf(overlay) } },
      message: { text: 'the same in this overlay' },
    })),
  };
}

/** A fix with its edits. GitHub refuses a file in which a fix has no replacement. */
function fixOf(finding: Finding, { edits }: SuggestedFix): object {
  return {
    description: { text: finding.remedy },
    artifactChanges: [{
      artifactLocation: { uri: uriOf(repositoryPlace(finding).uri) },
      replacements: edits.map(({ start, end, text }) => ({
        deletedRegion: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
        insertedContent: { text },
      })),
    }],
  };
}

/** A path as a URI: relative, unless it is absolute. Its separators are slashes on every system; a backslash is part of a name. */
function uriOf(path: string): string {
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  if (!isAbsolute(path)) {
    return encoded;
  }
  return path.startsWith('/') ? `file://${encoded}` : `file:///${encoded.replace('%3A', ':')}`; // A drive of Windows.
}

/** The maximum number of tags of a rule, from the same page. */
const MAX_TAGS = 20;

/** The items of the standards that a control is about, such as `CIS Kubernetes Benchmark 5.2.2`. */
function standardTags(control: string): readonly string[] {
  return Object.values(LISTED_STANDARDS)
    .flatMap(({ standard }) => standardIds(standard, control).map((item) => `${standard.name} ${item}`));
}

function toRule(rule: ReportRule, risk: Risk): object {
  const { id, title, why, remedy, severity, url } = rule;
  const text = `${why} Fix: ${remedy}.`;
  return {
    id,
    name: id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title.slice(0, MAX_DESCRIPTION) },
    fullDescription: { text: why.slice(0, MAX_DESCRIPTION) },
    help: { text, markdown: `${why}\n\n**Fix:** ${remedy}.\n\n[${id}](${url})` },
    helpUri: url,
    defaultConfiguration: { level: severity },
    properties: {
      'tags': ['security', 'kubernetes', rule.level, ...standardTags(id)].slice(0, MAX_TAGS),
      'precision': 'very-high',
      'security-severity': SECURITY_SEVERITY[risk].toFixed(1),
    },
  };
}
