import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
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

test('README.md names the minor versions', () => {
  const minors = KUBERNETES_SERVERS.map((version) => version.replace(/\.\d+$/, '')).reverse();
  expect(read('../../../README.md')).toContain(`on API servers ${minors.join(' and ')}](docs/explanation/proof.md)`);
});
