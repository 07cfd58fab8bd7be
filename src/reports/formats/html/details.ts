import { PageChanges, PageDetails, PageFinding, PageState } from './data';
import { excerptsOf, HIDDEN_LINE, linesIn, shownLine } from './excerpts';
import { PageTables } from './tables';
import { Finding } from '../../finding';
import { printable } from '../../printable';
import { Hunk, LineRange, ObjectChanges, ObjectText, ReportedObject } from '../../reported-object';

/** As findings show a value that is a secret. */
const HIDDEN = '(hidden)';

/** An object with what was found, until the next one comes. */
export interface Part {
  readonly key: string;
  readonly object?: ReportedObject;
  readonly findings: Finding[];
}

export function stateOf({ waived, baselined, severity }: Finding): PageState {
  return waived ? 'waived' : baselined ? 'baselined' : severity as 'error' | 'warning';
}

/** What is shown of an object that is opened. */
export function partDetails({ object, findings }: Part, row: number, tables: PageTables): PageDetails {
  const text = object?.text();
  const ranges = findings.map((finding) => rangeOf(finding, text));
  const secrets = linesIn(ranges.filter((_, index) => findings[index].value === HIDDEN));
  const changes = object?.changes();
  return {
    findings: findings.map((finding, index) => pageFinding(finding, ranges[index], row, tables)),
    excerpts: text ? excerptsOf(text, ranges, secrets) : [],
    changes: changes && pageChanges(changes, secrets),
  };
}

function rangeOf({ path, line, endLine }: Finding, text: ObjectText | undefined): LineRange {
  return text?.rangeOf?.(path) ?? { line, endLine };
}

function pageFinding(finding: Finding, { line, endLine }: LineRange, row: number, tables: PageTables): PageFinding {
  const { control, severity, message, remedy } = finding;
  return {
    control: tables.control(control),
    state: stateOf(finding),
    severity,
    message: printable(message.replace(`${control}: `, '')),
    remedy: tables.remedy(printable(remedy)),
    line,
    ...endLine !== line && { endLine },
    waiver: tables.waiver(finding, row),
  };
}

function pageChanges({ title, note, hunks }: ObjectChanges, secrets: ReadonlySet<number>): PageChanges {
  return { title, note: note && printable(note), hunks: hunks.map((hunk) => ({ header: printable(hunk.header), lines: hunkLines(hunk, secrets) })) };
}

/** Lines that are added have no number in the text before. */
function hunkLines({ lines, firstLine }: Hunk, secrets: ReadonlySet<number>): readonly string[] {
  let number = firstLine ?? Number.NaN;
  return lines.map((line) => {
    const isSecret = line[0] !== '+' && secrets.has(number);
    number += line[0] === '+' ? 0 : 1;
    return isSecret ? line[0] + HIDDEN_LINE : line[0] + shownLine(line.slice(1));
  });
}
