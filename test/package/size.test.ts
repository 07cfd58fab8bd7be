import { readFileSync } from 'fs';
import { join } from 'path';
import { npm, ROOT } from './support';

// What npm would publish, and why: the table of the decision about it has the limits.

const [{ size, unpackedSize, files }] = JSON.parse(npm(ROOT, 'pack', '--dry-run', '--json', '--ignore-scripts'));
const decision = readFileSync(join(ROOT, 'docs/adr/0009-one-small-package.md'), 'utf8');
const parts = [...decision.matchAll(/^\| `(.+)` \| (\d+) kB \|/gm)].map(([, part, limit]) => ({ part, limit: Number(limit) * 1000 }));

const pattern = (part: string) => new RegExp(`^${part.replaceAll('.', '\\.').replace('<version>', '\\d+(?:\\.d\\.ts|\\.js)?')}(?:/|$)`);
const partOf = (path: string) => parts.find(({ part }) => pattern(part).test(path))?.part ?? `${path} is in no part`;

it('the package is at most 1.45 MB packed, 5.8 MB unpacked, and 200 files', () => {
  expect(size).toBeLessThan(1_450_000);
  expect(unpackedSize).toBeLessThan(5_800_000);
  expect(files.length).toBeLessThan(200);
});

it('each file is in a part, and each part within its limit', () => {
  const sizes = new Map<string, number>();
  for (const file of files) sizes.set(partOf(file.path), (sizes.get(partOf(file.path)) ?? 0) + file.size);
  expect([...sizes.keys()].sort()).toEqual(parts.map(({ part }) => part).sort());
  expect(parts.filter(({ part, limit }) => sizes.get(part)! > limit).map(({ part }) => `${part}: ${sizes.get(part)}`)).toEqual([]);
});

it('the sources, tests and settings of the repository are not published', () => {
  expect(files.filter(({ path }: { path: string }) => /^(src|test|docs|\.git|\.projen)|\.(ts|map)$/.test(path) && !path.endsWith('.d.ts'))).toEqual([]);
});
