import { count, element, withCode } from '../../../report-page/dom';
import type { ShownFinding } from '../result';

/** What one control finds, in one place after the other. */
export function findingGroup(findings: readonly ShownFinding[]): HTMLElement {
  const [{ control, title, why, risk, state }] = findings;
  const color = state === 'waived' ? state : risk;
  return element('li', { 'class': `group ${color}`, 'data-control': control },
    element('h3', { title },
      element('span', { class: `badge ${color}` }, color), ' ',
      element('a', { href: `../reference/controls/${control}.html` }, control),
      findings.length > 1 && element('span', { class: 'count' }, ` ${count(findings.length, 'finding')}`)),
    element('p', { class: 'why' }, ...withCode(why)),
    ...findings.map(findingItem));
}

function findingItem(finding: ShownFinding): HTMLElement {
  const { object, message, remedy, line, endLine = line, suggestedWaiver } = finding;
  return element('div', { class: 'finding' },
    element('p', { class: 'place' },
      line !== undefined && element('button', { 'type': 'button', 'class': 'link', 'data-line': String(line), 'data-end-line': String(endLine) },
        `Line ${line}`),
      element('bdi', {}, object)),
    element('p', { class: 'message' }, element('bdi', {}, message)),
    element('p', { class: 'remedy' }, element('b', {}, 'Fix: '), element('bdi', {}, ...withCode(remedy))),
    suggestedWaiver !== undefined && element('details', {},
      element('summary', {}, 'Waiver'),
      element('p', {}, 'Only if the workload needs it: an entry of a waiver file. Write your reason into it.'),
      element('pre', { class: 'code' }, suggestedWaiver)));
}
