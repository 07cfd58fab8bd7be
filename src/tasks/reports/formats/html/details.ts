import { PageChanges, PageDetails, PageFinding } from './data';
import { excerptsOf, hiddenLine, linesIn, shownLine } from './excerpts';
import { PageTables } from './tables';
import { dockerfileSecrets } from '../../../../policy/controls/dockerfile/dockerfile-secrets';
import { HIDDEN } from '../../../../policy/controls/secrets/secret-forms';
import { secretLines } from '../../../../policy/controls/secrets/secret-lines';
import { stateOf } from '../../audit';
import { Finding } from '../../finding';
import { printable } from '../../printable';
import { Hunk, LineRange, ObjectChanges, ObjectText, ReportedObject } from '../../reported-object';

/** An object with its findings so far. Once a finding on another object follows, it is complete. */
export interface DetailsPart {
  readonly key: string;
  readonly object?: ReportedObject;
  readonly findings: Finding[];
}

/** The details of an object that the page shows when the reader opens its row. */
export function partDetails({ object, findings }: DetailsPart, row: number, tables: PageTables): PageDetails {
  const text = object?.text();
  const ranges = findings.map((finding) => rangeOf(finding, text));
  const ofFindings = linesIn([...text?.secrets ?? [], ...ranges.filter((_, index) => isSecret(findings[index]))]);
  const secrets = text ? new Set([...ofFindings, ...[...secretLines(text.lines)].map((index) => text.firstLine + index)]) : ofFindings;
  const changes = object?.changes();
  return {
    findings: findings.map((finding, index) => pageFinding(finding, ranges[index], row, tables)),
    excerpts: text ? excerptsOf(text, ranges, secrets) : [],
    ...text?.rangeOf && { isPrinted: true },
    changes: changes && pageChanges(changes, secrets),
  };
}

/** Whether the lines of a finding contain a secret. */
function isSecret({ control, value }: Finding): boolean {
  return (typeof value === 'string' && value.includes(HIDDEN)) || control === dockerfileSecrets.id;
}

function rangeOf({ path, line, endLine }: Finding, text: ObjectText | undefined): LineRange {
  return text?.rangeOf?.(path) ?? { line, endLine };
}

function pageFinding(finding: Finding, { line, endLine }: LineRange, row: number, tables: PageTables): PageFinding {
  const { control, severity, message, remedy, also, chartValue } = finding;
  return {
    column: tables.column(finding),
    state: stateOf(finding),
    severity,
    message: printable(message.replace(`${control}: `, '')),
    ...also && { also: also.map((each) => printable(each.message)) },
    remedy: tables.remedy(printable(remedy)),
    ...chartValue !== undefined && { value: printable(chartValue) },
    line,
    ...endLine !== line && { endLine },
    waiver: tables.waiver(finding, row),
  };
}

function pageChanges({ title, note, hunks }: ObjectChanges, secrets: ReadonlySet<number>): PageChanges {
  return {
    title,
    note: note && printable(note),
    hunks: hunks.map((hunk) => ({ header: printable(hunk.header), lines: hunkLines(hunk, secrets) })),
  };
}

/**
 * The lines of a change, without secrets. The lines with secrets are known only by their numbers before the change, and added lines have no
 * such number. So if the change removes a line with a secret, all added lines are hidden.
 */
function hunkLines({ lines, firstLine }: Hunk, secrets: ReadonlySet<number>): readonly string[] {
  let next = firstLine ?? Number.NaN;
  const marked = lines.map((line) => ({ mark: line[0], text: line.slice(1), number: line[0] === '+' ? undefined : next++ }));
  const isHidden = (number: number | undefined) => number !== undefined && secrets.has(number);
  const isReplaced = marked.some(({ mark, number }) => mark === '-' && isHidden(number));
  return marked.map(({ mark, text, number }) => mark + (isHidden(number) || (mark === '+' && isReplaced) ? hiddenLine : shownLine)(text));
}
