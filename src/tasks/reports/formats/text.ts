import { ControlTable } from './control-table';
import { DOCKERFILE } from '../../../policy/waivers/target';
import { AuditHeader, AuditReport, AuditSummary, GroupBy, ReportStyle } from '../audit';
import { FailOn, isFailing } from '../fail-on';
import { Finding } from '../finding';
import { objectTitle, placeText, sourceOf } from '../place';
import { printable } from '../printable';
import { Paint, painter, wrapped } from '../styles';
import { summaryText } from '../text';

const INDENT = '  ';
const CONTINUED = '      ';

/**
 * For people, and for `grep` and problem matchers: a line a finding, as compilers write it, below its group. What to write instead comes
 * at the end, once a control. Grouped by control, the findings are held; otherwise they are written as they come.
 */
export class AuditText implements AuditReport {
  private readonly paint: Paint;
  private readonly groupBy: GroupBy;
  private readonly table: ControlTable;
  private readonly held = new Map<string, string[]>();
  private group?: string;
  private failOn?: FailOn;

  constructor(private readonly style: ReportStyle = {}) {
    this.paint = painter(style.color ?? false);
    this.groupBy = style.groupBy ?? 'workload';
    this.table = new ControlTable(style.width, this.paint);
  }

  public begin({ failOn }: AuditHeader): string {
    this.failOn = failOn;
    return '';
  }

  public finding(finding: Finding): string {
    if (finding.baselined || (this.style.quiet && !this.isLoud(finding))) {
      return '';
    }
    const isDockerfile = finding.kind === DOCKERFILE;
    this.table.add(finding);
    const line = this.line(finding);
    if (this.groupBy === 'control') {
      const lines = this.held.get(finding.control) ?? [];
      this.held.set(finding.control, lines);
      lines.push(line);
      return '';
    }
    return this.heading(this.groupBy === 'file' || isDockerfile ? sourceOf(finding) : `${sourceOf(finding)}: ${objectTitle(finding)}`) + line;
  }

  public end(summary: AuditSummary): string {
    const groups = [...this.held].map(([control, lines]) => this.heading(control) + lines.join('')).join('');
    const table = this.style.quiet ? '' : `${this.table}`;
    return `${groups}${table && `\n${table}\n`}${summaryText(summary)}`;
  }

  /** Errors, and what else fails. */
  private isLoud(finding: Finding): boolean {
    return !finding.waived && (finding.severity === 'error' || isFailing(finding, this.failOn!));
  }

  private heading(group: string): string {
    if (group === this.group) {
      return '';
    }
    const isFirst = this.group === undefined;
    this.group = group;
    return `${isFirst ? '' : '\n'}${this.paint('bold', group)}\n`;
  }

  private line(finding: Finding): string {
    const { severity, waived, kind } = finding;
    const state = waived ? 'waived' : severity;
    // Its group does not name the object.
    const object = this.groupBy === 'workload' || kind === DOCKERFILE ? '' : `${objectTitle(finding)}: `;
    const text = `${placeText(finding)}: ${state}: ${object}${printable(shortMessage(finding))}`;
    const [first, ...rest] = this.style.width === undefined ? [text] : wrapped(text, this.style.width - CONTINUED.length);
    const painted = first.replace(`: ${state}: `, `: ${this.paint(COLORS[state], state)}: `);
    return [INDENT + painted, ...rest.map((line) => CONTINUED + line)].join('\n') + '\n';
  }
}

/** A message that names a container needs no path to it. */
function shortMessage({ message, container, field }: Finding): string {
  return container === undefined ? message : message.replace(field, field.replace(/^.*?[cC]ontainers\[\d+\]\./, ''));
}

const COLORS = { error: 'red', warning: 'yellow', waived: 'dim' } as { readonly [state: string]: 'red' | 'yellow' | 'dim' };
