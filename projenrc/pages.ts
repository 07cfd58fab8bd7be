/* Generated pages. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'fs';
import { dirname, join, relative } from 'path';

/** Texts by the path of their file. */
export type Pages = ReadonlyMap<string, string>;

export const headOf = (source: string) => `<!-- Generated from ${source} by \`npx projen docs\`. Do not edit. -->`;

/** One text of many paragraphs, of which some may be left out. */
export function paragraphs(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter(Boolean).join('\n\n');
}

/** Makes links of the pages that a text names, such as docs/reference/controls.md. */
export function withLinks(text: string, folder: string): string {
  return text.replace(/(?<![\w/`(])docs\/[\w/-]+\.md/g, (page) => `[${page.slice(page.lastIndexOf('/') + 1)}](${relative(folder, page)})`);
}

export function writePages(pages: Pages): void {
  for (const [path, text] of pages) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

/** Removes files of a folder that is generated as a whole. */
export function removeOthers(folder: string, pages: Pages): void {
  readdirSync(folder).filter((name) => !pages.has(join(folder, name))).forEach((name) => rmSync(join(folder, name)));
}
