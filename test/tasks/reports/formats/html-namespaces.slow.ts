import { PageTests } from './page-tests';
import { run } from '../../../commands/cli/support';
import { recorded } from '../../cluster/recorded-kubectl';

// The page of a cluster in the real Chromium opens with its namespaces.

const tests = new PageTests(
  () => undefined,
  ({ folder }) => run(['audit', '--cluster', '--report', 'html=page.html'], { cwd: folder, kubectl: recorded('whole') }),
);
const shown = async () => {
  const isShown = (id: string) => tests.page.isVisible(`#${id}`);
  return { namespaces: await isShown('namespaces'), list: await isShown('list'), filters: await isShown('filters') };
};
const current = () => tests.page.locator('nav a[aria-current]').allTextContents();

test('opens with the namespaces, and leads to the workloads and back', async () => {
  expect(await shown()).toEqual({ namespaces: true, list: false, filters: false });
  expect(await current()).toEqual(['Namespaces']);
  await tests.click('#to-list');
  expect(await shown()).toEqual({ namespaces: false, list: true, filters: true });
  expect(await current()).toEqual(['Workloads']);
  await tests.click('#matrix tbody a');
  await tests.press('Escape');
  expect(await current()).toEqual(['Workloads']);
  await tests.click('#to-namespaces');
  expect(await shown()).toEqual({ namespaces: true, list: false, filters: false });
});

test('each part of a bar is as wide as its share of the namespaces', async () => {
  const bars = await tests.page.locator('.progress svg').evaluateAll((all) => all.map((bar) => {
    const { width } = bar.getBoundingClientRect();
    return [...bar.querySelectorAll('rect')].map((part) => Math.round(100 * part.getBoundingClientRect().width / width));
  }));
  expect(bars).toEqual([[0, 20, 80], [40, 20, 40], [60, 0, 40]]);
});

test.each([[1440, 'light'], [1440, 'dark'], [390, 'light'], [390, 'dark']] as const)('axe finds nothing at %d pixels, %s', async (width, colorScheme) => {
  await tests.page.emulateMedia({ colorScheme });
  await tests.page.setViewportSize({ width, height: 900 });
  await new Promise((resolve) => setTimeout(resolve, 200));
  const { violations, passes } = await tests.axe();
  expect(violations).toEqual([]);
  expect(passes).toBeGreaterThan(15);
  expect(await tests.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});
