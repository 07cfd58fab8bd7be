import { detailsContent } from './details';
import { byId, element } from './dom';
import { drawMore, visibleRows } from './matrix';
import { drawWaivers } from './waivers';

/** Workloads that are printed with their findings. Each takes a page or more. */
const MAX_PRINTED = 200;

/** On paper nothing can be opened: what the filters leave is printed as a whole. */
export function preparePrint(): void {
  while (!byId('more').hidden) {
    drawMore();
  }
  const withFindings = visibleRows().filter(({ cells }) => cells.length > 0);
  const articles = withFindings.slice(0, MAX_PRINTED).map((row) => element('article', {}, ...detailsContent(row, 'h3')));
  const left = withFindings.length - articles.length;
  byId('print').replaceChildren(element('h2', {}, 'Findings'), ...articles, ...left > 0 ? [element('p', {}, `${left} more workloads have findings: filter the page to print them.`)] : []);
  byId('print').hidden = false;
  drawWaivers();
}

export function endPrint(): void {
  byId('print').hidden = true;
  byId('print').replaceChildren();
}
