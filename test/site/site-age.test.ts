import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { isCurrent, stamp } from '../../projenrc/site-age';

let folder: string;
const at = (path: string) => join(folder, path);
const changed = (path: string, seconds: number) => utimesSync(at(path), seconds, seconds);
const isBuilt = (base = '/') => isCurrent(at('site/dist'), base, [at('README.md'), at('site')]);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'site-age-'));
  mkdirSync(at('site/dist'), { recursive: true });
  mkdirSync(at('site/pages'));
  writeFileSync(at('README.md'), '');
  writeFileSync(at('site/pages/a.md'), '');
  stamp(at('site/dist'), '/');
  ['README.md', 'site/pages/a.md', 'site/pages', 'site'].forEach((path) => changed(path, 1000));
  changed('site/dist/.built', 2000);
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a site is current until a source changes', () => {
  expect(isBuilt()).toBe(true);
  changed('site/pages/a.md', 3000);
  expect(isBuilt()).toBe(false);
});

test('it is out of date once a file is removed, which changes its folder', () => {
  changed('site/pages', 3000);
  expect(isBuilt()).toBe(false);
});

test.each(['src/cache', 'site/pages/dist'])('a folder that is called as one that a build writes is a source: %s', (path) => {
  mkdirSync(at(path), { recursive: true });
  writeFileSync(at(`${path}/a.ts`), '');
  expect(isCurrent(at('site/dist'), '/', [at(path)])).toBe(false);
});

test('what the build writes is no source', () => {
  writeFileSync(at('site/dist/index.html'), '');
  changed('site', 1000);
  expect(isBuilt()).toBe(true);
});

test('a site for another path of a host, or without an end of its build, is not current', () => {
  expect(isBuilt('/cdk8s-hardened/')).toBe(false);
  rmSync(at('site/dist/.built'));
  expect(isBuilt()).toBe(false);
});
