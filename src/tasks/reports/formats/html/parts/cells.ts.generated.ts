// Generated from the folder report-page by `npm run docs`. Do not edit.

export const TEXT = [
  "function cellsOf(row, { risk, columns }, drawn, filter) {",
  "    return [",
  "        cell(countsIn(row, new Set(columns), filter), risk, `sum ${risk}`, risk, { 'data-risk': risk }),",
  "        ...drawn.map((column) => cell(countsIn(row, new Set([column]), filter), risk, '', idOf(column), { 'data-column': String(column) })),",
  "    ];",
  "}",
  "function cellText(number) {",
  "    return number === 0 ? '' : number.toLocaleString('en-US');",
  "}",
  "function cell(counts, risk, kind, name, place) {",
  "    const states = STATES.filter((_, position) => counts[position] > 0);",
  "    if (states.length === 0) {",
  "        return element('td', { class: `cell ${kind}` });",
  "    }",
  "    const [error, warning, waived, baselined] = counts;",
  "    const active = error + warning;",
  "    const text = states.map((state) => stateText(state, counts[STATES.indexOf(state)])).join(', ');",
  "    const mark = active > 0 ? [risk, cellText(active)] : waived > 0 ? ['waived', `w${waived}`] : ['baselined', `b${baselined}`];",
  "    return element('td', { class: `cell ${kind}`, ...place }, element('span', { 'class': `mark ${mark[0]}`, 'title': `${name}: ${text}`, 'aria-hidden': 'true' }, mark[1]), hiddenText(text));",
  "}",
].join('\n');
