import { escaped, tableOf } from './markup';
import { ReportedNetwork } from '../../audit';

/** The sizes of the picture, as the ids and names of the choices. The style sheet sets the sizes. */
const ZOOMS = [['fit', 'Fit to width'], ['100', '100%'], ['150', '150%'], ['200', '200%']];

const HEAD = ['From', 'To', 'Ports', 'Service'];

/** The allowed connections, as markup: the program of the page cannot make markup from a text. */
export function networkSection({ picture, connections, notes }: ReportedNetwork): string {
  return [
    '<section id="network" class="network" aria-labelledby="network-title" tabindex="-1" hidden>',
    '<h2 id="network-title">Allowed connections, by the NetworkPolicies</h2>',
    picture === undefined
      ? '<p class="note">There are too many workloads for a picture.</p>'
      : `<fieldset class="zoom"><legend>Zoom</legend>${ZOOMS.map(zoomChoice).join('')}</fieldset>\n`
        + `<div class="picture" role="region" aria-label="Picture" tabindex="0">${picture}</div>`,
    ...tableOf(HEAD, connections, 'connection', '<code>cdk8s-hardened network</code> lists all'),
    ...notes.length === 0 ? [] : ['<ul>', ...notes.map((note) => `<li>${escaped(note)}</li>`), '</ul>'],
    '</section>',
    '',
  ].join('\n');
}

function zoomChoice([id, name]: readonly string[], index: number): string {
  return `<label><input type="radio" name="zoom" id="zoom-${id}"${index === 0 ? ' checked' : ''}> ${name}</label>`;
}
