/** What would move the cursor, break the line or turn the order of letters round. */
const UNPRINTABLE = /[\u0000-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069]/g;

/** A text from a manifest as one line for a terminal: names in there can hold anything, a line that looks like one of ours too. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
