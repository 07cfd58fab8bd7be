import { readdirSync, readFileSync } from 'fs';
import { join, resolve } from 'path';

/** The root of the repository. */
export const ROOT = resolve(__dirname, '..');

/** The first page. The README has this place at GitHub. */
const START = 'site/start.md';
/** Files in the root that are pages, in their order at the end of the sidebar. Others are linked at GitHub. */
const ROOT_PAGES = ['CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CODE_OF_CONDUCT.md'];
/** The folder of all other pages. */
export const DOCS = 'docs';

/** A page of the site. */
export interface SitePage {
  /** From the root of the repository. */
  readonly source: string;
  /** From the root of the site, with the extension `.md`. */
  readonly path: string;
  /** Its first heading. */
  readonly title: string;
}

/** All pages, by their folders and names. */
export function sitePages(): readonly SitePage[] {
  const inRoot = new Set(readdirSync(ROOT));
  const inDocs = readdirSync(join(ROOT, DOCS), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md')).sort();
  return [START, ...ROOT_PAGES.filter((name) => inRoot.has(name)), ...inDocs.map((name) => `${DOCS}/${name.replace(/\\/g, '/')}`)]
    .map((source) => ({ source, path: pathOf(source), title: titleOf(source) }));
}

/** The page of a folder is its README, as at GitHub. */
function pathOf(source: string): string {
  if (source === START) {
    return 'index.md';
  }
  if (source === `${DOCS}/README.md`) {
    return 'documentation.md';
  }
  return source.replace(`${DOCS}/`, '').replace(/(^|\/)README\.md$/, '$1index.md');
}

function titleOf(source: string): string {
  const [, heading = source] = /^# +(.+)$/m.exec(readFileSync(join(ROOT, source), 'utf8')) ?? [];
  return heading.replace(/<[^>]*>|[`*]|\[([^\]]*)\]\([^)]*\)/g, '$1').trim();
}
