import { ControlTable, remediesOf } from './control-table';
import { AuditHeader, AuditReport, AuditSummary } from '../audit';
import { Finding } from '../finding';
import { objectTitle, placeText } from '../place';
import { printable } from '../printable';
import { ruleOf } from '../rule';
import { countText, summaryText } from '../text';

/** The most characters of a comment on GitHub are 65,536. */
const MAX_LENGTH = 60_000;
/** Of that, for the findings: the rest is for the table of controls. */
const MAX_FINDINGS_LENGTH = 40_000;

/**
 * For a comment on a pull request: what was found by control, then the findings. It is written at the end, since the numbers come first,
 * and is as long as a comment may be.
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

  public finding(finding: Finding): string {
    if (!finding.baselined) {
      this.table.add(finding);
      this.lines[finding.waived ? 'waived' : finding.severity as 'error' | 'warning'].add(findingLine(finding));
    }
    return '';
  }

  public end(summary: AuditSummary): string {
    const { profile, kubernetesVersion } = this.header!;
    const text = [
      `### cdk8s-hardened: ${summary.errors > 0 ? countText(summary.errors, 'error') : 'no errors'}`,
      `Profile \`${profile}\`, Kubernetes ${kubernetesVersion}. ${code(summaryText(summary).trim())}`,
      ...this.controls(),
      ...this.findings(),
    ].join('\n\n') + '\n';
    return text.length > MAX_LENGTH ? `${text.slice(0, text.lastIndexOf('\n', MAX_LENGTH))}\n` : text;
  }

  private controls(): readonly string[] {
    const rows = this.table.sorted.map(([control, row]) => {
      const fix = remediesOf(control, row).map(code).join('<br>');
      return `| [${control}](${ruleOf(control).url}) | ${row.error} | ${row.warning} | ${row.waived} | ${fix} |`;
    });
    return rows.length > 0 ? [['| control | errors | warnings | waived | fix |', '| --- | ---: | ---: | ---: | --- |', ...rows].join('\n')] : [];
  }

  private findings(): readonly string[] {
    let room = MAX_FINDINGS_LENGTH;
    let leftOut = 0;
    const blocks = Object.entries(this.lines).flatMap(([state, lines]) => {
      const shown = lines.upTo(room);
      room -= shown.join('').length;
      leftOut += lines.count - shown.length;
      const title = state === 'waived' ? `${lines.count} waived` : countText(lines.count, state);
      return shown.length === 0 ? [] : [`<details><summary>${title}</summary>\n\n${shown.join('\n')}\n\n</details>`];
    });
    this.cut = leftOut > 0 ? `the Markdown report leaves out ${countText(leftOut, 'finding')}, because a comment cannot be longer` : undefined;
    return [...blocks, ...leftOut > 0 ? [`${countText(leftOut, 'finding')} left out: a comment cannot be longer.`] : []];
  }
}

/** Lines in their order, no more than fit. */
class Lines {
  public count = 0;
  private readonly held: string[] = [];
  private length = 0;

  public add(line: string): void {
    this.count++;
    if (this.length < MAX_FINDINGS_LENGTH) {
      this.held.push(line);
      this.length += line.length;
    }
  }

  public upTo(room: number): readonly string[] {
    let length = 0;
    return this.held.filter((line) => (length += line.length) <= room);
  }
}

function findingLine(finding: Finding): string {
  return `- ${code(placeText(finding))} ${code(objectTitle(finding))}: ${code(finding.message)}`;
}

/**
 * A text of a manifest as code. All that Markdown or HTML could read in it is written as a number; in code GitHub looks neither for
 * mentions nor for links.
 */
function code(text: string): string {
  return `<code>${printable(text).replace(/[^\w ./=,;()-]/gu, (character) => character.codePointAt(0)! < 128 ? `&#${character.codePointAt(0)};` : character)}</code>`;
}
