// Generated from the folder report-page by `npm run docs`. Do not edit.

export const TEXT = [
  "const MAX_PRINTED = 200;",
  "function preparePrint() {",
  "    while (!byId('more').hidden) {",
  "        drawMore();",
  "    }",
  "    const withFindings = visibleRows().filter(({ cells }) => cells.length > 0);",
  "    const articles = withFindings.slice(0, MAX_PRINTED).map((row) => element('article', {}, ...detailsContent(row, 'h3')));",
  "    const left = withFindings.length - articles.length;",
  "    byId('print').replaceChildren(element('h2', {}, 'Findings'), ...articles, ...left > 0 ? [element('p', {}, `${left} more workloads have findings: filter the page to print them.`)] : []);",
  "    byId('print').hidden = false;",
  "    drawWaivers();",
  "}",
  "function endPrint() {",
  "    byId('print').hidden = true;",
  "    byId('print').replaceChildren();",
  "}",
].join('\n');
