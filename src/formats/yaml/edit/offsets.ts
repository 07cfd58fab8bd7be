import { Tokens } from '../source';

/** Where in the text of the document the offsets of its tokens are: the tokens can count in a text with more white space. */
export function originalOffsets({ text, document }: Tokens): (offset: number) => number {
  const original = document.text;
  const shift = original.startsWith('\uFEFF') ? 1 : 0;
  if (original.startsWith(text, shift)) {
    return shift ? (offset) => offset + shift : (offset) => offset;
  }
  const places = alignText(text, original, shift);
  // A token begins and ends with something visible, a block of text after a line break.
  return (offset) => offset > 0 && !isBlank(text, offset - 1) ? places[offset - 1] + 1 : places[offset];
}

/** The place in the original of each character of a text that differs from it in blanks only, and of its end. */
function alignText(text: string, original: string, start: number): Int32Array {
  const places = new Int32Array(text.length + 1);
  let place = start;
  for (let offset = 0; offset < text.length; offset++) {
    if (isBlank(text, offset)) {
      places[offset] = place;
      continue;
    }
    while (isBlank(original, place)) {
      place++;
    }
    places[offset] = place++;
  }
  while (isBlank(text, text.length - 1) && isBlank(original, place)) {
    place++;
  }
  places[text.length] = place;
  return places;
}

function isBlank(text: string, offset: number): boolean {
  const character = text[offset];
  return character === ' ' || character === '\t';
}
