import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { dirname, join, posix } from 'path';
import { hrefOf } from './markdown';
import { DOCS, ROOT, SitePage } from './pages';

/*
 * The pages as Markdown, beside their HTML, and an index of them in the format of llmstxt.org: coding assistants read it to write code for
 * this library.
 */

/** Pages of a control, a cause, a type or a command. The index links the lists of them. */
const LISTED = /^reference\/(?:controls|cli)\/|^troubleshooting\//;
const SECTIONS: readonly (readonly [title: string, isIn: (path: string) => boolean])[] = [
  ['Start', (path) => /^(?:index|tutorial|documentation|troubleshooting)\.md$/.test(path)],
  ['How-to guides', (path) => path.startsWith('how-to/')],
  ['Reference', (path) => path.startsWith('reference/')],
  ['Explanation', (path) => /^(?:explanation\/|performance\.md)/.test(path)],
  ['Optional', () => true],
];

/** Links in the text of a page. Links in code are examples. */
const CODE_OR_LINK = /(```[^]*?\n```|`[^`\n]*`)|\]\(([^)\s]+)\)/g;

export function writeMarkdown(outDir: string, pages: readonly SitePage[], summary: string): void {
  const bySource = new Map(pages.map((page) => [page.source, page]));
  pages.forEach((shown) => {
    const page = shown.path === 'index.md' ? { ...shown, source: 'README.md' } : shown;
    const text = readFileSync(join(ROOT, page.source), 'utf8').replace(CODE_OR_LINK, (all, code?: string, href?: string) => {
      const target = code === undefined ? hrefOf(href!, page, bySource) : undefined;
      return target === undefined ? all : `](${target.startsWith('/') ? posix.relative(posix.dirname(`/${page.path}`), target) : target})`;
    });
    const file = join(outDir, page.path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  });
  writeFileSync(join(outDir, 'llms.txt'), indexOf(pages, summary));
}

function indexOf(pages: readonly SitePage[], summary: string): string {
  const open = new Set(pages.filter(({ path }) => !LISTED.test(path)));
  const sections = SECTIONS.map(([title, isIn]) => {
    const own = [...open].filter(({ path }) => isIn(path));
    own.forEach((page) => open.delete(page));
    return [`## ${title}`, own.map((page) => `- [${page.title}](${page.path})${descriptionOf(page)}`).join('\n')].join('\n\n');
  });
  return `${['# cdk8s-hardened', `> ${summary}`, ...sections].join('\n\n')}\n`;
}

/** The descriptions of guides in the page of all documentation. */
const DESCRIPTIONS = new Map([...readFileSync(join(ROOT, DOCS, 'README.md'), 'utf8').matchAll(/^\| ([^|]+) \| (.+) \|$/gm)]
  .flatMap(([, description, links]) => [...links.matchAll(/\]\(([^)]+)\)/g)].map(([, path]) => [path, description] as const)));

function descriptionOf({ path }: SitePage): string {
  const description = DESCRIPTIONS.get(path);
  return description === undefined ? '' : `: ${description}`;
}
