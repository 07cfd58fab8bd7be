import { readFileSync } from 'fs';
import { join } from 'path';
import type { DefaultTheme } from 'vitepress';
import { DOCS, ROOT, SitePage } from './pages';

type Item = DefaultTheme.SidebarItem;

/** An item, with the name of its file or folder. */
interface Entry {
  readonly name: string;
  readonly item: Item;
}

/** Folders of docs and pages beside them, in their order. What is not listed comes behind them. */
const ORDER = ['index', 'tutorial', 'documentation', 'how-to', 'troubleshooting', 'reference', 'explanation', 'adr'];
/** Names of folders; that of others is made from the name of the folder. */
const NAMES: { readonly [folder: string]: string } = { adr: 'Decisions', api: 'API' };
/** Folders whose pages a list links: one for each control, command, cause, and class. Each page would repeat their links. */
const LISTED = ['reference/controls/', 'reference/cli/', 'troubleshooting/', 'reference/api/'];
/** The folder of the guides, which the page of the documentation groups. */
const GUIDES = 'how-to/';
/** Pages of the root of the repository. */
const PROJECT = /^[A-Z_]+\.md$/;

/** Made from the folders of docs, the first headings of the files, and the groups of guides in docs/README.md. */
export function sidebarOf(pages: readonly SitePage[]): Item[] {
  const isProject = ({ path }: SitePage) => PROJECT.test(path);
  const isListed = ({ path }: SitePage) => LISTED.some((folder) => path.startsWith(folder) && path !== `${folder}index.md`);
  const shown = pages.filter((page) => !isProject(page) && !isListed(page));
  return [
    ...itemsIn(shown, ''),
    { text: 'Project', items: pages.filter(isProject).map(itemOf) },
  ];
}

/** The pages and folders in a folder, whose path ends with a slash. */
function itemsIn(pages: readonly SitePage[], folder: string): Item[] {
  const inside = pages.filter(({ path }) => path.startsWith(folder));
  const own = inside.filter(({ path }) => !path.slice(folder.length).includes('/') && (folder === '' || path !== `${folder}index.md`));
  const names = new Set(inside.map(({ path }) => path.slice(folder.length)).filter((path) => path.includes('/')).map((path) => path.split('/')[0]));
  const byTitle = (one: Entry, other: Entry) => one.item.text! < other.item.text! ? -1 : 1;
  const byName = (one: Entry, other: Entry) =>
    rankOf(one.name) - rankOf(other.name) || (one.name === other.name ? 0 : byTitle(one, other));
  const entries: readonly Entry[] = [
    ...own.map((page) => ({ name: page.path.slice(folder.length).replace(/\.md$/, ''), item: itemOf(page) })),
    ...[...names].flatMap((name) => foldersNamed(inside, folder, name).map((item) => ({ name, item }))),
  ].sort(byName);
  return entries.map(({ item }) => item);
}

function foldersNamed(pages: readonly SitePage[], folder: string, name: string): readonly Item[] {
  return `${folder}${name}/` === GUIDES ? guideGroups(pages) : [folderItem(pages, folder, name)];
}

/** @throws if the page of the documentation leaves out a guide */
function guideGroups(pages: readonly SitePage[]): readonly Item[] {
  const [, ...sections] = readFileSync(join(ROOT, DOCS, 'README.md'), 'utf8').split(/^### /m);
  const groups = sections.map((section) => {
    const links = [...section.split(/^## /m)[0].matchAll(/\]\((how-to\/[\w-]+\.md)\)/g)].map(([, path]) => path);
    return { text: section.split('\n')[0], items: links.map((path) => itemOf(pages.find((page) => page.path === path)!)) };
  });
  const count = groups.reduce((sum, { items }) => sum + items.length, 0);
  if (count !== pages.filter(({ path }) => path.startsWith(GUIDES)).length) {
    throw new Error(`${DOCS}/README.md must list each guide of ${DOCS}/${GUIDES} once, below a heading of the third level`);
  }
  return groups;
}

function folderItem(pages: readonly SitePage[], folder: string, name: string): Item {
  const own = pages.find(({ path }) => path === `${folder}${name}/index.md`);
  const text = NAMES[name] ?? name.charAt(0).toUpperCase() + name.slice(1).replace(/-/g, ' ');
  // A heading that folds and leads nowhere would be a button in a button.
  const isFolded = folder !== '' && own !== undefined;
  return { text, ...own && { link: linkOf(own) }, ...isFolded && { collapsed: true }, items: itemsIn(pages, `${folder}${name}/`) };
}

function itemOf(page: SitePage): Item {
  return { text: page.path === 'index.md' ? 'Start' : escaped(page.title), link: linkOf(page) };
}

/** The sidebar takes HTML. */
function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

function linkOf({ path }: SitePage): string {
  return `/${path.replace(/(^|\/)index\.md$/, '$1').replace(/\.md$/, '')}`;
}

/** Numbered pages, such as decisions, keep their order; others come by their titles. */
function rankOf(name: string): number {
  const rank = ORDER.indexOf(name);
  return rank >= 0 ? rank : ORDER.length + (Number.parseInt(name, 10) || 0);
}
