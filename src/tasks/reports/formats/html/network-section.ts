import { escaped, tableOf } from './markup';
import { ReportedNetwork } from '../../audit';

const HEAD = ['From', 'To', 'Ports', 'Service'];

/** The allowed connections, as markup: the program of the page cannot make markup from a text. */
export function networkSection({ picture, connections, notes }: ReportedNetwork): string {
  return [
    '<section id="network" class="network" aria-labelledby="network-title" tabindex="-1" hidden>',
    '<h2 id="network-title">Who may connect to whom, by the NetworkPolicies</h2>',
    picture === undefined
      ? '<p class="note">There are too many workloads for a picture.</p>'
      : '<input type="checkbox" id="actual-size"> <label for="actual-size">Actual size</label>\n'
        + `<div class="picture" role="region" aria-label="Picture" tabindex="0">${picture}</div>`,
    ...tableOf(HEAD, connections, 'connection', '<code>cdk8s-hardened network</code> lists all'),
    ...notes.length === 0 ? [] : ['<ul>', ...notes.map((note) => `<li>${escaped(note)}</li>`), '</ul>'],
    '</section>',
    '',
  ].join('\n');
}
