// Generated from the folder report-page by `npm run docs`. Do not edit.

export const TEXT = [
  "const SOON = 14;",
  "const MAX_ROWS = 20;",
  "function drawWaivers() {",
  "    const ranked = [...index.waivers].sort((one, other) => (daysLeft(one.expires) ?? Infinity) - (daysLeft(other.expires) ?? Infinity) || 0);",
  "    const head = ['Expires', 'Control', 'Reason', 'Owner', 'Ticket', 'Covers'].map((text) => element('th', { scope: 'col' }, text));",
  "    byId('waivers').replaceChildren(element('h2', { id: 'waivers-title' }, 'Waivers that cover findings'), ranked.length === 0 ? element('p', {}, 'None.') : element('table', {}, element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...ranked.map(waiverLine))));",
  "}",
  "function waiverLine({ control, reason, expires, owner = '', ticket = '', rows: covered }) {",
  "    const days = daysLeft(expires);",
  "    const links = covered.slice(0, MAX_ROWS).map((row) => element('li', {}, element('a', { href: `#${row}` }, element('bdi', {}, rows[row].title))));",
  "    const more = covered.length > MAX_ROWS && element('li', {}, `and ${covered.length - MAX_ROWS} more`);",
  "    return element('tr', {}, element('td', { class: days !== undefined && days <= SOON ? 'soon' : undefined }, expiryText(expires).replace(/^expires /, '')), element('th', { scope: 'row' }, index.controls[control].id), ...[reason, owner, ticket].map((text) => element('td', {}, element('bdi', {}, text))), element('td', {}, element('ul', {}, ...links, more)));",
  "}",
].join('\n');
