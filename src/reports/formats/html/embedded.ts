import { createHash } from 'crypto';
import { BODY, SCRIPT, STYLE } from './page.generated';

/**
 * The policy of the page: it runs its own program, which cannot turn text into markup, and loads nothing.
 * https://www.w3.org/TR/CSP3/ and https://www.w3.org/TR/trusted-types/
 */
const POLICY = [
  'default-src \'none\'',
  `script-src '${digest(SCRIPT)}'`,
  `style-src '${digest(STYLE)}'`,
  'base-uri \'none\'',
  'form-action \'none\'',
  'require-trusted-types-for \'script\'',
  'trusted-types \'none\'',
].join('; ');

/** The page up to its data. */
export const PAGE_HEAD = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>cdk8s-hardened audit</title>
<style>${STYLE}</style>
</head>
<body>
${BODY}`;

/** The page below its data. */
export const PAGE_END = `<script>${SCRIPT}</script>
</body>
</html>
`;

/** Data in an element that no browser runs. In an element like this, HTML ends only at a `<`. */
export function dataElement(name: string, data: object): string {
  return `<script type="application/json" ${name}>${escapedJson(data)}</script>\n`;
}

/** JSON that is one line, in which HTML finds no markup and no reader a character that is not there. */
export function escapedJson(data: object): string {
  return JSON.stringify(data).replace(/[<>&]|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (character) =>
    character.split('').map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''));
}

/** The hash of a script or a style, for a policy. */
export function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
