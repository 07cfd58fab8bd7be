import { existsSync, readFileSync, statSync } from 'fs';
import { join, posix } from 'path';
import type { MarkdownRenderer } from 'vitepress';
import { ROOT, SitePage } from './pages';

type Token = ReturnType<MarkdownRenderer['parse']>[number];

/*
 * The pages are written for GitHub. This makes the same of them here: links, anchors, and nothing that Vue would evaluate.
 */

/** The id of a heading, as GitHub makes it. */
export function githubSlug(text: string): string {
  return text.trim().toLowerCase().replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '').replace(/ /g, '-');
}

/** Links that lead nowhere, with the page that has them. */
export const deadLinks: string[] = [];

/** Makes a renderer read pages as GitHub does. */
export function likeGithub(md: MarkdownRenderer, pages: readonly SitePage[]): void {
  const bySource = new Map(pages.map((page) => [page.source, page]));
  const byPath = new Map(pages.map((page) => [page.path, page]));
  md.core.ruler.push('github', ({ tokens, env }) => {
    // A page has its path in the site; the search index has the path of its file.
    const path: string = env.relativePath ?? '';
    const page = byPath.get(path) ?? bySource.get(path);
    dropBadges(tokens);
    tokens.flatMap(({ children }) => children ?? []).filter(({ type }) => type === 'link_open')
      .forEach((token) => token.attrSet('href', hrefOf(token.attrGet('href')!, page, bySource)));
    dropEmptyHeads(tokens);
    emptyHeadingsToCells(tokens);
  });
  // Vue evaluates nothing in a page: {{ }} is text, as in charts.
  const { render } = md;
  md.render = (source, env) => `<div v-pre>${render.call(md, withTabs(source), env)}</div>`;
}

/** Blocks of code that follow each other, each with the name of a language, are tabs. GitHub shows one below the other. */
export function withTabs(source: string): string {
  return source.replace(/(?:^```\w+ \[[^\]\n]+\]\n[^]*?^```\n){2,}/gm, (blocks) => `::: code-group\n${blocks}:::\n`);
}

/** Pages load nothing from anywhere. A paragraph with images of other sites contains badges. */
function dropBadges(tokens: Token[]): void {
  for (let index = tokens.length - 1; index > 0; index--) {
    if (tokens[index].children?.some((token) => token.type === 'image' && /^https?:/.test(token.attrGet('src')!))) {
      tokens.splice(index - 1, 3);
    }
  }
}

/** A table without a head has an empty one in Markdown, which is noise for screen readers. */
function dropEmptyHeads(tokens: Token[]): void {
  for (let start = tokens.length - 1; start >= 0; start--) {
    if (tokens[start].type === 'thead_open') {
      const length = tokens.slice(start).findIndex(({ type }) => type === 'thead_close') + 1;
      if (tokens.slice(start, start + length).every(({ type, content }) => type !== 'inline' || content === '')) {
        tokens.splice(start, length);
      }
    }
  }
}

/** The corner of a table is not a heading. */
function emptyHeadingsToCells(tokens: readonly Token[]): void {
  tokens.forEach((token, index) => {
    if (token.type === 'th_open' && tokens[index + 1].content === '') {
      token.tag = tokens[index + 2].tag = 'td';
    }
  });
}

const { repository, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
/** The home of the project at GitHub. */
export const REPOSITORY: string = repository.url.replace(/^git\+|\.git$/g, '');
/** The branch or tag that source files are shown of. */
const REVISION = version === '0.0.0' ? 'main' : `v${version}`;

/** A link to a page leads to it in the site; one to another file of the repository leads to GitHub. */
export function hrefOf(href: string, page: SitePage | undefined, bySource: ReadonlyMap<string, SitePage>): string {
  if (/^(?:[a-z][a-z+.-]*:|#|\/\/)/i.test(href) || !page) {
    return href;
  }
  const [, path, anchor = ''] = /^([^#]*)(#.*)?$/.exec(href)!;
  const target = posix.join(posix.dirname(page.source), decodeURI(path)).replace(/\/$/, '');
  const found = bySource.get(target) ?? bySource.get(posix.join(target, 'README.md'));
  if (found) {
    return `/${found.path}${anchor}`;
  }
  const file = join(ROOT, target);
  if (target.startsWith('..') || !existsSync(file)) {
    deadLinks.push(`${page.source}: ${href}`);
    return '#';
  }
  return `${REPOSITORY}/${statSync(file).isDirectory() ? 'tree' : 'blob'}/${REVISION}/${encodeURI(target)}${anchor}`;
}
