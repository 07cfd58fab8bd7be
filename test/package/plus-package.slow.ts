import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { PLUS_PACKAGE, plusProject } from '../../projenrc/package/plus';
import { NEWEST_PLUS, plusPackage } from '../../projenrc/plus-versions';

// The package for the newest cdk8s-plus in other languages. The rehearsal of a release builds it, and runs an app in Python with it.

const NEWEST = plusPackage(NEWEST_PLUS);
const folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-newest-'));
let assembly: any;

beforeAll(() => {
  plusProject(folder);
  assembly = JSON.parse(readFileSync(join(folder, '.jsii'), 'utf8'));
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true }));

test('depends on that version alone', () => {
  expect(Object.keys(assembly.dependencies)).toEqual(['cdk8s', NEWEST, 'constructs']);
  expect([assembly.name, assembly.targets.python.distName, assembly.targets.python.module])
    .toEqual([PLUS_PACKAGE, PLUS_PACKAGE, PLUS_PACKAGE.replaceAll('-', '_')]);
});

test('has every type of the main package, with parents of that version', () => {
  const main = JSON.parse(readFileSync('.jsii', 'utf8'));
  const namesOf = (types: object) => Object.keys(types).map((name) => name.slice(name.indexOf('.') + 1)).sort();
  expect(namesOf(assembly.types)).toEqual(namesOf(main.types));
  const parents = Object.values<any>(assembly.types).flatMap(({ base, interfaces = [] }) => [base, ...interfaces]).filter((name) => /^cdk8s-plus/.test(name));
  expect(parents).toContain(`${NEWEST}.Deployment`);
  expect(parents.filter((name) => !name.startsWith(`${NEWEST}.`))).toEqual([]);
});

test('its README imports it', () => {
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  expect(readme).toContain(`from '${PLUS_PACKAGE}';`);
  expect(readme).not.toContain("from 'cdk8s-hardened';");
});
