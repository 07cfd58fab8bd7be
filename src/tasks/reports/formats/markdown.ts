import { ControlTable, remediesOf } from './control-table';
import { AuditHeader, AuditReport, AuditSummary } from '../audit';
import { Finding } from '../finding';
import { objectTitle, placeText } from '../place';
import { printable } from '../printable';
import { ruleOf } from '../rule';
import { countText, summaryText } from '../text';

/** Maximum length of the comment. GitHub allows 65,536 characters. */
const MAX_LENGTH = 60_000;
/** Maximum length of the table of controls. */
const MAX_CONTROLS_LENGTH = 40_000;
/** Maximum length of the findings, if the table leaves this much. */
const MAX_FINDINGS_LENGTH = 40_000;

/**
 * A comment on a pull request: a table by control, and then the findings. It is written at the end, because the numbers come first, and
 * is at most as long as a comment may be.
 */
export class AuditMarkdown implements AuditReport {
  public cut?: string;
  private header?: AuditHeader;
  private readonly table = new ControlTable();
  private readonly lines = { error: new Lines(), warning: new Lines(), waived: new Lines() };

  public begin(header: AuditHeader): string {
    this.header = header;
    return '';
  }

  public showsValue({ baselined }: Finding): boolean {
    return !baselined;
  }

  public finding(finding: Finding): string {
    if (!finding.baselined) {
      this.table.add(finding);
      this.lines[finding.waived ? 'waived' : finding.severity as 'error' | 'warning'].add(findingLine(finding));
    }
    return '';
  }

  public end(summary: AuditSummary): string {
    const { profile, kubernetesVersion } = this.header!;
    const head = [
      `### cdk8s-hardened: ${summary.errors > 0 ? countText(summary.errors, 'error') : 'no errors'}`,
      `Profile \`${profile}\`, Kubernetes ${kubernetesVersion}. ${codeText(summaryText(summary).trim())}`,
    ];
    const controls = this.controls();
    const findings = this.findings(MAX_LENGTH - [...head, ...controls.blocks].join('').length);
    const cut = [
      ...controls.leftOut > 0 ? [countText(controls.leftOut, 'control')] : [],
      ...findings.leftOut > 0 ? [countText(findings.leftOut, 'finding')] : [],
    ].join(' and ');
    this.cut = cut === '' ? undefined : `the Markdown report leaves out ${cut}, because a comment cannot be longer`;
    const end = cut === '' ? [] : [`${cut} left out: a comment cannot be longer.`];
    return `${[...head, ...controls.blocks, ...findings.blocks, ...end].join('\n\n')}\n`;
  }

  private controls(): Blocks {
    const rows = this.table.sorted.map((row) => {
      const { risk, control, count, waived } = row;
      const fix = remediesOf(row).map(codeText).join('<br>');
      return `| ${risk} | [${control}](${ruleOf(control).url}) | ${count} | ${waived} | ${fix} |`;
    });
    const shown = fitting(rows, MAX_CONTROLS_LENGTH);
    const heads = ['| risk | control | count | waived | fix |', '| --- | --- | ---: | ---: | --- |'];
    return { blocks: rows.length > 0 ? [[...heads, ...shown].join('\n')] : [], leftOut: rows.length - shown.length };
  }

  private findings(most: number): Blocks {
    let room = Math.min(most, MAX_FINDINGS_LENGTH);
    let leftOut = 0;
    const blocks = Object.entries(this.lines).flatMap(([state, lines]) => {
      const shown = fitting(lines.held, room);
      room -= shown.join('').length;
      leftOut += lines.count - shown.length;
      const title = state === 'waived' ? `${lines.count} waived` : countText(lines.count, state);
      return shown.length === 0 ? [] : [`<details><summary>${title}</summary>\n\n${shown.join('\n')}\n\n</details>`];
    });
    return { blocks, leftOut };
  }
}

/** The shown part, and the number of findings that are left out. */
interface Blocks {
  readonly blocks: readonly string[];
  readonly leftOut: number;
}

/** The first lines, as many as fit. */
function fitting(lines: readonly string[], room: number): readonly string[] {
  let length = 0;
  return lines.filter((line) => (length += line.length + 1) <= room);
}

/** Keeps as many lines as could fit, and counts all lines. */
class Lines {
  public count = 0;
  public readonly held: string[] = [];
  private length = 0;

  public add(line: string): void {
    this.count++;
    if (this.length < MAX_FINDINGS_LENGTH) {
      this.held.push(line);
      this.length += line.length;
    }
  }
}

function findingLine(finding: Finding): string {
  const { message, chartValue } = finding;
  const value = chartValue === undefined ? '' : `; value: ${codeText(chartValue)}`;
  return `- ${codeText(placeText(finding))} ${codeText(objectTitle(finding))}: ${codeText(message)}${value}`;
}

/**
 * Text of a manifest as code, in which GitHub looks for neither mentions nor links. Characters with a meaning in Markdown or HTML become
 * numeric references.
 */
export function codeText(text: string): string {
  return `<code>${printable(text)
    .replace(/[^\w ./=,;()-]/gu, (character) => character.codePointAt(0)! < 128 ? `&#${character.codePointAt(0)};` : character)}</code>`;
}
