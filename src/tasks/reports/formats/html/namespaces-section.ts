import { escaped, tableOf } from './markup';
import { ReportedNamespaces } from '../../audit';

const REST = '<code>cdk8s-hardened namespaces</code> lists all';

/** The namespaces of a cluster, with a picture of the levels that they meet, as markup. */
export function namespacesSection({ to, progress, head, rows, blockers, notes }: ReportedNamespaces): string {
  return [
    // It scrolls and has nothing else that takes the focus of a keyboard.
    '<section id="namespaces" class="network namespaces" aria-labelledby="namespaces-title" tabindex="0" hidden>',
    `<h2 id="namespaces-title">Which namespaces can enforce ${escaped(to)}</h2>`,
    '<dl class="progress">',
    ...progress.map(({ time, levels }) => `<dt>${escaped(time)}</dt><dd>${barOf(levels)}<span>${levelsText(levels)}</span></dd>`),
    '</dl>',
    '<div class="levels">',
    ...tableOf(head.map((title) => escaped(title)), rows, 'namespace', REST),
    '</div>',
    ...blockers.length === 0 ? [] : [`<h3>Before they enforce ${escaped(to)}</h3>`],
    ...tableOf(['Namespace', 'Workload', 'Next step'], blockers, 'workload', REST),
    ...notes.length === 0 ? [] : ['<ul>', ...notes.map((note) => `<li>${escaped(note)}</li>`), '</ul>'],
    '</section>',
    '',
  ].join('\n');
}

type Levels = ReportedNamespaces['progress'][number]['levels'];

/** A bar with a part for each level. The text beside it says the same. */
function barOf(levels: Levels): string {
  const all = levels.reduce((sum, [, count]) => sum + count, 0);
  let before = 0;
  const parts = levels.map(([level, count]) => {
    const part = `<rect class="level-${escaped(level)}" x="${before}" width="${count}" height="1"/>`;
    before += count;
    return part;
  });
  return `<svg viewBox="0 0 ${Math.max(all, 1)} 1" preserveAspectRatio="none" aria-hidden="true">${parts.join('')}</svg>`;
}

function levelsText(levels: Levels): string {
  return levels.map(([level, count]) => `<b class="level-${escaped(level)}">${count}</b> ${escaped(level)}`).join(', ');
}
