import { readFileSync } from 'fs';
import { join } from 'path';
import { ROOT } from './page';
import { NEWEST_PLUS, OTHER_PLUS, plusPackage } from '../../projenrc/plus-versions';
import { currentNames, earlierNames, mustBeCompatible, remembered } from '../../projenrc/release/stable-names';
import { EXIT_CODES } from '../../src/commands/cli/exit-code';
import { formatVersion, LATEST_VERSION } from '../../src/formats/manifest/version';

// What docs/explanation/stability.md promises. The names of releases are in stable-names.json: they stay, or are deprecated first.

const page = readFileSync(join(ROOT, 'docs/explanation/stability.md'), 'utf8');
const row = (name: string) => new RegExp(`^\\| ${name}.*? \\| (.*?) \\|`, 'm').exec(page)![1];
const earlier = earlierNames();
const current = currentNames();

test.each(Object.keys(current))('all %s of earlier releases still exist', (kind) => {
  const names = new Set(current[kind]);
  expect((earlier[kind] ?? []).filter((name) => !names.has(name))).toEqual([]);
});

test.each([
  ['controls', 'read-only-root-filesystem'],
  ['annotations', 'cdk8s-hardened/waivers'],
  ['options', 'audit --fail-on'],
  ['settings', 'workloads[].runAs'],
  ['report', 'Finding.control'],
])('a release remembers its %s, such as %s', (kind, name) => {
  expect(remembered({ [kind]: ['old'], volumes: ['tmp'] }, current)).toMatchObject({ [kind]: ['old', ...current[kind]], volumes: ['tmp'] });
  expect(current[kind]).toContain(name);
});

test('jsii-diff must find no difference from 1.0 on, except in a major version', () => {
  expect(['0.0.0', '0.9.1', '1.0.0', '2.0.0', '1.0.1', '1.1.0', '10.2.0'].filter(mustBeCompatible)).toEqual(['1.0.1', '1.1.0', '10.2.0']);
});

test('volumes keep their names', () => {
  const golden = readFileSync(join(ROOT, 'examples/typescript/dist/shop.k8s.yaml'), 'utf8');
  expect([...new Set(golden.match(/(?<=name: )scratch-.*/g))]).toEqual(earlier.volumes);
});

// The first deprecation also needs the warning that the page promises.
test('the page says whether something is deprecated', () => {
  const isDeprecated = /"deprecated"/.test(readFileSync(join(ROOT, '.jsii'), 'utf8'));
  expect(page.includes('Nothing is deprecated yet.')).toBe(!isDeprecated);
});

test('exit codes are those of the page', () => {
  expect([...page.matchAll(/^\| (\d+) \| /gm)].map(([, code]) => Number(code))).toEqual(Object.values(EXIT_CODES));
});

test('supported versions are those of package.json, the catalog and the workflows', () => {
  const { engines, peerDependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect(`>= ${/[\d.]+/.exec(row('Node.js'))![0]}.0`).toBe(engines.node);
  expect(row('Kubernetes')).toBe(`1.28 to ${formatVersion(LATEST_VERSION)}`);
  expect(row('cdk8s, constructs')).toBe(`\`${peerDependencies.cdk8s}\`, \`${peerDependencies.constructs}\``);
  expect(row('cdk8s-plus-28')).toBe(`\`${peerDependencies['cdk8s-plus-28']}\``);
  expect(row(`cdk8s-plus-29 to ${plusPackage(NEWEST_PLUS)}`)).toBe(OTHER_PLUS.map((version) => `${version} \`${peerDependencies[plusPackage(version)]}\``).join(', '));
  expect(Object.entries(peerDependencies).filter(([name, range]) => range !== `^${devDependencies[name]}`)).toEqual([]); // tests run with the lowest
  expect(readFileSync(join(ROOT, '.github/workflows/build.yml'), 'utf8')).toMatch(/- "20\.16"\n +- "22"\n +- "24"/);
});
