import { dayIn, eventually, EVIL, OBJECTS, PageTests } from './page-tests';

// The page in the real Chromium.

const tests = new PageTests((workspace) => workspace.write(OBJECTS));
const titles = () => tests.titles();
const status = () => tests.status();
const columns = () => tests.page.locator('#matrix thead .control').allTextContents();
const groups = () => tests.page.locator('#matrix thead .group').allTextContents();
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
      expect(found).toContain('service-account-token');
      expect(found).not.toContain('privileged');
    });
  });

  it('by risk leave the rows and the columns that have it', async () => {
    await tests.page.selectOption('#risk', 'critical');
    await eventually(async () => expect(await groups()).toEqual(['Critical']));
    expect(await titles()).not.toContain('Pod shop/good');
    expect(await tests.page.locator('#matrix tbody td.sum').allTextContents()).not.toContain('');
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

describe('columns', () => {
  it('are by risk, critical first, and low ones are folded', async () => {
    const found = await groups();
    expect([found[0], found.at(-1)]).toEqual(['Critical', 'Low']);
    expect(await columns()).toContain('privileged');
    expect(await columns()).not.toContain('service-links');
    const low = tests.page.locator('#matrix thead .group.low button');
    expect(await low.getAttribute('aria-expanded')).toBe('false');
    await low.click();
    expect(await columns()).toContain('service-links');
    expect([await low.getAttribute('aria-expanded'), await focused()]).toEqual(['true', 'Low']);
    await low.click();
    expect(await columns()).not.toContain('service-links');
  });

  it('that are folded have their sum, which is that of the columns', async () => {
    const numbers = async (selector: string) => (await tests.page.locator(`tr:has-text("Deployment shop/web") ${selector} .mark`).allTextContents()).map(Number);
    const [sum] = await numbers('td.sum.low');
    const before = (await numbers('td:not(.sum)')).length;
    await tests.click('#matrix thead .group.low button');
    const after = await numbers('td:not(.sum)');
    expect(sum).toBeGreaterThan(1);
    expect(after.slice(before).reduce((one, other) => one + other, 0)).toBe(sum);
  });

  it('of a control that is asked for are unfolded', async () => {
    await tests.page.selectOption('#control', 'service-links');
    await eventually(async () => expect(await columns()).toEqual(['service-links']));
  });
});

describe('the table', () => {
  it('scrolls inside a frame with a visible edge, which ends on the screen', async () => {
    await tests.page.setViewportSize({ width: 1000, height: 500 });
    await tests.click('#matrix thead .group.low button');
    const frame = await tests.page.locator('#scroll').evaluate((scroll) => {
      const style = getComputedStyle(scroll);
      const sides = ['Top', 'Right', 'Bottom', 'Left'].map((side) => [(style as any)[`border${side}Width`], (style as any)[`border${side}Color`]].join(' '));
      const isScrolled = scroll.scrollWidth > scroll.clientWidth && scroll.scrollHeight > scroll.clientHeight;
      return { sides: [...new Set(sides)], bottom: scroll.getBoundingClientRect().bottom, isScrolled };
    });
    expect(frame).toEqual({ sides: ['1px rgb(154, 166, 181)'], bottom: expect.any(Number), isScrolled: true });
    expect(frame.bottom).toBeLessThan(500);
  });

  it('has its names in a line while there is space, and cuts none', async () => {
    const names = () => tests.page.locator('#matrix tbody .name bdi').evaluateAll((all) => all.map((name) => ({
      text: name.textContent!,
      lines: Math.round(name.getBoundingClientRect().height / parseFloat(getComputedStyle(name).lineHeight)),
      isCut: name.scrollHeight > name.clientHeight + 1 || name.scrollWidth > name.clientWidth + 1,
    })));
    expect((await names()).filter(({ lines, isCut, text }) => isCut || (lines > 1 && text.length < 50))).toEqual([]);
    await tests.page.setViewportSize({ width: 390, height: 664 });
    await tests.open();
    const narrow = await names();
    expect(narrow.some(({ lines }) => lines > 1)).toBe(true);
    expect(narrow.filter(({ isCut, text }) => isCut && text.length < 50)).toEqual([]);
  });
});

describe('on a phone', () => {
  beforeEach(async () => {
    await tests.page.setViewportSize({ width: 390, height: 664 });
    await tests.open();
  });

  it('the first rows are on the first screen', async () => {
    const bottoms = await tests.page.locator('#matrix tbody tr').evaluateAll((lines) => lines.map((line) => line.getBoundingClientRect().bottom));
    expect(bottoms[2]).toBeLessThan(664);
    expect(await columns()).toEqual([]); // All groups are folded.
    expect(await tests.page.locator('#scroll').evaluate((scroll) => scroll.scrollWidth <= scroll.clientWidth)).toBe(true);
    expect(await tests.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });

  it('filters unfold', async () => {
    expect([await tests.page.isVisible('#search'), await tests.page.isVisible('#risk')]).toEqual([true, false]);
    await tests.click('#show-filters');
    expect(await tests.page.getAttribute('#show-filters', 'aria-expanded')).toBe('true');
    await tests.page.selectOption('#risk', 'critical');
    await eventually(async () => expect(await groups()).toEqual(['Critical']));
  });
});

describe('sorting', () => {
  const criticals = async () => (await tests.page.locator('#matrix td.sum:nth-of-type(2)').allInnerTexts()).map((text) => Number(/^\d*/.exec(text)![0]));
  const order = (key: string) => tests.page.getAttribute(`th[data-key="${key}"]`, 'aria-sort');

  it('begins with the highest risk, and turns round', async () => {
    const numbers = await criticals();
    expect(numbers[0]).toBeGreaterThan(0);
    expect(numbers).toEqual([...numbers].sort((one, other) => other - one));
    expect(await status()).toContain('sorted by risk');
    await tests.click('th[data-key="critical"] button');
    expect([await criticals(), await order('critical')]).toEqual([numbers, 'descending']);
    await tests.click('th[data-key="critical"] button');
    expect(await criticals()).toEqual([...numbers].reverse());
    expect(await order('critical')).toBe('ascending');
    expect(await focused()).toBe('All'); // The head was drawn anew.
    await tests.click('button[type=reset]');
    await eventually(async () => expect(await status()).toContain('sorted by risk'));
  });

  it('goes by name, by file and by a control', async () => {
    await tests.click('th[data-key="title"] button');
    const names = await titles();
    expect(names).toEqual([...names].sort(new Intl.Collator('en', { numeric: true }).compare));
    await tests.click('th[data-key="source"] button');
    expect((await titles())[0]).toBe('Dockerfile Dockerfile');
    await tests.page.selectOption('#control', 'dockerfile-user-root');
    await eventually(async () => expect(await columns()).toEqual(['dockerfile-user-root']));
    await tests.click('th.control button:has-text("dockerfile-user-root")');
    expect((await titles())[0]).toBe('Dockerfile Dockerfile');
    expect(await status()).toContain('sorted by dockerfile-user-root');
  });
});

describe('a workload that is opened', () => {
  const topOf = (selector: string) => tests.page.locator(`#details ${selector}`).first().evaluate((found) => found.getBoundingClientRect().top);

  it('shows its findings with marked lines and remedies, and the changes as a diff', async () => {
    await tests.click('text=Deployment shop/web');
    const finding = tests.page.locator('#details li[data-column]', { has: tests.page.locator('a', { hasText: /^privileged$/ }) }).first();
    expect(await finding.locator('mark').getAttribute('data-line')).toBe('12');
    expect(await finding.locator('mark').textContent()).toBe('          securityContext: { privileged: true }\n');
    expect(await finding.locator('.remedy').textContent()).toMatch(/^Fix: remove privileged: true;/);
    expect(await tests.page.locator('#details ins').allTextContents()).toContain('+      automountServiceAccountToken: false\n');
    expect(await finding.locator('a').getAttribute('href')).toMatch(/docs\/reference\/controls\/privileged\.md$/);
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
    await tests.click('tr:has-text("Deployment shop/web") td.cell:not(.sum):has(.mark.medium)');
    await eventually(async () => expect(await topOf('.finding.medium')).toBeLessThan(400));
  });

  it('opens at the risk of the sum that was clicked, also if it is open', async () => {
    await tests.click('text=Deployment shop/web');
    expect(await topOf('.finding.low')).toBeGreaterThan(900);
    await tests.click('tr:has-text("Deployment shop/web") td.sum.low');
    await eventually(async () => expect(await topOf('.finding.low')).toBeLessThan(400));
  });

  it('has the highest risk first', async () => {
    await tests.click('text=Deployment shop/web');
    const risks = await tests.page.locator('#details li[data-risk]').evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset.risk));
    const order = ['critical', 'high', 'refused', 'broken', 'medium', 'low'];
    expect(risks[0]).toBe('critical');
    expect(risks).toEqual([...risks].sort((one, other) => order.indexOf(one!) - order.indexOf(other!)));
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

it.each([['at once', async () => {}], ['after the link to the workloads', async () => {
  await tests.page.focus('.skip');
  await tests.press('Enter');
}]])('moves by arrow keys %s', async (_, before) => {
  await before();
  await tests.press('ArrowDown');
  expect(await focused()).toBe((await titles())[0]);
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

  it('has a picture that fits the window, and can be enlarged in steps', async () => {
    await tests.page.setViewportSize({ width: 700, height: 800 });
    await tests.click('#to-network');
    const width = async () => (await tests.page.locator('#network svg').boundingBox())!.width;
    const fitting = await width();
    expect(fitting).toBeLessThan(700);
    await tests.page.check('#zoom-100');
    const actual = await width();
    await tests.page.check('#zoom-200');
    expect(await width()).toBeCloseTo(2 * actual, 0);
    await tests.page.check('#zoom-fit');
    expect(await width()).toBe(fitting);
  });
});
