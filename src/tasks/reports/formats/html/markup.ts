import { printable } from '../../printable';
import { countText } from '../../text';

/** The maximum number of rows of a table. */
const MAX_ROWS = 500;

/** Text of an input, escaped for the page, on one line: a page can be printed into a log, where a line may be a command. */
export function escaped(text: string): string {
  return printable(text).replace(/[<>&"'=]|\p{Cs}/gu, (character) => `&#${/\p{Cs}/u.test(character) ? 0xfffd : character.charCodeAt(0)};`);
}

/**
 * A table of texts, with a maximum number of rows; nothing if it has no rows.
 *
 * @param noun the noun for a row, such as "connection"
 * @param rest markup that tells where the other rows are
 */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[], noun: string, rest: string): readonly string[] {
  const left = rows.length - MAX_ROWS;
  return rows.length === 0 ? [] : [
    `<table><thead><tr>${head.map((text) => `<th scope="col">${text}</th>`).join('')}</tr></thead><tbody>`,
    ...rows.slice(0, MAX_ROWS).map((cells) => `<tr>${cells.map((text) => `<td><bdi>${escaped(text)}</bdi></td>`).join('')}</tr>`),
    '</tbody></table>',
    ...left > 0 ? [`<p>${countText(left, `more ${noun}`)}: ${rest}.</p>`] : [],
  ];
}
