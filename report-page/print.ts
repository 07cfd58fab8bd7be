import { detailsContent, detailsHead } from './details';
import { byId, count, element } from './dom';
import { drawForPrint, visibleRows } from './matrix';
import type { Row } from './model';
import { CAN_UNPACK, type DetailsByRow, loadDetails, plainDetails, problemText, TOO_OLD } from './stored';
import { drawWaivers } from './waivers';

/** Workloads that are printed with their findings. Each takes a page or more. */
const MAX_PRINTED = 200;

/** What the button has read for the print that comes: a browser does not wait for it. */
let prepared: DetailsByRow = new Map();
/** Why nothing that is compressed is printed. */
let problem = CAN_UNPACK ? 'The page stores them compressed: print it with its button “Print”.' : TOO_OLD;

/** Prints, and first opens what is compressed. */
export async function printAll(): Promise<void> {
  try {
    prepared = await loadDetails(printedRows().slice(0, MAX_PRINTED));
  } catch {
    problem = problemText();
  }
  print();
}

/** On paper nothing can be opened: what the filters leave is printed as a whole. */
export function preparePrint(): void {
  drawForPrint(true);
  const all = printedRows();
  const articles = all.slice(0, MAX_PRINTED).flatMap((row) => {
    const details = prepared.get(row) ?? plainDetails(row);
    return details ? [element('article', {}, ...detailsHead(row, 'h3'), ...detailsContent(details, 'h3'))] : [];
  });
  const left = all.length - articles.length;
  byId('print').replaceChildren(element('h2', {}, 'Findings'), ...articles, ...left > 0 ? [element('p', { class: 'note' }, leftText(left, articles.length))] : []);
  byId('print').hidden = false;
  drawWaivers();
}

export function endPrint(): void {
  prepared = new Map();
  byId('print').hidden = true;
  byId('print').replaceChildren();
  drawForPrint(false);
}

function printedRows(): readonly Row[] {
  return visibleRows().filter(({ cells }) => cells.length > 0);
}

function leftText(left: number, printed: number): string {
  return `The findings of ${count(left, 'object')} are not printed here. ${printed > 0 ? 'Filter the page to print them.' : problem}`;
}
