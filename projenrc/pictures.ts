/* Writes the pictures of the README and the site, from a report in a browser: `npx projen ci:shell npx projen pictures`. */
import { mkdirSync } from 'fs';
import { join, resolve } from 'path';
import { run } from '../src/commands/cli/program';
import { startChromium } from '../test/tasks/reports/formats/chromium';

const FOLDER = resolve('docs/pictures');
/** Public charts, whose findings have all risks. */
const INPUT = 'test/third-party/manifests';
const SIZE = { width: 1280, height: 860 };

async function report(): Promise<string> {
  process.chdir(INPUT); // so that the names of the files are short
  let text = '';
  const stdout = { write: (part: string | Uint8Array) => { text += String(part); } };
  await run(['audit', '.', '--config', 'none', '--format', 'html'], { stdout, stderr: { write: () => undefined }, stdin: () => [], env: {} });
  return text;
}

async function writeAll(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const html = await report();
  for (const colorScheme of ['light', 'dark'] as const) {
    const { context, close } = await startChromium({ colorScheme, viewport: SIZE });
    const page = await context.newPage();
    await page.setContent(html, { waitUntil: 'load' });
    await page.screenshot({ path: join(FOLDER, `report-${colorScheme}.png`) });
    await close();
  }
}

void writeAll();
