// The functions that tests give to a page run in a browser.
/// <reference lib="dom" />
import { readFileSync } from 'fs';
import type { Page } from 'playwright-core';

/** What axe-core finds in a page as it is, and how many of its rules applied. */
export async function axe(page: Page): Promise<{ readonly violations: readonly string[]; readonly passes: number }> {
  await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const { violations, passes } = await page.evaluate(() => (window as any).axe.run({ resultTypes: ['violations'] })); // Details of the others take time.
  const texts = violations.map(({ id, nodes }: any) => `${id}: ${nodes.map(({ html, failureSummary }: any) => `${html} ${failureSummary}`).join('\n')}`);
  return { violations: texts, passes: passes.length };
}
