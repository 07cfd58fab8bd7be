import { WorkloadTable } from './workload-table';
import { Worst } from './worst';
import { groupBy } from '../../../formats/manifest/group-by';
import { ofContainer } from '../../../formats/manifest/paths';
import { READING_ORDER } from '../../../policy/controls/risk';
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
/** Findings that make the run fail come before all others. */
const NOT_FAILING = READING_ORDER.length;

/** Which findings have a line if the user did not choose. */
export interface ListingRule {
  /** Whether a finding makes the run fail. */
  readonly isFailing: (finding: Finding) => boolean;
  /** The maximum number of findings with a line. The others are counted for each file. */
  readonly most: number;
  /** If there are no more open findings than this, all of them have a line. */
  readonly few: number;
  /** The text that names the option to list all findings. */
  readonly more: string;
}

/** The findings that an attacker would use, and the settings that do not work. */
const URGENT: ListingRule = { isFailing: () => false, most: Infinity, few: 0, more: '' };

/** The finding of a line. */
interface Line {
  readonly group: string;
  readonly rank: number;
  readonly text: string;
  /** The line for a values file. */
  readonly value: string;
  readonly fix: string;
}

/**
 * Findings for people. Each finding that makes the run fail or that an attacker would use, and each setting that does not work, has a line
 * below its object. All other findings are grouped by control. Nothing is printed before all findings are known, because the highest risk
 * comes first.
 */
export class FindingsText {
  private readonly paint: Paint;
  private readonly groupBy: GroupBy;
  private readonly workloads: WorkloadTable;
  private readonly listing: ListingRule;
  private readonly lines: Worst<Line>;
  /** All other open findings, as long as there are few findings. */
  private few?: Finding[] = [];
  private open = 0;
  /** The number of findings in each folder of tests of a chart, which have one line together. */
  private readonly inTests = new Map<string, number>();

  /**
   * @param rest counts the findings that are not listed one by one
   */
  constructor(
    private readonly style: ReportStyle,
    private readonly rest: { add(finding: Finding): void; toString(): string },
    listing = URGENT,
  ) {
    this.listing = style.detail === undefined || style.detail === 'urgent' ? listing : { ...listing, most: Infinity, few: 0 };
    this.lines = new Worst(this.listing.most);
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
    this.open += finding.waived ? 0 : 1;
    if (this.open > this.listing.few) {
      this.few?.forEach((each) => this.rest.add(each));
      this.few = undefined;
    }
    const isListed = this.isListed(finding);
    if (isListed) {
      this.list(finding);
    }
    if (!isListed && this.few && !finding.waived) {
      this.few.push(finding);
    } else if (!isListed || this.style.detail === 'all') {
      this.rest.add(finding);
    }
  }

  /** The groups, the rest, and in a summary the table of workloads. */
  public parts(): readonly string[] {
    const { detail } = this.style;
    this.few?.forEach((finding) => this.list(finding));
    this.few = undefined;
    const rest = detail === 'failing' ? '' : `${this.rest}`;
    const more = detail === 'all' || detail === 'summary' ? '' : this.listing.more;
    const counted = this.lines.counted.map(([file, count]) => `${file}: ${countText(count, 'more finding')}\n`).join('');
    return [
      ...this.sortedGroups().map(([group, lines]) => `${this.paint('bold', group)}\n${this.linesText(lines)}`),
      ...counted === '' ? [] : [counted + (rest === '' ? more : '')],
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
      default: return !finding.waived && (isUrgent(finding) || this.listing.isFailing(finding));
    }
  }

  private list(finding: Finding): void {
    const { waived, remedy, chartValue } = finding;
    const rank = rankOf(finding);
    this.lines.add(this.listing.isFailing(finding) ? rank : NOT_FAILING + rank, sourceOf(finding), () => ({
      group: this.groupOf(finding),
      rank,
      text: this.line(finding),
      value: chartValue === undefined ? '' : this.wrapped(`${CONTINUED}value: ${printable(chartValue)}`),
      fix: this.style.detail === 'all' || waived ? '' : remedy,
    }));
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
    const groups = [...groupBy(this.lines.kept, ({ group }) => group)];
    const worst = new Map(groups.map(([group, lines]) => [group, worstOf(lines)]));
    return groups.sort(([one], [other]) => worst.get(one)! - worst.get(other)!);
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
