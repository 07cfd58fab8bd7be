import { element } from '../../../report-page/dom';
import type { ShownWaiver } from '../result';

const NAMES = { used: 'Used', unused: 'Unused', expired: 'Expired', invalid: 'Ignored' };

/** The waivers that the text carries, in annotations or comments. */
export function waiversContent(waivers: readonly ShownWaiver[]): readonly HTMLElement[] {
  if (waivers.length === 0) {
    return [element('p', {}, 'The text carries no waivers. Each finding that a waiver can cover shows the one to write.')];
  }
  const head = ['Status', 'Object', 'Waiver'].map((text) => element('th', { scope: 'col' }, text));
  return [element('div', { class: 'scroll' }, element('table', {},
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...waivers.map(waiverRow))))];
}

function waiverRow({ status, object, detail, line }: ShownWaiver): HTMLElement {
  return element('tr', {},
    element('th', { scope: 'row' }, element('span', { class: `badge ${status}` }, NAMES[status])),
    element('td', {}, element('bdi', {}, object), ...line === undefined ? [] : [
      ' ', element('button', { 'type': 'button', 'class': 'link', 'data-line': String(line) }, `Line ${line}`),
    ]),
    element('td', {}, element('bdi', {}, detail)));
}
