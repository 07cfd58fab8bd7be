import { styleText } from 'util';

/** The color or style of a text. */
export type Style = Parameters<typeof styleText>[0];

/** Without this option, newer versions of Node.js check whether standard output supports colors. */
const ALWAYS = { validateStream: false };

/** Colors texts, or leaves them as they are. */
export type Paint = (style: Style, text: string) => string;

/** `styleText` with its third parameter, which the types of the oldest supported Node.js lack. */
const styled = styleText as (style: Style, text: string, options: object) => string;

export function painter(isColored: boolean): Paint {
  return isColored ? (style, text) => styled(style, text, ALWAYS) : (_, text) => text;
}

/** Breaks a text between words. A line is longer than the width only if it is a single long word. */
export function wrapped(text: string, width: number): readonly string[] {
  return text.match(new RegExp(`.{1,${Math.max(1, width)}}(?=\\s|$)|\\S+`, 'g'))?.map((line) => line.trim()) ?? [];
}
