import { existsSync, mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { BrowserContext, chromium } from 'playwright-core';

/** Debian's Chromium (`apt-get install chromium`; .ci/run installs it). */
const PROGRAM = '/usr/bin/chromium';

/** What keeps it from talking to anybody. */
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync',
];

export interface Chromium {
  readonly context: BrowserContext;
  readonly close: () => Promise<void>;
}

/** Starts a Chromium that knows nothing of earlier ones. */
export async function startChromium(options: Parameters<typeof chromium.launchPersistentContext>[1] = {}): Promise<Chromium> {
  if (!existsSync(PROGRAM)) {
    throw new Error('chromium is not installed: run `apt-get install chromium`');
  }
  const profile = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: PROGRAM, headless: true, args: FLAGS, viewport: { width: 1440, height: 900 }, ...options,
  });
  return {
    context,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
