// The functions that tests give to a page run in a browser.
/// <reference lib="dom" />
import { join } from 'path';
import type { Page } from 'playwright-core';
import { axe } from './axe';
import { Chromium, startChromium } from './chromium';
import { FILES } from './support';
import { podYaml, waivingPod, Workspace } from '../../../commands/cli/support';

/** A name that does harm where it is not text. */
export const EVIL = '</script><img src=x onerror=alert(1)><b>"\'&\u202e';

/** Seven objects: errors, warnings, waived findings, a Dockerfile, a clean pod, and a hostile one. */
export const OBJECTS = {
  ...FILES,
  'evil.json': JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: EVIL, namespace: 'evil' }, spec: { hostPID: true, containers: [{ name: EVIL, image: EVIL }] } }),
  'good.yaml': podYaml(),
  'waived.yaml': waivingPod([{ control: 'read-only-root-filesystem', containers: ['main'], reason: 'writes beside its binary', owner: 'team shop', expires: dayIn(10) }])
    .replace('name: good', 'name: waived'),
};

export function dayIn(days: number): string {
  return new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

/** Pages in Chromium, for the tests of a file. */
export class PageTests {
  public page!: Page;
  public readonly workspace = new Workspace();
  private browser?: Chromium;
  private readonly problems: string[] = [];

  /**
   * @param write fills the workspace, in which `page.html` is opened before each test
   * @param audit writes that page
   */
  constructor(
    write: (workspace: Workspace) => void,
    audit: (workspace: Workspace) => Promise<unknown> = (workspace) => workspace.audit('.', '--report', 'html=page.html'),
  ) {
    beforeAll(async () => {
      write(this.workspace);
      await audit(this.workspace);
      this.browser = await startChromium();
      this.page = await this.browser.context.newPage();
      this.page.on('pageerror', ({ message }) => this.problems.push(message));
      this.page.on('console', (message) => this.problems.push(message.text()));
      this.page.on('dialog', (dialog) => this.problems.push(dialog.message()));
      this.page.on('request', (request) => this.problems.push(...request.url().startsWith('file:') ? [] : [request.url()]));
    }, 600_000); // An audit of 10,000 files takes minutes beside other programs.
    beforeEach(async () => {
      await this.page.emulateMedia({ colorScheme: 'light', media: 'screen' });
      await this.page.setViewportSize({ width: 1440, height: 900 });
      await this.open();
    });
    // An error of its program, a message of its policy, or an attempt to load something.
    afterEach(() => expect(this.problems.splice(0)).toEqual([]));
    afterAll(async () => {
      await this.browser?.close();
      this.workspace.remove();
    });
  }

  public async open(file = 'page.html'): Promise<void> {
    await this.page.goto('about:blank');
    await this.page.goto(`file://${join(this.workspace.folder, file)}`);
  }

  public async click(selector: string): Promise<void> {
    await this.page.click(selector);
    await this.answer();
  }

  public async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
    await this.answer();
  }

  /** Waits until the page has answered an input: the event of a changed address comes in a later task. */
  private async answer(): Promise<void> {
    await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  }

  public titles(): Promise<string[]> {
    return this.page.locator('#matrix tbody th').allTextContents();
  }

  public status(): Promise<string | null> {
    return this.page.locator('#status').textContent();
  }

  /** What axe-core finds in the page as it is, and how many of its rules applied. */
  public axe(): Promise<{ readonly violations: readonly string[]; readonly passes: number }> {
    return axe(this.page);
  }
}

/** Waits for what comes shortly after an input. */
export async function eventually(assertion: () => Promise<void>): Promise<void> {
  for (const end = Date.now() + 3000; Date.now() < end;) {
    try {
      return await assertion();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  await assertion();
}
