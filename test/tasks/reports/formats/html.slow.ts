import { dayIn, eventually, EVIL, OBJECTS, PageTests } from './page-tests';

// The page in the real Chromium.

const tests = new PageTests((workspace) => workspace.write(OBJECTS));
const titles = () => tests.titles();
const status = () => tests.status();
const columns = () => tests.page.locator('#matrix thead .control').allTextContents();
const focused = () => tests.page.evaluate(() => document.activeElement?.textContent?.trim());
const background = () => tests.page.evaluate(() => getComputedStyle(document.body).backgroundColor);

describe('filters', () => {
  it.each([
    ['a search for a name', () => tests.page.fill('#search', 'deployment'), ['Deployment shop/web']],
    ['a search for two words', () => tests.page.fill('#search', 'pod AGENT'), ['Pod agent']],
    ['a search for a control', () => tests.page.fill('#search', 'dockerfile-user-root'), ['Dockerfile Dockerfile']],
    ['waived findings', () => tests.page.selectOption('#findings', 'waived'), ['Pod agent', 'Pod shop/waived']],
    ['a control', () => tests.page.selectOption('#control', 'privileged'), ['Deployment shop/web']],
    ['a file', () => tests.page.fill('#source', 'shop/'), ['Deployment shop/web', 'Pod agent']],
  ])('%s leaves the rows that have it', async (_, act, expected) => {
    await act();
    await eventually(async () => expect((await titles()).sort()).toEqual(expected));
    expect(await status()).toContain(`${expected.length} of 7 objects`);
  });

  it('by level and severity leave the columns that have it', async () => {
    await tests.page.selectOption('#level', 'pss-baseline');
    await eventually(async () => expect((await columns()).sort()).toEqual(['host-namespaces', 'privileged']));
    await tests.page.selectOption('#level', '');
    await tests.page.selectOption('#findings', 'warning');
    await eventually(async () => {
      const found = await columns();
      expect(found).toContain('service-links');
      expect(found).not.toContain('privileged');
    });
  });

  it('clean workloads are there until they are not wanted, and reset brings all back', async () => {
    expect(await titles()).toContain('Pod shop/good');
    await tests.page.uncheck('#clean');
    await eventually(async () => expect(await titles()).not.toContain('Pod shop/good'));
    await tests.page.fill('#search', 'nothing has this name');
    await eventually(async () => expect(await titles()).toEqual([]));
    await tests.click('button[type=reset]');
    await eventually(async () => expect(await titles()).toHaveLength(7));
  });
});

describe('sorting', () => {
  const errors = async () => (await tests.page.locator('#matrix td.of-error').allTextContents()).map(Number);
  const order = (key: string) => tests.page.getAttribute(`th[data-key="${key}"]`, 'aria-sort');

  it('begins with most errors, and turns round', async () => {
    const numbers = await errors();
    expect(numbers).toEqual([...numbers].sort((one, other) => other - one));
    await tests.click('th[data-key="error"] button');
    expect(await errors()).toEqual([...numbers].reverse());
    expect(await order('error')).toBe('ascending');
    expect(await focused()).toBe('Errors'); // The head was drawn anew.
  });

  it('goes by name, by file and by a control', async () => {
    await tests.click('th[data-key="title"] button');
    const names = await titles();
    expect(names).toEqual([...names].sort(new Intl.Collator('en', { numeric: true }).compare));
    await tests.click('th[data-key="source"] button');
    expect((await titles())[0]).toBe('Dockerfile Dockerfile');
    await tests.click('th.control button:has-text("dockerfile-user-root")');
    expect((await titles())[0]).toBe('Dockerfile Dockerfile');
    expect(await status()).toContain('sorted by dockerfile-user-root');
  });
});

describe('a workload that is opened', () => {
  it('shows its findings with marked lines and remedies, and the changes as a diff', async () => {
    await tests.click('text=Deployment shop/web');
    const finding = tests.page.locator('#details li[data-control]', { has: tests.page.locator('a', { hasText: /^privileged$/ }) }).first();
    expect(await finding.locator('mark').getAttribute('data-line')).toBe('12');
    expect(await finding.locator('mark').textContent()).toBe('          securityContext: { privileged: true }\n');
    expect(await finding.locator('.remedy').textContent()).toMatch(/^Fix: remove privileged: true;/);
    expect(await tests.page.locator('#details ins').allTextContents()).toContain('+      automountServiceAccountToken: false\n');
    expect(await finding.locator('a').getAttribute('href')).toMatch(/docs\/reference\/controls\.md#privileged$/);
  });

  it('shows its waiver with the days that are left', async () => {
    await tests.click('text=Pod shop/waived');
    expect(await tests.page.locator('#details .waiver').textContent()).toBe(`Waived: writes beside its binary (owner team shop; expires ${dayIn(10)}, in 10 days)`);
    await tests.click('#to-waivers');
    expect(await tests.page.locator('#waivers tbody tr').first().textContent()).toContain(`${dayIn(10)}, in 10 days`);
    await tests.click('#waivers a:has-text("Pod shop/waived")');
    expect(await tests.page.locator('#details-title').textContent()).toBe('Pod shop/waived');
  });

  it('opens at the control of the cell that was clicked', async () => {
    await tests.click('tr:has-text("Deployment shop/web") td:has(.mark.warning)');
    await eventually(async () => expect(await tests.page.locator('#details .finding.warning').first().evaluate((found) => found.getBoundingClientRect().top)).toBeLessThan(400));
  });

  it('is in the address, so that it can be linked to', async () => {
    await tests.click('text=Pod agent');
    const url = tests.page.url();
    await tests.page.goto('about:blank');
    await tests.page.goto(url);
    expect(await tests.page.locator('#details-title').textContent()).toBe('Pod agent');
    await tests.page.goBack();
  });

  it('that is clean says so', async () => {
    await tests.click('text=Pod shop/good');
    expect(await tests.page.locator('#details .counts').textContent()).toBe('No findings');
    expect(await tests.page.locator('#details .changes p').textContent()).toBe('Nothing.');
  });
});

it('is used by keyboard only', async () => {
  await tests.press('/');
  await tests.page.keyboard.type('shop');
  await eventually(async () => expect(await titles()).toHaveLength(4));
  await tests.page.focus('#scroll');
  await tests.press('ArrowDown');
  await tests.press('ArrowDown');
  const [, second] = await titles();
  expect(await focused()).toBe(second);
  const outline = await tests.page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
  expect(outline).toBe('solid');
  await tests.press('Enter');
  await eventually(async () => expect(await tests.page.locator('#details-title').textContent()).toBe(second));
  expect(await focused()).toBe(second);
  await tests.press('Escape');
  await eventually(async () => expect(await tests.page.locator('#details').isHidden()).toBe(true));
  expect(await tests.page.evaluate(() => document.activeElement?.closest('tr') !== null)).toBe(true);
  for (let count = 0; count < 60 && await tests.page.evaluate(() => document.activeElement?.id !== 'theme'); count++) {
    await tests.press('Shift+Tab'); // Everything can be reached, and nothing keeps the focus.
  }
  expect(await tests.page.evaluate(() => document.activeElement?.id)).toBe('theme');
});

it('is dark where the system is, or where the user wants it', async () => {
  expect(await background()).toBe('rgb(255, 255, 255)');
  await tests.page.emulateMedia({ colorScheme: 'dark' });
  const dark = await background();
  expect(dark).not.toBe('rgb(255, 255, 255)');
  await tests.page.selectOption('#theme', 'light');
  expect(await background()).toBe('rgb(255, 255, 255)');
  await tests.page.emulateMedia({ colorScheme: 'light' });
  await tests.page.selectOption('#theme', 'dark');
  expect(await background()).toBe(dark);
  await tests.open();
  expect(await background()).toBe(dark); // It is kept.
  await tests.page.selectOption('#theme', 'light dark');
});

it('prints the findings of what the filters leave', async () => {
  await tests.page.fill('#search', 'shop');
  await eventually(async () => expect(await titles()).toHaveLength(4));
  const printed: string[] = [];
  await tests.page.exposeFunction('printed', (text: string) => printed.push(text));
  await tests.page.evaluate(() => addEventListener('beforeprint', () => void (window as any).printed(document.getElementById('print')!.innerText)));
  const pdf = await tests.page.pdf({ format: 'A4' });
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.length).toBeGreaterThan(30_000);
  await eventually(async () => expect(printed).toHaveLength(1));
  expect(printed[0]).toContain('Deployment shop/web');
  expect(printed[0]).not.toContain('Dockerfile Dockerfile');
  expect(await tests.page.locator('#print').isHidden()).toBe(true);
});

it('hostile names are text, and nothing runs', async () => {
  const title = (await titles()).find((each) => each.startsWith('Pod evil/'))!;
  expect(title).toBe(`Pod evil/${EVIL.replace('\u202e', '\\u202e')}`);
  await tests.click('tr:has-text("Pod evil/") a');
  expect(await tests.page.locator('#details-title').textContent()).toBe(title);
  expect(await tests.page.locator('img, #details b:not(.remedy b):not(.waiver b)').count()).toBe(0);
  expect(await tests.page.locator('#details .code').first().textContent()).toContain('"hostPID": true');
});

it('a narrow window has no scroll bar of its own', async () => {
  await tests.page.setViewportSize({ width: 400, height: 800 });
  const isWide = () => tests.page.evaluate(() => document.documentElement.scrollWidth > 400);
  expect(await isWide()).toBe(false);
  await tests.click('#matrix tbody a');
  expect(await isWide()).toBe(false);
});

describe('the network', () => {
  it('has a picture of the workloads, a table, and no markup of theirs', async () => {
    await tests.click('#to-network');
    expect(await tests.page.locator('#list').isVisible()).toBe(false);
    expect(await tests.page.locator('#network svg .workload').count()).toBe(6);
    expect(await tests.page.locator('#network img, #network script').count()).toBe(0);
    expect(await tests.page.locator('#network svg').evaluate((svg) => getComputedStyle(svg.querySelector('.open rect')!).strokeDasharray)).not.toBe('none');
    await tests.click('#to-list');
    expect(await tests.page.locator('#network').isVisible()).toBe(false);
  });
});
