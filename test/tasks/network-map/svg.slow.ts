// The functions that tests give to a page run in a browser.
/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { LARGEST, mapOf, RELEASE } from './support';
import { NETWORK_FORMATS } from '../../../src/tasks/network-map/formats';
import { run, workspaces } from '../../commands/cli/support';
import { Chromium, startChromium } from '../reports/formats/chromium';

// Pictures in the real Chromium, which knows how wide texts are.

const workspace = workspaces();
let browser: Chromium;
let page: Page;
beforeAll(async () => {
  browser = await startChromium();
  page = await browser.context.newPage();
}, 60_000);
afterAll(() => browser.close());

/** What is drawn over something else, and how much is drawn. */
async function drawn(svg: string) {
  workspace().write({ 'network.svg': svg });
  await page.goto(`file://${workspace().folder}/network.svg`);
  return page.evaluate(() => {
    const all = <T extends SVGGraphicsElement>(selector: string) => [...document.querySelectorAll<T>(selector)];
    const rectOf = (element: Element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return { text: element.textContent!, left, top, right, bottom };
    };
    type Rect = ReturnType<typeof rectOf>;
    const texts = all('.label text, .node text').map(rectOf);
    const isOver = (one: Rect, other: Rect) => one.left < other.right && other.left < one.right
      && one.top < other.bottom - 2 && other.top < one.bottom - 2;
    const problems = texts.flatMap((one, index) => texts.slice(index + 1).filter((other) => isOver(one, other))
      .map((other) => `${one.text} is over ${other.text}`));
    for (const line of all<SVGPathElement>('path.line')) {
      const length = line.getTotalLength();
      const matrix = line.getScreenCTM()!;
      const near = texts.filter((text) => isOver(text, rectOf(line)));
      for (let at = 0; at <= length && near.length > 0; at += 2) {
        const { x, y } = line.getPointAtLength(at).matrixTransform(matrix);
        problems.push(...near.filter(({ left, right, top, bottom }) => x > left && x < right && y > top && y < bottom).map(({ text }) => `${line.textContent} is over ${text}`));
      }
    }
    for (const group of all('.node, .label')) {
      const rect = rectOf(group.querySelector('rect')!);
      problems.push(...[...group.querySelectorAll('text')].map(rectOf).filter(({ left, right }) => left < rect.left - 1 || right > rect.right + 1).map(({ text }) => `${text} is wider than its box`));
    }
    return { problems: [...new Set(problems)], boxes: all('.node').length, labels: all('.label').length, lines: all('path.line').length };
  });
}

it('the picture of the example has every text beside its line', async () => {
  const { stdout } = await run(['network', 'examples/shop-in-a-namespace/dist', '--format', 'svg']);
  expect(await drawn(stdout)).toEqual({ problems: [], boxes: 7, labels: 6, lines: 6 });
});

it('so has that of a release', async () => {
  expect(await drawn(NETWORK_FORMATS.svg(mapOf(...RELEASE)))).toEqual({ problems: [], boxes: 9, labels: 9, lines: 17 });
});

it('so has the largest', async () => {
  const { problems, lines } = await drawn(NETWORK_FORMATS.svg(mapOf(...LARGEST)));
  expect([problems, lines > 300]).toEqual([[], true]);
});
