import { ChildProcess } from 'child_process';
import { chmodSync, existsSync, readdirSync } from 'fs';
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

function copied(volume: string, name: string): number {
  try {
    const own = readdirSync(volume).find((entry) => entry.startsWith(`.${name}@`));
    return own ? readdirSync(join(volume, own, name)).length : -1;
  } catch {
    return -1;
  }
}

describe.each(Object.keys(TOOLS))('with %s', (tools) => {
  let shop: Workshop;

  beforeEach(() => {
    shop = new Workshop(TOOLS[tools]);
    shop.write(TREE);
    // One that can neither be written nor removed without more ado.
    chmodSync(join(shop.source, 'd3'), 0o555);
  });
  afterEach(() => shop.remove());

  test('killed thirty times: all files or none, and the next start ends well', async () => {
    const seen = { half: 0, all: 0 };
    for (let round = 0; round < 30; round++) {
      const name = `conf${round}`;
      const target = join(shop.volume, name);
      const run = { args: [shop.source, `volume/${name}`] };
      const child = shop.start(run);
      const end = ended(child);
      reaches(shop.volume, name, round);
      try {
        process.kill(-child.pid!, 'SIGKILL');
      } catch { /* it had ended */ }
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

  test('eight pods at once: all end well, and one copy stands', async () => {
    for (let round = 0; round < 3; round++) {
      const args = [shop.source, `volume/conf${round}`];
      const all = await Promise.all(Array.from({ length: 8 }, (_, pod) => ended(shop.start({ pod: `pod-${pod}`, args }))));
      expect(all).toEqual(Array(8).fill(0));
      expect(treeOf(join(shop.volume, `conf${round}`))).toEqual(TREE);
    }
    expect(readdirSync(shop.volume).sort()).toEqual(['.conf0.seeded', '.conf1.seeded', '.conf2.seeded', 'conf0', 'conf1', 'conf2']);
  }, 120_000);

  test('eight pods of one name at once: some may fail, but never is half a copy in place', async () => {
    const args = [shop.source, 'volume/conf'];
    for (let round = 0; round < 10; round++) {
      await Promise.all(Array.from({ length: 8 }, () => ended(shop.start({ args }))));
      if (existsSync(shop.target)) {
        expect(treeOf(shop.target)).toEqual(TREE);
      }
      expect(shop.seed({ args }).status).toBe(0);
      expect(treeOf(shop.target)).toEqual(TREE);
      shop.empty();
    }
  }, 120_000);
});
