import { detailsContent, detailsHead } from './details';
import { byId, element } from './dom';
import { lineOf } from './matrix';
import type { Row } from './model';
import { loadDetails, plainDetails, problemText } from './stored';

/** What was clicked in the matrix: the finding to show. */
let wanted: string | undefined;
/** The row whose details come next: another one may be opened meanwhile. */
let opening: Row | undefined;

/** Asks for a finding of the row that opens next, by a selector. */
export function wantFinding(selector: string | undefined): void {
  wanted = selector;
}

/** Shows what was found in a row. */
export function showDetails(row: Row): void {
  const selector = wanted;
  wanted = undefined;
  opening = row;
  const plain = plainDetails(row);
  draw(row, plain ? detailsContent(plain) : [element('p', { class: 'note quiet', role: 'status' }, 'Opening…')]);
  byId('details').scrollTop = 0;
  byId('details-title').focus({ preventScroll: true });
  lineOf(row.number)?.scrollIntoView({ block: 'nearest' });
  if (plain) {
    scrollToFinding(selector);
  } else {
    void openPacked(row, selector);
  }
}

export function closeDetails(): void {
  opening = undefined;
}

async function openPacked(row: Row, selector: string | undefined): Promise<void> {
  const content = await packedContent(row);
  if (opening === row) {
    byId('details').querySelector('.note.quiet')?.replaceWith(...content);
    scrollToFinding(selector);
  }
}

async function packedContent(row: Row): Promise<readonly HTMLElement[]> {
  try {
    const details = await loadDetails([row]);
    return detailsContent(details.get(row)!);
  } catch {
    return [element('p', { class: 'note' }, problemText())];
  }
}

function draw(row: Row, content: readonly HTMLElement[]): void {
  byId('details').replaceChildren(element('a', { href: '#list', class: 'close' }, 'Close'), ...detailsHead(row), ...content);
}

function scrollToFinding(selector: string | undefined): void {
  if (selector !== undefined) {
    byId('details').querySelector(selector)?.scrollIntoView({ block: 'start' });
  }
}
