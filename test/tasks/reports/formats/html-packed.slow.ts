import { eventually, PageTests } from './page-tests';
import { podYaml } from '../../../commands/cli/support';

// Findings that a page stores compressed, in the real Chromium.

const PODS = 600;
const PRINTED = 200;

const tests = new PageTests((workspace) => {
  workspace.write({
    'pods.yaml': Array.from({ length: PODS }, (_, index) => podYaml(({ containers }) => { containers[0].image = `registry.example/app:${index}`; })
      .replace('name: good', `name: app-${index}`)).join('---\n'),
  });
});

const message = () => tests.page.locator('#details .message').first().textContent();
const note = (where: string) => tests.page.locator(`${where} .note`).allTextContents();

it.each([0, 1, PODS / 2, PODS - 1])('opens object %d', async (number) => {
  await tests.click('th[data-key="title"] button');
  await tests.page.goto(`${tests.page.url()}#${number}`);
  await eventually(async () => expect(await message()).toContain(`registry.example/app:${number}`));
  expect(await tests.page.locator('#details-title').textContent()).toBe(`Pod shop/app-${number}`);
  expect(await tests.page.locator('#details mark').first().textContent()).toContain(`registry.example/app:${number}`);
  expect(await note('#details')).toEqual([]);
});

it('shows what was opened last, however fast one opens', async () => {
  await tests.page.evaluate(async () => {
    for (let number = 0; number <= 90; number++) {
      location.hash = `#${number}`;
      await new Promise((resolve) => setTimeout(resolve));
    }
  });
  await eventually(async () => expect(await message()).toContain('registry.example/app:90'));
  expect(await tests.page.locator('#details .findings').count()).toBe(1);
});

describe('on paper', () => {
  /** What is on paper when someone prints. */
  const printed = async (start: () => Promise<unknown>) => {
    await tests.page.evaluate(() => {
      addEventListener('beforeprint', () => { (window as any).printed = document.getElementById('print')!.innerText; });
      window.print = () => { // A headless browser has no dialog.
        dispatchEvent(new Event('beforeprint'));
        dispatchEvent(new Event('afterprint'));
      };
    });
    await start();
    await eventually(async () => expect(await tests.page.evaluate(() => (window as any).printed)).toBeDefined());
    return tests.page.evaluate(() => (window as any).printed as string);
  };

  it('are the findings of the first objects, and how many are left, by the button', async () => {
    const text = await printed(() => tests.click('#print-all'));
    expect(text.match(/image-digest/g)).toHaveLength(PRINTED);
    expect(text).toContain(`The findings of ${PODS - PRINTED} objects are not printed here. Filter the page to print them.`);
  });

  it('are the same by the keys that print', async () => {
    expect((await printed(() => tests.page.keyboard.press('Control+p'))).match(/image-digest/g)).toHaveLength(PRINTED);
  });

  it('is why nothing is printed, if the file is damaged', async () => {
    await tests.page.evaluate(() => document.querySelectorAll('script[data-pack]').forEach((pack) => pack.remove()));
    expect(await printed(() => tests.click('#print-all'))).toContain(`The findings of ${PODS} objects are not printed here. The findings cannot be read`);
  });

  it('are those of the objects that a filter leaves', async () => {
    await tests.page.fill('#search', 'app-59');
    await eventually(async () => expect(await tests.status()).toContain('11 of 600 objects'));
    const text = await printed(() => tests.click('#print-all'));
    expect(text.match(/image-digest/g)).toHaveLength(11);
    expect(text).not.toContain('not printed');
  });

  it('is how to print them, where the menu of the browser prints', async () => {
    const text = await printed(() => tests.page.pdf({ format: 'A4' }));
    expect(text).toContain('The findings of 600 objects are not printed here. The page stores them compressed: print it with its button “Print”.');
  });
});

it('a browser that cannot open them shows why', async () => {
  const page = await tests.page.context().newPage();
  try {
    await page.addInitScript(() => { delete (window as any).DecompressionStream; });
    await page.goto(`${tests.page.url()}#3`);
    const text = 'This browser cannot open the findings: they are compressed, and it has no DecompressionStream. Open this page with '
      + 'Chrome 80, Edge 80, Firefox 113, Safari 16.4 or newer. The table is complete.';
    await eventually(async () => expect(await page.locator('#details .note').allTextContents()).toEqual([text]));
    expect(await page.locator('#notes .note').allTextContents()).toEqual([text]);
    expect(await page.locator('#matrix tbody tr').count()).toBeGreaterThan(10);
  } finally {
    await page.close();
  }
});

it('a damaged file has its own message', async () => {
  await tests.page.evaluate(() => document.querySelector('script[data-pack="0"]')!.remove());
  await tests.page.goto(`${tests.page.url()}#0`);
  await eventually(async () => expect(await note('#details')).toEqual(['The findings cannot be read: this file is damaged. Make the report again.']));
});

it('a page with few objects says nothing of all that', async () => {
  await tests.workspace.write({ 'few/pod.yaml': podYaml() }).audit('few', '--report', 'html=few.html');
  await tests.open('few.html');
  expect(await note('#notes')).toEqual([]);
});
