import { readFileSync } from 'fs';
import { join } from 'path';

export const ROOT = join(__dirname, '..', '..');

/** A code block of a page. */
export interface Block {
  readonly language: string;
  readonly text: string;
  /** Where it begins, as `docs/tutorial.md:12`. */
  readonly place: string;
  /** The file that it shows: the paragraph before it ends with the path in backticks and a colon. */
  readonly file?: string;
}

/** The code blocks of a page, in their order. Those of lists are indented. */
export function blocksOf(page: string): Block[] {
  const lines = readFileSync(join(ROOT, page), 'utf8').split('\n');
  const blocks: Block[] = [];
  for (let start = 0; start < lines.length; start += 1) {
    const [, indent, language] = /^( *)```(\w+)$/.exec(lines[start]) ?? [];
    if (indent === undefined) continue;
    const place = `${page}:${start + 1}`;
    const end = lines.indexOf(`${indent}\`\`\``, start + 1);
    if (end === -1) throw new Error(`${place}: the code block does not end`);
    const text = lines.slice(start + 1, end).map((line) => `${line.slice(indent.length)}\n`).join('');
    blocks.push({ language, text, place, file: /`([\w./-]+)`:$/.exec(lines[start - 2] ?? '')?.[1] });
    start = end;
  }
  return blocks;
}

/** A page with other output in its blocks, by their places. Its code stays. */
export function withBlocks(page: string, contents: ReadonlyMap<string, string>): string {
  const lines = readFileSync(join(ROOT, page), 'utf8').split('\n');
  for (const { place, text, language } of blocksOf(page).reverse()) {
    const content = contents.get(place);
    if (content === undefined || !['console', 'text'].includes(language)) continue;
    const start = Number(/:(\d+)$/.exec(place)![1]);
    const indent = /^ */.exec(lines[start - 1])![0];
    const inserted = content.split('\n').slice(0, -1).map((line) => (line === '' ? '' : indent + line));
    lines.splice(start, text.split('\n').length - 1, ...inserted);
  }
  return lines.join('\n');
}
