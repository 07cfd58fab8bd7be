import { readFileSync } from 'fs';
import { join } from 'path';
import { ROOT } from './page';
import { EXIT_CODES } from '../../src/cli/exit-code';
import { CATALOGUE } from '../../src/controls/catalogue';
import { formatVersion, LATEST_VERSION } from '../../src/manifest/version';

// What docs/explanation/stability.md promises. Names that were ever released are in stable-names.json: they stay, or are deprecated first.

const page = readFileSync(join(ROOT, 'docs/explanation/stability.md'), 'utf8');
const row = (name: string) => new RegExp(`^\\| ${name}.*? \\| (.*?) \\|`, 'm').exec(page)![1];
const { controls, volumes } = JSON.parse(readFileSync(join(__dirname, 'stable-names.json'), 'utf8'));

test('every control of an earlier version still exists', () => {
  const ids = new Set(CATALOGUE.map(({ id }) => id));
  expect(controls.length).toBeGreaterThan(50);
  expect(controls.filter((id: string) => !ids.has(id as never))).toEqual([]);
});

test('volumes keep their names', () => {
  const golden = readFileSync(join(ROOT, 'examples/typescript/dist/shop.k8s.yaml'), 'utf8');
  expect([...new Set(golden.match(/(?<=name: )scratch-.*/g))]).toEqual(volumes);
});

test('exit codes are those of the page', () => {
  expect([...page.matchAll(/^\| (\d+) \| /gm)].map(([, code]) => Number(code))).toEqual(Object.values(EXIT_CODES));
});

test('supported versions are those of package.json, the catalogue and the workflows', () => {
  const { engines, peerDependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect(`>= ${/[\d.]+/.exec(row('Node.js'))![0]}.0`).toBe(engines.node);
  expect(row('Kubernetes')).toBe(`1.28 to ${formatVersion(LATEST_VERSION)}`);
  expect(row('cdk8s, constructs')).toBe(`\`${peerDependencies.cdk8s}\`, \`${peerDependencies.constructs}\``);
  expect(row('cdk8s-plus-28')).toBe(`\`${peerDependencies['cdk8s-plus-28']}\``);
  expect(Object.entries(peerDependencies).filter(([name, range]) => range !== `^${devDependencies[name]}`)).toEqual([]); // tests run with the lowest
  expect(readFileSync(join(ROOT, '.github/workflows/build.yml'), 'utf8')).toMatch(/- "20\.16"\n +- "22"\n +- "24"/);
});
