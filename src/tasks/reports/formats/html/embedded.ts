import { createHash } from 'crypto';
import { BODY, SCRIPT, STYLE } from './page.generated';

/** The data of the head of a page. */
export interface PageHead {
  readonly title: string;
  readonly style: string;
  readonly script: string;
  /** Directives of the policy of this page. */
  readonly policy: readonly string[];
  /** Elements of this page. */
  readonly elements?: string;
}

/**
 * A page up to its body. By its policy it runs its own program, which cannot turn text into markup, and loads nothing.
 * https://www.w3.org/TR/CSP3/ and https://www.w3.org/TR/trusted-types/
 */
export function pageHead({ title, style, script, policy, elements = '' }: PageHead): string {
  const directives = [
    'default-src \'none\'',
    `script-src '${digest(script)}'`,
    `style-src '${digest(style)}'`,
    'base-uri \'none\'',
    'form-action \'none\'',
    'require-trusted-types-for \'script\'',
    ...policy,
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${directives.join('; ')}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
${elements}<style>${style}</style>
</head>
<body>
`;
}

/** The page up to its data. */
export const PAGE_HEAD = pageHead({ title: 'cdk8s-hardened audit', style: STYLE, script: SCRIPT, policy: ['trusted-types \'none\''] })
  + BODY;

/** The page below its data. */
export const PAGE_END = `<script>${SCRIPT}</script>
</body>
</html>
`;

/** Data in an element that no browser runs. In an element like this, HTML ends only at a `<`. */
export function dataElement(name: string, data: object): string {
  return jsonElement(name, JSON.stringify(data));
}

/** An element with JSON text. */
export function jsonElement(name: string, json: string): string {
  return `<script type="application/json" ${name}>${escapedJson(json)}</script>\n`;
}

/** JSON in which HTML finds no markup and no reader a character that is not there. */
export function escapedJson(json: string): string {
  return json.replace(/[<>&]|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (character) =>
    character.split('').map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''));
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
