import { escaped, tableOf } from './markup';
import { StandardRun, StandardStates } from '../../standard-states';
import { standardSummary } from '../standard';

const HEAD = ['Item', 'State', 'Findings', 'Title'];

/** The items of each standard with their states, as markup. */
export function standardsSection(standards: readonly StandardStates[], run: StandardRun): string {
  return [
    // It scrolls and has nothing else that takes the focus of a keyboard.
    '<section id="standards" class="network standards" aria-labelledby="standards-title" tabindex="0" hidden>',
    '<h2 id="standards-title">Standards, item by item</h2>',
    ...standards.flatMap((states) => tableWithHeading(states, run)),
    '</section>',
    '',
  ].join('\n');
}

function tableWithHeading(states: StandardStates, run: StandardRun): readonly string[] {
  const results = states.results(run);
  const rows = results.map(({ item: { id, title }, state, open }) => [id, state, state === 'failed' ? String(open) : '', title]);
  const { rest } = states.listed;
  return [
    `<h3>${escaped(standardSummary(states, results))}</h3>`,
    ...tableOf(HEAD, rows, 'item', '<code>cdk8s-hardened audit --standard</code> lists all'),
    ...rest === undefined ? [] : [`<p>${escaped(rest)}</p>`],
  ];
}
