import { element, withCode } from '../../../report-page/dom';
import type { Problem } from '../result';

/** A problem with the line that it is in. */
export function problemText({ message, line, column }: Problem): HTMLElement {
  const place = line === undefined ? undefined : element('button', { 'type': 'button', 'class': 'link', 'data-line': String(line) },
    `Line ${line}${column === undefined ? '' : `, column ${column}`}`);
  return element('p', { class: 'problem' }, place, place && ': ', element('bdi', {}, ...withCode(message)));
}
