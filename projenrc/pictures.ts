/* Writes the pictures of the README and the site, from a report in a browser: `npx projen ci:shell npx projen pictures`. */
import { mkdirSync } from 'fs';
import { join, resolve } from 'path';
import { outputOf } from './command-output';
import { startChromium } from '../test/tasks/reports/formats/chromium';

const FOLDER = resolve('docs/pictures');
/** Public charts, whose findings have all risks. */
const INPUT = 'test/third-party/manifests';
const SIZE = { width: 1280, height: 860 };

async function writeAll(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  process.chdir(INPUT); // so that the names of the files are short
  const html = await outputOf('audit', '.', '--config', 'none', '--format', 'html');
  for (const colorScheme of ['light', 'dark'] as const) {
    const { context, close } = await startChromium({ colorScheme, viewport: SIZE });
    const page = await context.newPage();
    await page.setContent(html, { waitUntil: 'load' });
    await page.screenshot({ path: join(FOLDER, `report-${colorScheme}.png`) });
    await close();
  }
}

void writeAll();
