import { ChildProcess } from 'child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'fs';
import { join } from 'path';
import { TOOLS, Tree, treeOf, Workshop } from './support';

// Killed in the middle, and eight at once: whoever looks at the volume sees all files or none.

const TREE: Tree = Object.fromEntries(Array.from({ length: 20 }, (_, directory) => [
  `d${directory}`,
  Object.fromEntries(Array.from({ length: 15 }, (__, file) => [`f${file}`, `${directory} ${file}`])),
]));

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.on('exit', resolve));
}

/** Waits, at the pace of the copying itself, until so many directories are there, or all is in place. */
function reaches(volume: string, name: string, directories: number): void {
  const deadline = Date.now() + 10_000;
  while (!existsSync(join(volume, name)) && copied(volume, name) < directories && Date.now() < deadline);
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) {
    await pause(5);
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function kill(child: ChildProcess): void {
  try {
    process.kill(-child.pid!, 'SIGKILL');
  } catch { /* it had ended */ }
}

function inode(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.ino;
}

function copied(volume: string, name: string): number {
  try {
    const own = readdirSync(volume).find((entry) => entry.startsWith(`.${name}@`));
    return own ? readdirSync(join(volume, own, name)).length : -1;
  } catch {
    return -1;
  }
}

describe.each(Object.keys(TOOLS) as (keyof typeof TOOLS)[])('seed script with %s', (tools) => {
  let shop: Workshop;

  beforeEach(() => {
    shop = new Workshop(TOOLS[tools]);
    shop.write(TREE);
    // One that can neither be written nor removed without more ado.
    chmodSync(join(shop.source, 'd3'), 0o555);
  });
  afterEach(() => shop.remove());

  test('killed thirty times, it copies all files or none, and the next start succeeds', async () => {
    const seen = { half: 0, all: 0 };
    for (let round = 0; round < 30; round++) {
      const name = `conf${round}`;
      const target = join(shop.volume, name);
      const run = { args: [shop.source, `volume/${name}`] };
      const child = shop.start(run);
      const end = ended(child);
      reaches(shop.volume, name, round);
      kill(child);
      await end;

      if (existsSync(target)) {
        seen.all++;
        expect(treeOf(target)).toEqual(TREE);
      } else {
        seen.half++;
      }
      expect(shop.seed(run)).toMatchObject({ status: 0, stderr: '' });
      expect(treeOf(target)).toEqual(TREE);
    }
    // The kills must have hit the copying, or this test would show nothing.
    expect(seen.half).toBeGreaterThan(5);
    expect(readdirSync(shop.volume).filter((name) => name.includes('pod-1'))).toEqual([]);
  }, 120_000);

  test('eight pods at once all succeed, and one copy remains', async () => {
    for (let round = 0; round < 3; round++) {
      const args = [shop.source, `volume/conf${round}`];
      const all = await Promise.all(Array.from({ length: 8 }, (_, pod) => ended(shop.start({ pod: `pod-${pod}`, args }))));
      expect(all).toEqual(Array(8).fill(0));
      expect(treeOf(join(shop.volume, `conf${round}`))).toEqual(TREE);
    }
    expect(readdirSync(shop.volume).sort()).toEqual(['.conf0.seeded', '.conf1.seeded', '.conf2.seeded', 'conf0', 'conf1', 'conf2']);
  }, 120_000);

  test('eight pods with one name at once may fail, but never leave half a copy', async () => {
    // No directories: a copy that was moved away would else be noticed by what lies in them.
    const flat = Object.fromEntries(Array.from({ length: 300 }, (_, file) => [`f${file}`, String(file)]));
    shop.write({ flat });
    const args = [join(shop.source, 'flat'), 'volume/conf'];
    for (let round = 0; round < 15; round++) {
      await Promise.all(Array.from({ length: 8 }, (_, pod) => pause(pod * round).then(() => ended(shop.start({ args })))));
      if (existsSync(shop.target)) {
        expect(treeOf(shop.target)).toEqual(flat);
      }
      expect(shop.seed({ args }).status).toBe(0);
      expect(treeOf(shop.target)).toEqual(flat);
      shop.empty();
    }
  }, 120_000);

  test('killed while it replaces, it never marks an image whose files are missing', async () => {
    const args = ['replace', shop.source, 'volume/conf'];
    const marker = join(shop.volume, '.conf.seeded');
    shop.seed({ args, image: 'app:0' });
    for (let round = 1; round <= 15; round++) {
      const before = inode(shop.target);
      const child = shop.start({ args, image: `app:${round}` });
      const end = ended(child);
      const deadline = Date.now() + 10_000;
      while (inode(shop.target) === before && Date.now() < deadline);
      kill(child);
      await end;
      expect(readFileSync(marker, 'utf8')).not.toBe(`app:${round - 1}\n`);
      expect(shop.seed({ args, image: `app:${round}` }).status).toBe(0);
      expect(treeOf(shop.target)).toEqual(TREE);
      expect(readFileSync(marker, 'utf8')).toBe(`app:${round}\n`);
    }
  }, 120_000);
});

test('a start that another one with its name overtakes fails, and never leaves half a copy', async () => {
  const shop = new Workshop(TOOLS.machine); // the shell of busybox takes its own `cp` before one in PATH
  shop.write({ pair: { one: '1', two: '2' } });
  const run = { args: [join(shop.source, 'pair'), 'volume/conf'] };
  // The first start copies one file and the second none, and each waits.
  shop.replace('cp', `
    wait_for() { until [ -e "$1" ]; do [ -e volume ] || exit 1; done; }
    if mkdir first 2> /dev/null; then
      $real "$2/one" "$3" && wait_for second-waits && $real "$2/two" "$3"
    else
      mkdir second-waits && wait_for first-ended && $real "$@"
    fi`);
  const first = ended(shop.start(run));
  await until(() => existsSync(join(shop.root, 'first')));
  const second = ended(shop.start(run));

  expect(await first).toBe(1);
  expect(existsSync(shop.target)).toBe(false);
  mkdirSync(join(shop.root, 'first-ended'));
  expect(await second).toBe(0);
  expect(treeOf(shop.volume)).toEqual({ '.conf.seeded': 'app:1\n', 'conf': { one: '1', two: '2' } });
  shop.remove();
});
