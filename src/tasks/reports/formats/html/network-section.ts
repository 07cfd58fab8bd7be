import { ReportedNetwork } from '../../audit';
import { countText } from '../../text';

/** More rows than somebody reads. */
const MAX_ROWS = 500;

const HEAD = ['From', 'To', 'Ports', 'Service'];

/** Who may connect to whom, as markup: the program of the page can make none of a text. */
export function networkSection({ picture, connections, notes }: ReportedNetwork): string {
  const left = connections.length - MAX_ROWS;
  return [
    '<section id="network" class="network" aria-labelledby="network-title" tabindex="-1" hidden>',
    '<h2 id="network-title">Who may connect to whom, by the NetworkPolicies</h2>',
    picture === undefined ? '<p class="note">There are too many workloads for a picture.</p>' : `<div class="picture" role="region" aria-label="Picture" tabindex="0">${picture}</div>`,
    ...connections.length === 0 ? [] : [
      `<table><thead><tr>${HEAD.map((text) => `<th scope="col">${text}</th>`).join('')}</tr></thead><tbody>`,
      ...connections.slice(0, MAX_ROWS).map((cells) => `<tr>${cells.map((text) => `<td><bdi>${escaped(text)}</bdi></td>`).join('')}</tr>`),
      '</tbody></table>',
    ],
    ...left > 0 ? [`<p>${countText(left, 'more connection')}: <code>cdk8s-hardened network</code> lists them.</p>`] : [],
    ...notes.length === 0 ? [] : ['<ul>', ...notes.map((note) => `<li>${escaped(note)}</li>`), '</ul>'],
    '</section>',
    '',
  ].join('\n');
}

function escaped(text: string): string {
  return text.replace(/[<>&"'=]|\p{Cs}/gu, (character) => `&#${/\p{Cs}/u.test(character) ? 0xfffd : character.charCodeAt(0)};`);
}
