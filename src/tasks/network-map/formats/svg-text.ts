/** Widths of characters relative to the size of the font, for sans-serif fonts: those that are usual are about as wide. */
const NARROW = /[ijltfrI.,:;'|!()[\]/-]/u;
const WIDE = /[mwMW@%]|[^\u0000-\u2fff]/u;

/** How wide a text is, in pixels: rather too wide than too narrow. */
export function textWidth(text: string, size: number): number {
  return [...text].reduce((width, character) => width + (WIDE.test(character) ? 1 : NARROW.test(character) ? 0.38 : 0.62) * size, 0);
}

/** The text, or as much of its beginning as has room. */
export function fitted(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width) {
    return text;
  }
  const characters = [...text.slice(0, width)];
  while (characters.length > 1 && textWidth(`${characters.join('')}…`, size) > width) {
    characters.pop();
  }
  return `${characters.join('')}…`;
}

/** Half a pair of UTF-16, and what is not a character, which XML cannot hold. Controls were made printable before. */
const NO_CHARACTER = /[\p{Cs}\ufffe\uffff]/gu;

/** Text of XML. */
export function escaped(text: string): string {
  return text.replace(NO_CHARACTER, '\ufffd').replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
