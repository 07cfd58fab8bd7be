import { existsSync } from 'fs';
import { join, posix } from 'path';

const ROOT = join(__dirname, '../..');
const REPOSITORY = 'https://github.com/cdk8s-hardened/cdk8s-hardened';

/** Pages by their paths, such as `/how-to/waivers.html`. */
export type Pages = ReadonlyMap<string, string>;

/** Links that lead nowhere, and what pages load of others. */
export function brokenLinks(pages: Pages, files: ReadonlySet<string>): readonly string[] {
  return [...pages].flatMap(([path, html]) => [
    ...linksIn(html).map((href) => problemOf(href, path, pages, files)),
    ...loadedBy(html).map((url) => /^(?:https?:)?\/\//.test(url) ? `loads ${url}` : isFile(resolved(url, path), files) ? undefined : `has no file ${url}`),
  ].filter((problem) => problem !== undefined).map((problem) => `${path}: ${problem}`));
}

/** The pages that links lead to from a page, and from there. */
export function reachable(from: string, pages: Pages): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [from];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (!found.has(path) && pages.has(path)) {
      found.add(path);
      open.push(...linksIn(pages.get(path)!).map((href) => pageAt(resolved(href, path!))));
    }
  }
  return found;
}

/** The addresses of the links of a page. */
export function linksIn(html: string): readonly string[] {
  return [...html.matchAll(/<a\s[^>]*?href="([^"]*)"/g)].map(([, href]) => href.replace(/&amp;/g, '&'));
}

function loadedBy(html: string): readonly string[] {
  return [...html.matchAll(/<(?:script|img|iframe|source)\s[^>]*?src="([^"]*)"|<link\s[^>]*?href="([^"]*)"/g)].map(([, src, href]) => src ?? href)
    .filter((url) => !url.startsWith('data:'));
}

function problemOf(href: string, path: string, pages: Pages, files: ReadonlySet<string>): string | undefined {
  if (href.startsWith(`${REPOSITORY}/blob/`) || href.startsWith(`${REPOSITORY}/tree/`)) {
    const [, file] = /\/(?:blob|tree)\/main\/([^#]*)/.exec(href) ?? [];
    return file !== undefined && existsSync(join(ROOT, decodeURI(file))) ? undefined : `${href} is no file of the repository`;
  }
  if (/^[a-z]+:/.test(href)) {
    return undefined;
  }
  const [, anchor] = /#(.+)$/.exec(href) ?? [];
  const target = pageAt(resolved(href, path));
  const html = pages.get(target);
  if (html === undefined) {
    return isFile(target, files) ? undefined : `${href} is no page`;
  }
  const id = anchor && decodeURIComponent(anchor);
  return id === undefined || html.includes(` id="${id}"`) || html.includes(` name="${id}"`) ? undefined : `${href} is no anchor`;
}

function resolved(href: string, path: string): string {
  const [address] = href.split(/[?#]/);
  return address === '' ? path : posix.resolve(posix.dirname(path), address) + (address.endsWith('/') && address !== '/' ? '/' : '');
}

function pageAt(path: string): string {
  return path.endsWith('/') ? `${path}index.html` : path;
}

function isFile(path: string, files: ReadonlySet<string>): boolean {
  return files.has(pageAt(path));
}
