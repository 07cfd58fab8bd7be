// The functions that tests give to a page run in a browser.
/// <reference lib="dom" />
import { execFileSync } from 'child_process';
import { existsSync, readdirSync, readFileSync } from 'fs';
import { join, posix } from 'path';
import type { Page } from 'playwright-core';
import { brokenLinks, linksIn, reachable } from './links';
import { QUESTIONS } from './questions';
import { misfits } from './widths';
import { serve } from '../../projenrc/site';
import { SEARCH_WORDS } from '../../site/search';
import { axe } from '../tasks/reports/formats/axe';
import { Chromium, startChromium } from '../tasks/reports/formats/chromium';

// The site as `npm run site` builds it, in Chromium.

const ROOT = join(__dirname, '../..');
const DIST = join(ROOT, 'site/dist');
const problems: string[] = [];
let files: ReadonlySet<string>;
let pages: ReadonlyMap<string, string>;
let server: Awaited<ReturnType<typeof serve>>;
let browser: Chromium;
let page: Page;

beforeAll(async () => {
  execFileSync('npm', ['run', '--silent', 'site'], { cwd: ROOT, stdio: 'pipe' });
  files = new Set(readdirSync(DIST, { recursive: true, encoding: 'utf8' }).map((file) => `/${file}`));
  pages = new Map([...files].filter((file) => file.endsWith('.html') && !file.startsWith('/playground/'))
    .map((file) => [file, readFileSync(join(DIST, file), 'utf8')]));
  server = await serve(DIST);
  browser = await startChromium();
  page = await browser.context.newPage();
  page.on('pageerror', ({ message }) => problems.push(message));
  page.on('console', (message) => problems.push(message.text()));
  page.on('request', (request) => problems.push(...request.url().startsWith(server.url) || /^(?:data|blob):/.test(request.url()) ? [] : [request.url()]));
}, 420_000);
afterEach(() => expect(problems.splice(0)).toEqual([]));
afterAll(async () => {
  await browser?.close();
  server?.close();
});

async function open(path: string, width = 1280, colorScheme: 'light' | 'dark' = 'light'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height: 844 });
  await page.goto(`${server.url}${path}`);
  // The program of the page has started when it has named what it was given by the server.
  await page.waitForFunction(() => !document.querySelector('.VPSidebarItem:not(.collapsible) > .item[role="button"]'));
}

describe('links', () => {
  it('lead to pages, anchors, and files of the repository', () => {
    expect(brokenLinks(pages, files)).toEqual([]);
    expect([...pages.values()].flatMap(linksIn).length).toBeGreaterThan(1000);
  });

  it('lead from the first page to all pages, and to the playground', () => {
    const found = reachable('/index.html', pages);
    expect([...pages.keys()].filter((path) => !found.has(path) && path !== '/404.html')).toEqual([]);
    expect(linksIn(pages.get('/index.html')!)).toContain('/playground/');
  });

  it.each([
    ['<a href="/none.html">', 'is no page'],
    ['<a class="x" href="#none">', 'is no anchor'],
    ['<a href="https://github.com/cdk8s-hardened/cdk8s-hardened/blob/main/src/none.ts">', 'is no file of the repository'],
    ['<img src="https://img.shields.io/x">', 'loads https'],
    ['<link rel="stylesheet" href="/none.css">', 'has no file'],
  ])('that lead nowhere are found: %s', (html, problem) => {
    expect(brokenLinks(new Map([['/index.html', html]]), new Set(['/index.html']))).toEqual([expect.stringContaining(problem)]);
  });

  it('has a page for each file of docs', () => {
    const sources = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
    const expected = sources.map((name) => name === 'README.md' ? '/documentation.html' : `/${name.replace(/README\.md$/, 'index.md').replace(/md$/, 'html')}`);
    expect([...pages.keys()]).toEqual(expect.arrayContaining(expected));
  });
});

it('shows what is in double braces as it is', () => {
  expect(pages.get('/how-to/ci.html')).toContain('{{');
  expect([...readFileSync(join(ROOT, 'docs/how-to/ci.md'), 'utf8').matchAll(/\{\{/g)].length).toBeGreaterThan(0);
});

/** Parts of a page that axe looks at. */
const LONG = 25;

/** One page of each kind. */
const KINDS = [
  '/', '/tutorial.html', '/how-to/waivers.html', '/troubleshooting.html', '/troubleshooting/pod-security-privileged.html', '/reference/controls.html',
  '/reference/controls/privileged.html', '/reference/images.html', '/reference/api/HardenedDeployment.html', '/explanation/threat-model.html', '/adr/',
];

describe.each([[1280, 'light'], [390, 'dark']] as const)('at %i pixels, %s', (width, colorScheme) => {
  it.each(KINDS)('axe finds nothing in %s', async (path) => {
    await open(path, width, colorScheme);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    // Long pages have the same again and again, and axe takes seconds for it.
    await page.evaluate((kept) => {
      for (const list of document.querySelectorAll('.vp-doc [v-pre], .vp-doc > div > div, .VPDocOutlineItem')) {
        [...list.children].slice(kept).forEach((element) => element.remove());
      }
    }, LONG);
    const { violations, passes } = await axe(page);
    expect(violations).toEqual([]);
    expect(passes).toBeGreaterThan(20);
  });
});

describe('search', () => {
  it('finds a control, and leads to it', async () => {
    await open('/');
    await page.click('.DocSearch-Button');
    await page.fill('#localsearch-input', 'read-only-root-filesystem');
    const result = page.locator('#localsearch-list a[href^="/reference/controls/read-only-root-filesystem.html"]').first();
    await result.waitFor({ timeout: 20_000 });
    expect((await axe(page)).violations).toEqual([]);
    await result.click();
    await page.waitForURL(new RegExp(`^${server.url}/reference/controls/read-only-root-filesystem.html`));
    await page.locator('h1#read-only-root-filesystem').waitFor({ timeout: 20_000 });
  });

  it('answers questions with the right page first', async () => {
    await open('/');
    await page.click('.DocSearch-Button');
    const results = page.locator('#localsearch-list a');
    const wrong: { [question: string]: string } = {};
    for (const [question, expected] of Object.entries(QUESTIONS)) {
      await page.fill('#localsearch-input', '');
      await results.first().waitFor({ state: 'detached' });
      await page.fill('#localsearch-input', question);
      await page.locator('#localsearch-list a, .VPLocalSearchBox .no-results').first().waitFor();
      const [path] = await results.count() === 0 ? ['nothing'] : (await results.first().getAttribute('href'))!.split('#');
      if (path !== expected.replace(/^docs(.*)\.md$/, '$1.html')) {
        wrong[question] = path;
      }
    }
    expect(wrong).toEqual({});
  }, 120_000);

  it('has words for pages that exist', () => {
    expect(Object.keys(SEARCH_WORDS).filter((source) => !existsSync(join(ROOT, source)))).toEqual([]);
  });
});

describe('pages as Markdown', () => {
  const texts = () => [...files].filter((file) => file.endsWith('.md')).map((file) => [file, readFileSync(join(DIST, file), 'utf8')] as const);

  it('are beside each page', () => {
    expect([...pages.keys()].map((path) => path.replace(/html$/, 'md')).filter((path) => !files.has(path))).toEqual(['/404.md']);
  });

  it('and llms.txt link only to files of the site', () => {
    const index = readFileSync(join(DIST, 'llms.txt'), 'utf8');
    const links = [['/llms.txt', index] as const, ...texts()].flatMap(([file, text]) => {
      const prose = text.replace(/^```[^]*?^```|`[^`\n]*`/gm, '');
      return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, href]) => ({ file, href })).filter(({ href }) => !/^(?:[a-z]+:|#)/.test(href));
    });
    expect(links.length).toBeGreaterThan(1000);
    expect(links.filter(({ file, href }) => !files.has(posix.join(posix.dirname(file), href.split('#')[0])))).toEqual([]);
  });

  it('are in llms.txt, but for those that a list in it links', () => {
    const index = readFileSync(join(DIST, 'llms.txt'), 'utf8');
    const missing = [...pages.keys()].map((path) => path.replace(/^\//, '').replace(/html$/, 'md')).filter((path) => !index.includes(`](${path})`));
    expect(missing.filter((path) => !/^(?:404\.md|reference\/(?:controls|cli)\/.+|troubleshooting\/.+)$/.test(path))).toEqual([]);
    expect(index).toMatch(/^# cdk8s-hardened\n\n> \S.*\n\n## Start\n\n- \[/);
  });
});

describe('widths', () => {
  it('fit every page: nothing scrolls sideways, no page is too long, and code and tables are not cut off', async () => {
    expect(await misfits(pages, server.url)).toEqual([]);
  }, 600_000);

  it('finds one page that does not fit', async () => {
    const changes = {
      '/explanation/threat-model.html': '<div style="width: 500px">wide</div>',
      '/reference/controls/privileged.html': '<div style="width: 1100px">wide</div>',
      '/troubleshooting/node-lost.html': '<div style="height: 20000px">long</div>',
      '/troubleshooting/low-port.html': '<table><tr><td><div style="width: 900px">broad</div></td></tr></table>',
    };
    const changed = new Map([...pages].filter(([path]) => /\/(?:explanation|controls|troubleshooting)\/[nplt]/.test(path)));
    for (const [path, added] of Object.entries(changes)) {
      changed.set(path, pages.get(path)!.replace(/<div[^>]* class="vp-doc[^>]*>/, `$&${added}`));
    }
    const found = await misfits(changed, server.url);
    expect(found.map((line) => line.replace(/ \d+ pixels high/, ' too high')).sort()).toEqual([
      '/explanation/threat-model.html at 390 pixels scrolls sideways',
      '/reference/controls/privileged.html at 1024 pixels scrolls sideways',
      '/reference/controls/privileged.html at 390 pixels scrolls sideways',
      '/troubleshooting/low-port.html at 1024 pixels cuts off the table "broad"',
      '/troubleshooting/low-port.html at 1024 pixels scrolls sideways',
      '/troubleshooting/node-lost.html at 1024 pixels is too high',
      '/troubleshooting/node-lost.html at 390 pixels is too high',
    ]);
  }, 120_000);
});

it('filters the list of controls', async () => {
  await open('/reference/controls.html');
  await page.fill('.table-filter input', 'critical host');
  await page.waitForFunction(() => /^\d+ found$/.test(document.querySelector('.table-filter [role="status"]')!.textContent!));
  const shown = await page.locator('.vp-doc tbody a:visible').allInnerTexts();
  expect(shown).toContain('host-path-volumes');
  expect(shown.length).toBeLessThan(10);
  expect(await page.locator('.table-filter [role="status"]').innerText()).toBe(`${shown.length} found`);
  await page.fill('.table-filter input', '');
  await page.waitForFunction(() => document.querySelectorAll('.vp-doc tbody tr:not([hidden])').length > 200);
});

it('begins with the proof and the diff of the README', () => {
  const start = pages.get('/index.html')!;
  const [, works, ofHardened] = /Kubernetes defaults, (\d+) of 26 attacks succeed\. In a hardened one, (\d+) does/.exec(readFileSync(join(ROOT, 'docs/explanation/proof.md'), 'utf8'))!;
  expect(start).toContain(`${works} of 26 attacks work`);
  expect([...start.matchAll(/class="works"/g)]).toHaveLength(Number(works) + Number(ofHardened));
  const [, diff] = /```diff\n([^]*?)```/.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))!;
  expect(readFileSync(join(ROOT, 'site/start.md'), 'utf8')).toContain(diff);
});

it('opens the playground, which leads back', async () => {
  await open('/');
  await page.click('.VPNavBarMenu >> text=Playground');
  await page.waitForURL(`${server.url}/playground/`);
  await page.selectOption('#example', { label: 'Dockerfile' });
  await page.waitForSelector('.finding');
  await page.click('#home');
  await page.waitForURL(`${server.url}/index.html`);
});
