/** Characters by their width relative to the size of the font, as in common sans-serif fonts. */
const NARROW = /[ijltfrI.,:;'|!()[\]/-]/u;
const WIDE = /[mwMW@%]|[^\u0000-\u2fff]/u;

/** The width of a text in pixels, estimated rather too wide than too narrow. */
export function textWidth(text: string, size: number): number {
  return [...text].reduce((width, character) => width + characterWidth(character) * size, 0);
}

function characterWidth(character: string): number {
  if (WIDE.test(character)) {
    return 1;
  }
  return NARROW.test(character) ? 0.38 : 0.62;
}

/** The parts between which a line may break: after a space, or after a separator in a name. */
const PARTS = /[^\s/,=.-]*(?:[\s/,=.-]+|$)/gu;

/** A text in lines of at most that width. */
export function svgLines(text: string, width: number, size: number): readonly string[] {
  return inLines(text.match(PARTS) ?? [], width, size);
}

/** Parts of a text in lines of at most that width. A part that is wider than a line is broken anywhere. */
export function inLines(parts: readonly string[], width: number, size: number): readonly string[] {
  const lines = [''];
  let used = 0;
  for (const part of parts.flatMap((each) => textWidth(each.trimEnd(), size) > width ? [...each] : [each])) {
    const added = textWidth(part, size);
    if (used > 0 && used + textWidth(part.trimEnd(), size) > width) {
      lines.push('');
      used = 0;
    }
    lines[lines.length - 1] += part;
    used += added;
  }
  return lines.map((line) => line.trimEnd());
}

/** Halves of UTF-16 pairs and noncharacters, which XML must not contain. Control characters are already printable. */
const NO_CHARACTER = /[\p{Cs}\ufffe\uffff]/gu;

/** A text as XML. */
export function svgEscaped(text: string): string {
  return text.replace(NO_CHARACTER, '\ufffd').replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
