import { byId, element } from './dom';
import { daysLeft, expiryText, index, rows } from './model';

/** A waiver that ends within this many days is worth a look. */
const SOON = 14;
/** Workloads of a waiver that are listed. */
const MAX_ROWS = 20;

/** The waivers that cover something, those that expire first at the top. */
export function drawWaivers(): void {
  const ranked = [...index.waivers].sort((one, other) => (daysLeft(one.expires) ?? Infinity) - (daysLeft(other.expires) ?? Infinity) || 0);
  const head = ['Expires', 'Control', 'Reason', 'Owner', 'Ticket', 'Covers'].map((text) => element('th', { scope: 'col' }, text));
  byId('waivers').replaceChildren(
    element('h2', { id: 'waivers-title' }, 'Waivers that cover findings'),
    ranked.length === 0 ? element('p', {}, 'None.') : element('table', {}, element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...ranked.map(waiverLine))),
  );
}

function waiverLine({ control, reason, expires, owner = '', ticket = '', rows: covered }: typeof index.waivers[number]): HTMLElement {
  const days = daysLeft(expires);
  const links = covered.slice(0, MAX_ROWS).map((row) => element('li', {}, element('a', { href: `#${row}` }, element('bdi', {}, rows[row].title))));
  const more = covered.length > MAX_ROWS && element('li', {}, `and ${covered.length - MAX_ROWS} more`);
  return element('tr', {},
    element('td', { class: days !== undefined && days <= SOON ? 'soon' : undefined }, expiryText(expires).replace(/^expires /, '')),
    element('th', { scope: 'row' }, index.controls[control].id),
    ...[reason, owner, ticket].map((text) => element('td', {}, element('bdi', {}, text))),
    element('td', {}, element('ul', {}, ...links, more)));
}
