/**
 * What would move the cursor, break the line, turn the order of letters round or not be seen; and `##[`, `##vso[`, by which logs of
 * GitHub and Azure tell a command wherever it stands in a line.
 */
const UNPRINTABLE = /[\u0000-\u001F\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]|#(?=\w*\[)/g;

/** A text from a manifest as one line for a terminal: names in there can hold anything, a line that looks like one of ours too. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character, offset: number) =>
    character === '#' && text[offset - 1] !== '#' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
