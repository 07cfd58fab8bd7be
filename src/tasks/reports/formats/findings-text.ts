import { WorkloadTable } from './workload-table';
import { ofContainer } from '../../../formats/manifest/paths';
import { DOCKERFILE } from '../../../policy/waivers/target';
import { GroupBy, ReportStyle } from '../audit';
import { Finding } from '../finding';
import { objectTitle, placeText, sourceOf, templateText } from '../place';
import { printable } from '../printable';
import { isUrgent, rankOf } from '../risk-order';
import { Paint, painter, wrapped } from '../styles';
import { countText } from '../text';

const INDENT = '  ';
const CONTINUED = '      ';

/** A finding that is listed. */
interface Line {
  readonly rank: number;
  readonly text: string;
  /** The line for a values file. */
  readonly value: string;
  readonly fix: string;
}

/**
 * Findings for people. Each finding that an attacker would use, and each setting that does not work, has a line below its object. All other
 * findings are grouped by control. Nothing is printed before all findings are known, because the highest risk comes first.
 */
export class FindingsText {
  private readonly paint: Paint;
  private readonly groupBy: GroupBy;
  private readonly workloads: WorkloadTable;
  private readonly groups = new Map<string, Line[]>();
  /** The number of findings in each folder of tests of a chart, which have one line together. */
  private readonly inTests = new Map<string, number>();

  /**
   * @param rest counts the findings that are not listed one by one
   * @param more the option with which the user can list these findings
   */
  constructor(
    private readonly style: ReportStyle,
    private readonly rest: { add(finding: Finding): void; toString(): string },
    private readonly more = '',
  ) {
    this.paint = painter(style.color ?? false);
    this.groupBy = style.groupBy ?? 'workload';
    this.workloads = new WorkloadTable(this.paint);
  }

  public add(finding: Finding): void {
    const { chartTests } = finding;
    if (chartTests !== undefined && this.style.detail !== 'all') {
      this.inTests.set(chartTests, (this.inTests.get(chartTests) ?? 0) + 1);
      return;
    }
    this.workloads.add(finding);
    const isListed = this.isListed(finding);
    if (isListed) {
      this.list(finding);
    }
    if (!isListed || this.style.detail === 'all') {
      this.rest.add(finding);
    }
  }

  /** The groups, the rest, and in a summary the table of workloads. */
  public parts(): readonly string[] {
    const { detail } = this.style;
    const rest = detail === 'failing' ? '' : `${this.rest}`;
    const more = detail === 'all' || detail === 'summary' ? '' : this.more;
    return [
      ...this.sortedGroups().map(([group, lines]) => `${this.paint('bold', group)}\n${this.linesText(lines)}`),
      ...rest === '' ? [] : [rest + more],
      ...detail === 'summary' ? [`${this.workloads}`] : [],
      ...[...this.inTests].map(([folder, count]) => this.wrapped(testsText(folder, count)) + '\n'),
    ];
  }

  /** Whether a finding has its own line. */
  public isListed(finding: Finding): boolean {
    switch (this.style.detail) {
      case 'summary': return false;
      case 'failing':
      case 'all': return true;
      default: return !finding.waived && isUrgent(finding);
    }
  }

  private list(finding: Finding): void {
    const group = this.groupOf(finding);
    const lines = this.groups.get(group) ?? [];
    this.groups.set(group, lines);
    const { waived, remedy, chartValue } = finding;
    lines.push({
      rank: rankOf(finding),
      text: this.line(finding),
      value: chartValue === undefined ? '' : this.wrapped(`${CONTINUED}value: ${printable(chartValue)}`),
      fix: this.style.detail === 'all' || waived ? '' : remedy,
    });
  }

  private groupOf(finding: Finding): string {
    switch (this.groupBy) {
      case 'control': return finding.control;
      case 'file': return sourceOf(finding);
      default: return finding.kind === DOCKERFILE
        ? sourceOf(finding)
        : `${sourceOf(finding)}: ${objectTitle(finding)}${templateText(finding)}`;
    }
  }

  /** The groups with the highest risks first. Groups with equal risks keep their order. */
  private sortedGroups(): readonly (readonly [group: string, lines: readonly Line[]])[] {
    const worstOf = (lines: readonly Line[]) => lines.reduce((rank, line) => Math.min(rank, line.rank), Infinity);
    const worst = new Map([...this.groups].map(([group, lines]) => [group, worstOf(lines)]));
    return [...this.groups].sort(([one], [other]) => worst.get(one)! - worst.get(other)!);
  }

  /** The lines of a group, highest risk first. A fix that is already below an earlier line is not repeated. */
  private linesText(lines: readonly Line[]): string {
    const printed = new Set(['']);
    return [...lines].sort((one, other) => one.rank - other.rank).flatMap(({ text, value, fix }) => {
      const isNew = !printed.has(fix);
      printed.add(fix);
      return [
        text,
        ...value === '' ? [] : [value],
        ...isNew && this.style.detail !== 'failing' ? [this.wrapped(`${CONTINUED}fix: ${printable(fix)}`)] : [],
      ];
    }).map((each) => `${each}\n`).join('');
  }

  private line(finding: Finding): string {
    const { severity, waived, risk, line, column } = finding;
    const state = waived ? 'waived' : risk;
    // The title above a group names the file.
    const isGrouped = this.groupBy !== 'control';
    const place = isGrouped ? [line, column].filter((each) => each !== undefined).join(':') : placeText(finding);
    const object = this.groupBy === 'workload' ? '' : `${objectTitle(finding)}${this.groupBy === 'file' ? templateText(finding) : ''}: `;
    const text = `${place === '' ? '' : `${place}: `}${state}: ${object}${printable(shortMessage(finding))}`;
    const color = severity === 'error' ? 'red' : 'yellow';
    return this.wrapped(INDENT + text).replace(`${state}: `, `${this.paint(waived ? 'dim' : color, state)}: `);
  }

  private wrapped(text: string): string {
    const [, indent, rest] = /^( *)([^]*)$/.exec(text)!;
    const [first, ...more] = this.style.width === undefined ? [rest] : wrapped(rest, this.style.width - CONTINUED.length);
    return [indent + first, ...more.map((each) => CONTINUED + each)].join('\n');
  }
}

function testsText(folder: string, count: number): string {
  return `${countText(count, 'finding')} in ${printable(folder)}, which the chart does not deploy: to leave them out, add the folder to `
    + 'excludeFiles';
}

/** A message that names a container needs no path to it. */
function shortMessage({ message, container, field }: Finding): string {
  return container === undefined ? message : message.replace(field, ofContainer(field));
}
