import { diffBlock } from './diff';
import { element, withCode } from './dom';
import { capitalized, expiryText, index, type Row, stateText } from './model';
import { type PageChanges, type PageDetails, type PageFinding, STATES } from '../src/tasks/reports/formats/html/data';

/** Lines around the lines of a finding. */
const CONTEXT = 2;
const MAX_LINES = 12;

/** The head of the details of a row. */
export function detailsHead(row: Row, heading: 'h2' | 'h3' = 'h2'): readonly HTMLElement[] {
  return [
    element(heading, { id: heading === 'h2' ? 'details-title' : undefined, tabindex: heading === 'h2' ? '-1' : undefined }, element('bdi', {}, row.title)),
    element('p', { class: 'place' }, element('bdi', {}, row.line === undefined ? row.source : `${row.source}:${row.line}`)),
    element('p', { class: 'counts' }, countsText(row)),
  ];
}

/** What was found, the highest risk first, and what hardening does. */
export function detailsContent(parts: readonly PageDetails[], heading: 'h2' | 'h3' = 'h2'): readonly HTMLElement[] {
  const findings = parts.flatMap((part) => part.findings.map((finding) => ({ finding, part })));
  findings.sort((one, other) => rankOf(one.finding) - rankOf(other.finding));
  const sub = heading === 'h2' ? 'h3' : 'h4';
  return [
    ...parts.some(({ isPrinted }) => isPrinted) ? [element('p', { class: 'note' }, 'The file has this in long lines, so it is printed anew here, without the numbers of the lines.')] : [],
    ...findings.length > 0 ? [element('ol', { class: 'findings' }, ...findings.map(({ finding, part }) => findingItem(finding, part, sub)))] : [],
    ...parts.flatMap(({ changes }) => changes ? [changesSection(changes, sub)] : []),
  ];
}

/** What counts comes first, then what a waiver or a baseline covers; each by its risk. */
function rankOf({ state, column }: PageFinding): number {
  const risks = index.risks.length;
  return (isActive(state) ? 0 : STATES.indexOf(state) * risks) + index.risks.indexOf(index.columns[column].risk);
}

function isActive(state: PageFinding['state']): boolean {
  return state === 'error' || state === 'warning';
}

function countsText({ totals, cells }: Row): string {
  const counts = STATES.filter((state) => totals[state] > 0).map((state) => stateText(state, totals[state]));
  return cells.length === 0 ? 'No findings' : counts.join(', ');
}

function findingItem(finding: PageFinding, part: PageDetails, sub: 'h3' | 'h4'): HTMLElement {
  const { column, state, message, remedy, value, also = [] } = finding;
  const { control, risk } = index.columns[column];
  const { id, why, title, url } = index.controls[control];
  const kind = isActive(state) ? risk : state;
  return element('li', { 'class': `finding ${kind}`, 'data-column': String(column), 'data-risk': risk },
    element(sub, {},
      element('span', { class: `badge ${kind}` }, isActive(state) ? capitalized(risk) : state === 'waived' ? 'Waived' : 'In the baseline'), ' ',
      element('a', { href: url, rel: 'noreferrer', target: '_blank', title }, id), ' ',
      element('span', { class: 'severity' }, isActive(state) ? state : risk)),
    element('p', { class: 'message' }, element('bdi', {}, message)),
    also.length > 0 ? element('ul', { class: 'also' }, ...also.map((text) => element('li', {}, element('bdi', {}, text)))) : undefined,
    waiverText(finding),
    element('p', { class: 'remedy' }, element('b', {}, 'Fix: '), element('bdi', {}, ...withCode(index.remedies[remedy]))),
    value === undefined ? undefined : element('p', { class: 'remedy' }, element('b', {}, 'Value: '), element('code', {}, element('bdi', {}, value))),
    excerpt(finding, part),
    element('p', { class: 'why' }, ...withCode(why)));
}

function waiverText({ waiver }: PageFinding): HTMLElement | undefined {
  if (waiver === undefined) {
    return undefined;
  }
  const { reason, owner, ticket, expires } = index.waivers[waiver];
  const facts = [owner && `owner ${owner}`, ticket && `ticket ${ticket}`, expiryText(expires)].filter(Boolean).join('; ');
  return element('p', { class: 'waiver' }, element('b', {}, 'Waived: '), element('bdi', {}, reason), ` (${facts})`);
}

/** The lines of a finding, marked, and some around them. */
function excerpt({ line, endLine = line }: PageFinding, { excerpts, isPrinted }: PageDetails): HTMLElement | undefined {
  if (line === undefined) {
    return undefined;
  }
  const last = Math.min(endLine!, line + MAX_LINES - 1);
  const lines = excerpts.flatMap(([first, ...texts]) => texts.map((text, offset) => [first + offset, text] as const))
    .filter(([number]) => number >= line - CONTEXT && number <= last + CONTEXT)
    .map(([number, text]) => element(number >= line && number <= endLine! ? 'mark' : 'span', { 'class': 'line', 'data-line': isPrinted ? undefined : String(number) }, `${text}\n`));
  return lines.length > 0 ? element('pre', { class: 'code' }, ...lines) : undefined;
}

function changesSection({ title, note, hunks }: PageChanges, sub: 'h3' | 'h4'): HTMLElement {
  const lines = hunks.flatMap(({ header, lines: texts }) => [header, ...texts]);
  return element('section', { class: 'changes' },
    element(sub, {}, ...withCode(title)),
    lines.length > 0 ? diffBlock(lines) : element('p', {}, note ?? 'Nothing.'));
}
