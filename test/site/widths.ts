// The functions that are given to a page run in a browser.
/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import type { Pages } from './links';
import { startChromium } from '../tasks/reports/formats/chromium';

const WIDTHS = [390, 768, 1024, 1440, 1920];
/** Of hundreds of pages that one program writes, the narrowest with and without a sidebar. */
const NARROWEST = [390, 1024];
const OF_ONE_KIND = /^\/(?:reference\/(?:controls|api|cli)|troubleshooting)\/(?=.)/;
/** Where sources and tables are whole. */
const WIDE = 1024;
const HIGHEST = 20_000;
/** Tables in which a reader looks up one row, by an anchor or with the filter. */
const LOOKED_UP = /^\/reference\/(?:vendor-)?images\.html$/;
const GUIDES = /^\/(?:how-to|tutorial)/;

/** Where a page scrolls sideways, is too long, cuts off code or a table, or has a head or sidebar whose parts overlap. */
export async function misfits(pages: Pages, server: string): Promise<readonly string[]> {
  // The pages as the server sends them: their programs do not change the layout, and loading them takes most of the time.
  const { context, close } = await startChromium({ javaScriptEnabled: false });
  const page = await context.newPage();
  // Also the pages, so that a test can change them.
  await page.route('**', (route) => {
    const path = new URL(route.request().url()).pathname;
    const body = pages.get(path);
    return path.endsWith('.js') ? route.abort() : body === undefined ? route.continue() : route.fulfill({ contentType: 'text/html', body });
  });
  const found: string[] = [];
  const kinds: { [folder: string]: string[] } = {};
  for (const path of pages.keys()) {
    const [kind] = OF_ONE_KIND.exec(path) ?? [];
    if (kind !== undefined) {
      (kinds[kind] ??= []).push(path);
      continue;
    }
    await page.goto(server + path, { waitUntil: 'load' });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 844 });
      found.push(...await problems(page, path, width));
    }
  }
  for (const paths of Object.values(kinds)) {
    found.push(...await misfitsOfKind(page, pages, paths, server));
  }
  await close();
  return found;
}

/** Loads the first page, and then gives it the content of each: pages of one kind have the same around it. */
async function misfitsOfKind(page: Page, pages: Pages, paths: readonly string[], server: string): Promise<readonly string[]> {
  const [first, ...others] = paths.map((path) => parts(pages.get(path)!).surroundings);
  const found = paths.slice(1).filter((_, index) => others[index] !== first).map((path) => `${path} has another head or sidebar than ${paths[0]}`);
  await page.goto(server + paths[0], { waitUntil: 'load' });
  for (const width of NARROWEST) {
    await page.setViewportSize({ width, height: 844 });
    for (const path of paths) {
      found.push(...await problems(page, path, width, parts(pages.get(path)!).content));
    }
  }
  return found;
}

/** The sidebar marks the page that is shown, and unfolds its folder. */
function parts(html: string): { readonly surroundings: string; readonly content: string } {
  const [, surroundings, content] = /<body>([^]*?)(<div class="VPContent[^]*?)(?:<script|<\/body>)/.exec(html)!;
  if (/<img /.test(content)) {
    throw new Error('a page with an image must be loaded: make it a page of no kind');
  }
  return { surroundings: surroundings.replace(/ (?:is-active|has-active|collapsed)(?=[ "])/g, ''), content };
}

async function problems(page: Page, path: string, width: number, ownContent?: string): Promise<readonly string[]> {
  const { scrollWidth, scrollHeight, code, tables, overlaps } = await page.evaluate((content) => {
    if (content !== undefined) {
      const holder = document.createElement('template');
      holder.innerHTML = content;
      document.querySelector('.VPContent')!.replaceWith(holder.content.firstElementChild!);
    }
    const right = document.querySelector('.content')?.getBoundingClientRect().right ?? Infinity;
    const cut = (selector: string) => [...document.querySelectorAll(selector)]
      .filter((each) => each.scrollWidth > each.clientWidth + 1 || each.getBoundingClientRect().right > right + 1)
      .map((each) => each.textContent!.trim().slice(0, 40));
    const root = document.documentElement;
    const ends = [...document.querySelectorAll('.VPNavBarTitle span, .VPSidebar .text')].map((each) => each.getBoundingClientRect().right);
    const begin = document.querySelector('.DocSearch-Button')?.getBoundingClientRect().left ?? Infinity;
    return { overlaps: Math.max(0, ...ends) > begin, scrollWidth: root.scrollWidth, scrollHeight: root.scrollHeight, code: cut('.vp-doc pre'), tables: cut('.vp-doc table') };
  }, ownContent);
  const at = `${path} at ${width} pixels`;
  return [
    ...scrollWidth > width ? [`${at} scrolls sideways`] : [],
    ...scrollHeight > HIGHEST && !LOOKED_UP.test(path) ? [`${at} is ${scrollHeight} pixels high`] : [],
    ...width >= WIDE && overlaps ? [`${at} has a title or sidebar below the search`] : [],
    ...width >= WIDE ? tables.map((text) => `${at} cuts off the table "${text}"`) : [],
    ...width >= WIDE && GUIDES.test(path) ? code.map((text) => `${at} cuts off the code "${text}"`) : [],
  ];
}
