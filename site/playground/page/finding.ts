import { element, withCode } from '../../../report-page/dom';
import type { ShownFinding } from '../result';

const STATE_NAMES = { error: 'Error', warning: 'Warning', waived: 'Waived' };

export function findingItem(finding: ShownFinding): HTMLElement {
  const { control, title, why, state, object, message, remedy, line, endLine = line, suggestedWaiver } = finding;
  return element('li', { 'class': `finding ${state}`, 'data-control': control },
    element('h3', { title }, element('span', { class: `badge ${state}` }, STATE_NAMES[state]), ' ', control),
    element('p', { class: 'place' },
      line !== undefined && element('button', { 'type': 'button', 'class': 'link', 'data-line': String(line), 'data-end-line': String(endLine) },
        `Line ${line}`),
      element('bdi', {}, object)),
    element('p', { class: 'message' }, element('bdi', {}, message)),
    element('p', { class: 'remedy' }, element('b', {}, 'Fix: '), element('bdi', {}, ...withCode(remedy))),
    element('p', { class: 'why' }, ...withCode(why)),
    suggestedWaiver !== undefined && element('details', {},
      element('summary', {}, 'Waiver'),
      element('p', {}, 'Only if the workload needs it: an entry of a waiver file. Write your reason into it.'),
      element('pre', { class: 'code' }, suggestedWaiver)));
}
