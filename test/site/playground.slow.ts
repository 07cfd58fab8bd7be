// The functions that tests give to a page run in a browser.
/// <reference lib="dom" />
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import type { Page } from 'playwright-core';
import { TEXTS } from './texts';
import { playgroundText } from '../../projenrc/playground';
import { evaluateText } from '../../site/playground/evaluate';
import { Request } from '../../site/playground/result';
import { waivingPod } from '../commands/cli/support';
import { axe } from '../tasks/reports/formats/axe';
import { Chromium, startChromium } from '../tasks/reports/formats/chromium';
import { EVIL } from '../tasks/reports/formats/page-tests';

// The playground in Chromium, from a disk and offline.

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-playground-'));
const file = join(folder, 'index.html');
const problems: string[] = [];
let browser: Chromium;
let page: Page;

beforeAll(async () => {
  writeFileSync(file, await playgroundText());
  browser = await startChromium();
  await browser.context.setOffline(true);
  page = await browser.context.newPage();
  page.on('pageerror', ({ message }) => problems.push(message));
  page.on('console', (message) => problems.push(message.text()));
  page.on('dialog', (dialog) => problems.push(dialog.message()));
  await page.route('**', (route) => {
    problems.push(...route.request().url() === `file://${file}` ? [] : [route.request().url()]);
    return route.continue();
  });
}, 120_000);
beforeEach(async () => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto('about:blank');
  await page.goto(`file://${file}`);
});
// An error of its program, a message of its policy, or an attempt to load something.
afterEach(() => expect(problems.splice(0)).toEqual([]));
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

/** Pastes a text, and waits for what the page says. */
async function paste(text: string): Promise<void> {
  await page.locator('#text').evaluate((field: HTMLTextAreaElement, value) => {
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }, text);
  await settled();
}

function settled(): Promise<unknown> {
  return page.waitForSelector('#results[aria-busy="false"]', { timeout: 40_000 });
}

const INSECURE = TEXTS['Insecure Deployment'];

describe('a Deployment', () => {
  it('has findings, each with the line, the fix and the waiver', async () => {
    await paste(INSECURE);
    const finding = page.locator('[data-control="privileged"]');
    expect(await finding.innerText()).toMatch(/Critical privileged\s+A privileged container[^\n]+\s+Line 21\s*Deployment shop\/web\s+container "web": .*privileged is true\s+Fix: remove/);
    await finding.locator('summary').click();
    expect(await finding.locator('pre').innerText()).toContain('- { control: \'privileged\', containers: [\'web\'], target: { kind: \'Deployment\'');
    await finding.locator('[data-line]').click();
    const selected = await page.locator('#text').evaluate((field: HTMLTextAreaElement) => field.value.slice(field.selectionStart, field.selectionEnd));
    expect(selected.trim()).toBe('privileged: true');
  });

  it('is hardened as a diff', async () => {
    await paste(INSECURE);
    await page.click('#tab-hardened');
    expect(await page.locator('#panel-hardened ins').allInnerTexts()).toContain('+      automountServiceAccountToken: false\n');
    expect(await page.locator('#panel-findings').isVisible()).toBe(false);
  });

  it('is refused by the Pod Security Standards, and one that is hardened is not', async () => {
    await paste(INSECURE);
    await page.click('#tab-pss');
    expect(await page.locator('#panel-pss tbody tr').first().innerText()).toMatch(/1\.37\s+Violates\s+host-namespaces\s+host-ports\s+privileged\s+Violates/);
    await paste(waivingPod([]));
    expect(await page.locator('#panel-pss tbody').innerText()).toMatch(/^1\.22 to 1\.37\s+Passes\s+Passes$/);
  });

  it('is evaluated again as the options say', async () => {
    await paste(INSECURE);
    const before = await page.locator('#tab-findings').innerText();
    await page.selectOption('#profile', 'pss-baseline');
    await page.waitForFunction((text) => document.getElementById('tab-findings')!.innerText !== text, before);
    expect(await page.locator('.finding').count()).toBe(3);
  });
});

it('shows what waivers are', async () => {
  await paste(waivingPod([{ control: 'read-only-root-filesystem', containers: ['main'], reason: 'writes beside its binary' }, { control: 'host-ports', reason: 'was needed before' }]));
  await page.click('#tab-waivers');
  expect(await page.locator('#panel-waivers tbody tr th').allInnerTexts()).toEqual(['Used', 'Unused']);
});

it('takes a Dockerfile', async () => {
  await paste(TEXTS.Dockerfile);
  expect(await page.locator('.group h3').allInnerTexts()).toContain('Medium dockerfile-world-writable');
  await page.click('#tab-hardened');
  expect(await page.locator('#panel-hardened').innerText()).toContain('Only manifests are hardened');
});

it('works by keyboard', async () => {
  await page.selectOption('#example', { label: 'Insecure Deployment' });
  await settled();
  await page.focus('#tab-findings');
  await page.keyboard.press('ArrowRight');
  expect(await page.evaluate(() => document.activeElement!.id)).toBe('tab-hardened');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement!.id)).toBe('panel-hardened');
});

describe('the bundle', () => {
  it('says what the engine says in Node.js', async () => {
    const options: Omit<Request, 'text'> = { kind: 'detect', profile: 'hardened', kubernetesVersion: '1.37', platform: 'kubernetes' };
    const { program } = JSON.parse((await page.locator('#worker').textContent())!);
    const blank = await browser.context.newPage();
    const results = await blank.evaluate(async ({ source, texts, rest }) => {
      const worker = new Worker(URL.createObjectURL(new Blob([source])));
      const all: unknown[] = [];
      await new Promise<void>((resolve) => {
        worker.addEventListener('message', ({ data }) => {
          all.push(data.result ?? data.failure);
          if (all.length === texts.length) {
            resolve();
          }
        });
        texts.forEach((text, id) => worker.postMessage({ id, request: { ...rest, text } }));
      });
      return all;
    }, { source: program, texts: Object.values(TEXTS), rest: options });
    await blank.close();
    expect(results).toEqual(Object.values(TEXTS).map((text) => JSON.parse(JSON.stringify(evaluateText({ ...options, text })))));
  });
});

describe('hostile input', () => {
  it.each([
    ['a manifest', JSON.stringify({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: EVIL, namespace: EVIL, annotations: { 'cdk8s-hardened/waivers': JSON.stringify([{ control: 'privileged', reason: EVIL, containers: [EVIL] }, { control: EVIL }]) } },
      spec: { hostPID: true, [EVIL]: EVIL, containers: [{ name: EVIL, image: EVIL, env: [{ name: EVIL, value: EVIL }] }] },
    }, null, 1), 'Pod '],
    ['a Dockerfile', `FROM ${EVIL}\nUSER ${EVIL}\nENV PASSWORD=${EVIL}\nRUN curl http://a | sh # ${EVIL}\n`, 'Dockerfile'],
    ['an error', `apiVersion: v1\nkind: [${EVIL}\n`, undefined],
    ['a key', `? ${EVIL}\n: [\n`, undefined],
  ])('is text: %s', async (_, text, shown) => {
    await paste(text);
    for (const tab of ['findings', 'hardened', 'waivers', 'pss']) {
      await page.click(`#tab-${tab}`);
      expect(await page.locator('main').locator('img, b[onerror], script, iframe').count()).toBe(0);
    }
    expect(await page.locator('#results').textContent()).toContain(shown ?? 'Line ');
    // No text turns the order of letters round.
    expect(await page.locator('#results').textContent()).not.toContain('\u202e');
  });

  it('is an error with line and column where YAML is broken', async () => {
    await paste('apiVersion: v1\nkind: Pod\nspec: [a\n');
    expect(await page.locator('#problem').innerText()).toMatch(/^Line \d+, column \d+: /);
    await page.click('#problem [data-line]');
    expect(await page.evaluate(() => document.activeElement!.id)).toBe('text');
  });

  it('does not expand aliases without end', async () => {
    const lines = Array.from({ length: 30 }, (_, index) => `l${index + 1}: &l${index + 1} [${Array(10).fill(index === 0 ? 'lol' : `*l${index}`).join(', ')}]`);
    await paste(`apiVersion: v1\nkind: ConfigMap\nl: &l0 [lol]\n${lines.join('\n')}\n`);
    expect(await page.locator('#problem').innerText()).toMatch(/alias/);
  });

  it('of 5 MB leaves the page alive', async () => {
    const pod = INSECURE.replace(/name: web\n {2}namespace/, 'name: NAME\n  namespace');
    const text = Array.from({ length: Math.ceil(5_000_000 / pod.length) }, (_, index) => pod.replace('NAME', `web-${index}`)).join('---\n');
    await page.locator('#text').evaluate((field: HTMLTextAreaElement, value) => {
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }, text);
    await page.waitForSelector('#cancel:not([hidden])');
    // It still answers.
    await page.click('#tab-pss');
    expect(await page.locator('#tab-pss').getAttribute('aria-selected')).toBe('true');
    await page.click('#cancel');
    expect(await page.locator('#problem').innerText()).toBe('Canceled.');
    await paste(INSECURE);
    await page.click('#tab-findings');
    expect(await page.locator('.finding').count()).toBeGreaterThan(10);
  });

  it('with thousands of findings shows the first, and how many there are', async () => {
    const containers = Array.from({ length: 400 }, (_, index) => `    - { name: c${index}, image: a }\n`).join('');
    await paste(`apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n${containers}`);
    expect(await page.locator('.finding').count()).toBe(400);
    expect(await page.locator('#panel-findings .note').first().innerText()).toMatch(/^[\d,]+ more findings: run audit on the file/);
  });
});

describe('axe finds nothing', () => {
  it.each([
    ['findings', 1280, 'light', INSECURE, 'findings'],
    ['findings, dark', 1280, 'dark', INSECURE, 'findings'],
    ['a diff on a phone, dark', 390, 'dark', INSECURE, 'hardened'],
    ['waivers on a phone', 390, 'light', TEXTS['Several documents and waivers'], 'waivers'],
    ['Pod Security Standards on a phone, dark', 390, 'dark', TEXTS['Several documents and waivers'], 'pss'],
    ['an error', 1280, 'dark', 'a: [', 'findings'],
  ] as const)('in %s', async (_, width, colorScheme, text, tab) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 844 });
    await paste(text);
    await page.click(`#tab-${tab}`);
    const { violations, passes } = await axe(page);
    expect(violations).toEqual([]);
    expect(passes).toBeGreaterThan(15);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });
});
