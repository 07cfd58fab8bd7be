import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { BrowserContext, chromium } from 'playwright-core';
import { requirePackages } from '../../../programs/debian';
import { SLOW_PACKAGES } from '../../../programs/pinned';

const { chromium: CHROMIUM } = SLOW_PACKAGES;

/** What keeps it from talking to anyone. */
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
  requirePackages({ chromium: CHROMIUM });
  const profile = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM.files[0], headless: true, args: FLAGS, viewport: { width: 1440, height: 900 }, ...options,
  });
  return {
    context,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
