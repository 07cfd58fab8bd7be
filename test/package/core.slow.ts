import { spawnSync } from 'child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { expectHardened, installPacked, packWithPeers, ROOT } from './support';

// An app that has cdk8s-plus-33 and no cdk8s-plus-28: the packed package, as npm installs it.

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-core-'));

beforeAll(() => {
  installPacked(folder, packWithPeers(folder, ['constructs', 'cdk8s', 'cdk8s-plus-33']));
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

const app = `
  const app = new App();
  const chart = new Chart(app, 'shop');
  new Deployment(chart, 'web', { containers: [{ image: 'registry.example/web:1.27', portNumber: 8080 }] })
    .with(new HardeningMixin({ profile: HardeningProfile.HARDENED, runAs: RunAs.nonRoot() }));
  new Job(chart, 'migrate', { containers: [{ image: 'registry.example/web:1.27' }] });
  Hardening.of(chart).apply({ profile: HardeningProfile.HARDENED, writablePaths: [WritablePath.fromEmptyDir('/tmp')] });
  Hardening.of(app).enforce({ profile: HardeningProfile.PSS_RESTRICTED });
  app.synth();
`;
const names = '{ Hardening, HardeningMixin, HardeningProfile, RunAs, WritablePath }';
const imports = `
  import { App, Chart } from 'cdk8s';
  import { Deployment, Job } from 'cdk8s-plus-33';
  import ${names} from 'cdk8s-hardened/core';
`;
const requires = `
  const { App, Chart } = require('cdk8s');
  const { Deployment, Job } = require('cdk8s-plus-33');
  const ${names} = require('cdk8s-hardened/core');
`;

it('npm does not install the optional peer', () => {
  const installed = (name: string) => existsSync(join(folder, 'node_modules', name));
  expect([installed('cdk8s-plus-33'), installed('cdk8s-plus-28')]).toEqual([true, false]);
});

it.each([
  ['a CommonJS module', 'app.cjs', requires],
  ['an ES module', 'app.mjs', imports],
])('core hardens workloads of cdk8s-plus-33 from %s', (_, file, head) => {
  writeFileSync(join(folder, file), head + app);
  expectHardenedApp(file);
});

it.each([
  ['node16', 'node16.ts', ['--module', 'node16', '--moduleResolution', 'node16']],
  ['node10', 'node10.ts', ['--module', 'commonjs', '--moduleResolution', 'node10', '--ignoreDeprecations', '6.0']],
])('core compiles without cdk8s-plus-28 with module resolution %s, and hardens', (_, file, options) => {
  writeFileSync(join(folder, file), imports + app);
  run(join(ROOT, 'node_modules/typescript/bin/tsc'), file, '--strict', '--skipLibCheck', 'false', '--target', 'es2022', ...options);
  expectHardenedApp(file.replace(/ts$/, 'js'));
});

it.each([
  ['a CommonJS module', 'new (require("cdk8s-hardened").HardenedPod)()', 'HardenedPod'],
  ['an ES module', 'import { HardenedPod } from "cdk8s-hardened"; new HardenedPod()', 'HardenedPod'],
  ['a subclass', 'const { HardenedJob } = require("cdk8s-hardened"); class Own extends HardenedJob {} new Own()', 'HardenedJob'],
  ['a static method', 'require("cdk8s-hardened").SecretFiles.forEnvironment({})', 'SecretFiles'],
])('the main module says what is missing when %s uses what needs cdk8s-plus-28', (_, code, name) => {
  const type = code.startsWith('import') ? 'module' : 'commonjs';
  const { stderr } = spawnSync(process.execPath, [`--input-type=${type}`, '-e', code], { cwd: folder, encoding: 'utf8' });
  expect(stderr).toContain(`Error: ${name} of cdk8s-hardened needs cdk8s-plus-28 ^2.5.6, which is not installed. Run \`npm install cdk8s-plus-28@^2.5.6\`, or`);
});

it.each([
  ['CommonJS', 'const { Hardening } = require("cdk8s-hardened"); console.log(typeof Hardening.of)'],
  ['ES modules', 'import { Hardening, HardenedPod } from "cdk8s-hardened"; console.log(typeof Hardening.of, {} instanceof HardenedPod)'],
])('what does not need it works from the main module, too: %s', (_, code) => {
  const type = code.startsWith('import') ? 'module' : 'commonjs';
  const { stderr, stdout } = spawnSync(process.execPath, [`--input-type=${type}`, '-e', code], { cwd: folder, encoding: 'utf8' });
  expect([stderr, stdout]).toEqual(['', expect.stringMatching(/^function( false)?\n$/)]);
});

/** Runs a cdk8s app and looks at what it wrote. */
function expectHardenedApp(script: string) {
  const dist = join(folder, 'dist');
  rmSync(dist, { recursive: true, force: true });
  run(script);
  const yaml = readdirSync(dist).map((file) => readFileSync(join(dist, file), 'utf8')).join('---\n');
  const manifests = parseAllDocuments(yaml).map((document) => document.toJS());
  expect(manifests.map(({ kind }) => kind)).toEqual(['Deployment', 'Job']);
  manifests.forEach(expectHardened);
}

/** Runs a script in the folder; if that fails, the error is what the script printed. */
function run(script: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stdout + stderr);
}
