import { diffBlock } from './diff';
import { element, withCode } from './dom';
import { detailsOf, expiryText, index, type Row, stateText } from './model';
import { type PageChanges, type PageDetails, type PageFinding, STATES } from '../src/tasks/reports/formats/html/data';

const STATE_NAMES = { error: 'Error', warning: 'Warning', waived: 'Waived', baselined: 'In the baseline' };
/** Lines around those of a finding. */
const CONTEXT = 2;
const MAX_LINES = 12;

/** What is shown of a row: its findings, the worst first, and what hardening does to it. */
export function detailsContent(row: Row, heading: 'h2' | 'h3' = 'h2'): readonly HTMLElement[] {
  const parts = detailsOf(row);
  const findings = parts.flatMap((part) => part.findings.map((finding) => ({ finding, part })));
  findings.sort((one, other) => STATES.indexOf(one.finding.state) - STATES.indexOf(other.finding.state));
  const sub = heading === 'h2' ? 'h3' : 'h4';
  return [
    element(heading, { id: heading === 'h2' ? 'details-title' : undefined, tabindex: heading === 'h2' ? '-1' : undefined }, element('bdi', {}, row.title)),
    element('p', { class: 'place' }, element('bdi', {}, row.line === undefined ? row.source : `${row.source}:${row.line}`)),
    element('p', { class: 'counts' }, countsText(row)),
    ...parts.length === 0 ? [element('p', { class: 'note' }, 'Left out of this page, which would be too large with it. Audit fewer files, or use another format.')] : [],
    ...parts.some(({ isPrinted }) => isPrinted) ? [element('p', { class: 'note' }, 'The file has this in long lines, so it is printed anew here, without the numbers of the lines.')] : [],
    ...findings.length > 0 ? [element('ol', { class: 'findings' }, ...findings.map(({ finding, part }) => findingItem(finding, part, sub)))] : [],
    ...parts.flatMap(({ changes }: PageDetails) => changes ? [changesSection(changes, sub)] : []),
  ];
}

function countsText({ totals, cells }: Row): string {
  const counts = STATES.filter((state) => totals[state] > 0).map((state) => stateText(state, totals[state]));
  return cells.length === 0 ? 'No findings' : counts.join(', ');
}

function findingItem(finding: PageFinding, part: PageDetails, sub: 'h3' | 'h4'): HTMLElement {
  const { control, state, message, remedy } = finding;
  const { id, why, title, url } = index.controls[control];
  return element('li', { 'class': `finding ${state}`, 'data-control': String(control) },
    element(sub, {},
      element('span', { class: `badge ${state}` }, STATE_NAMES[state]), ' ',
      element('a', { href: url, rel: 'noreferrer', target: '_blank', title }, id)),
    element('p', { class: 'message' }, element('bdi', {}, message)),
    waiverText(finding),
    element('p', { class: 'remedy' }, element('b', {}, 'Fix: '), element('bdi', {}, ...withCode(index.remedies[remedy]))),
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
