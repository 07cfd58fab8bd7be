import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { isAsBuilt, recordDigest } from './kubernetes-server';
import { KUBERNETES_SERVERS } from '../pinned';

const read = (...path: readonly string[]) => readFileSync(join(__dirname, ...path), 'utf8');

test('each version has a folder, and no other has one', () => {
  const folders = readdirSync(__dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(folders.sort()).toEqual([...KUBERNETES_SERVERS].sort());
});

test.each(KUBERNETES_SERVERS)('all modules of Kubernetes %s are of one version', (version) => {
  const modules = read(version, 'go.mod');
  expect(modules).toContain(`\tk8s.io/kubernetes v${version}\n`);
  const replaced = [...modules.matchAll(/^\t(\S+) => (\S+) (\S+)$/gm)].map(([, from, to, release]) => [from === to, release]);
  expect(replaced.length).toBeGreaterThan(25);
  expect(new Set(replaced.map(String))).toEqual(new Set([`true,v0${version.slice(1)}`]));
});

test('a program that has changed since it was built is no longer used', () => {
  const program = join(mkdtempSync(join(tmpdir(), 'built-')), 'server');
  expect(isAsBuilt(program)).toBe(false);
  writeFileSync(program, 'built');
  expect(isAsBuilt(program)).toBe(false);
  recordDigest(program);
  expect(isAsBuilt(program)).toBe(true);
  writeFileSync(program, 'other');
  expect(isAsBuilt(program)).toBe(false);
});

test('README.md names the minor versions', () => {
  const minors = KUBERNETES_SERVERS.map((version) => version.replace(/\.\d+$/, '')).reverse();
  expect(read('../../../README.md')).toContain(`on API servers ${minors.join(' and ')}](docs/explanation/proof.md)`);
});
