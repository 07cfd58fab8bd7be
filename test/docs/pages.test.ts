import { writeFileSync } from 'fs';
import { join } from 'path';
import { blocksOf, ROOT, withBlocks } from './page';
import { PAGES } from './pages';
import { Reader, Step } from './reader';

// A reader who does what a page says gets what the page shows.
// `UPDATE_GOLDEN=1 npx jest test/docs/pages.test.ts` writes what the commands print.

/** Pages with a test of their own: their code builds up one app, or covers what only exists in a test. */
const TESTED_ELSEWHERE = ['docs/how-to/adoption.md', 'docs/how-to/waivers.md'];

const FOLLOWED = PAGES.filter((page) => !TESTED_ELSEWHERE.includes(page) && blocksOf(page).some(({ language }) => ['ts', 'console'].includes(language)));

/** What `useFakeTimers` would also replace, beside the date. */
const REAL = [
  'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout', 'hrtime',
] as const;

beforeAll(() => {
  jest.useFakeTimers({ now: new Date('2026-12-01'), doNotFake: [...REAL] });
  jest.spyOn(process.stderr, 'write').mockReturnValue(true); // Warnings of the apps.
});
afterAll(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

test.each(FOLLOWED)('%s shows what a reader gets', async (page) => {
  const reader = new Reader();
  const steps = await reader.follow(page).finally(() => reader.leave());
  if (process.env.UPDATE_GOLDEN && !process.env.CI) {
    writeFileSync(join(ROOT, page), withBlocks(page, new Map(steps.filter(differs).map(({ place, real }) => [place, real]))));
  } else {
    expect(steps.length).toBeGreaterThan(0);
    expect(steps.map(({ place, real }) => ({ place, text: real }))).toEqual(steps.map(({ place, shown }) => ({ place, text: shown })));
  }
});

function differs({ shown, real }: Step): boolean {
  return shown !== real;
}
