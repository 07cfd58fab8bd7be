import { element } from '../../../report-page/dom';
import type { LevelResult, VersionResult } from '../result';

/** Which levels of the Pod Security Standards admit the pods, by version. */
export function podSecurityContent(results: readonly VersionResult[], isDockerfile: boolean, workloads: number): readonly HTMLElement[] {
  if (results.length === 0) {
    return [element('p', {}, isDockerfile ? 'The Pod Security Standards are about pods, not about Dockerfiles.' : 'The text has no pods.')];
  }
  const head = ['Kubernetes', 'Baseline', 'Restricted'].map((text) => element('th', { scope: 'col' }, text));
  return [
    element('p', {}, 'The answer of a namespace that enforces the level. It ignores waivers.'),
    element('div', { class: 'scroll' }, element('table', {},
      element('thead', {}, element('tr', {}, ...head)),
      element('tbody', {}, ...results.map(({ versions, baseline, restricted }) => element('tr', {},
        element('th', { scope: 'row' }, versions), levelCell(baseline, workloads), levelCell(restricted, workloads)))))),
  ];
}

function levelCell({ violated, isUnknown }: LevelResult, workloads: number): HTMLElement {
  if (violated.length === 0) {
    return element('td', {}, element('span', { class: isUnknown ? 'unknown' : 'pass' }, isUnknown ? 'Not known: some pods are not evaluated' : 'Passes'));
  }
  const items = violated.map(({ control, workloads: some }) =>
    element('li', {}, workloads > 1 ? `${control} (${some} of ${workloads})` : control));
  return element('td', {}, element('span', { class: 'fail' }, 'Violates'), element('ul', {}, ...items));
}
