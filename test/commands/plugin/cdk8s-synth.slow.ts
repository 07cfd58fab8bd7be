import { execFileSync, spawnSync } from 'child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { pluginFolder, PLUGIN_VERSION } from './plugin-folder';
import { ROOT } from '../../package/support';

// `cdk8s synth` of cdk8s-cli with the plugin as a registry would hand it out: the packed tarball, without its peers and without network.

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-synth-'));

const MAIN = `
const { App, Chart, ApiObject } = require('cdk8s');
const app = new App();
const chart = new Chart(app, 'shop');
new ApiObject(chart, 'agent', {
  apiVersion: 'v1', kind: 'Pod', metadata: { name: 'agent' },
  spec: { containers: [{ name: 'main', image: 'registry.example/agent:1', securityContext: { privileged: process.env.PRIVILEGED === 'true' } }] },
});
app.synth();
`;

const CONFIG = `
app: node main.js
language: typescript
pluginsDirectory: ${join(folder, 'plugins')}
validations:
  - package: cdk8s-hardened
    version: ${PLUGIN_VERSION}
    class: HardeningValidation
    properties: { profile: pss-baseline }
`;

beforeAll(() => {
  pluginFolder(folder);
  mkdirSync(join(folder, 'app'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'app', 'node_modules'));
  writeFileSync(join(folder, 'app', 'main.js'), MAIN);
  writeFileSync(join(folder, 'app', 'cdk8s.yaml'), CONFIG);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

function synth(privileged: boolean, ...args: string[]) {
  return spawnSync(process.execPath, [join(ROOT, 'node_modules/cdk8s-cli/bin/cdk8s'), 'synth', ...args], {
    cwd: join(folder, 'app'), encoding: 'utf8', env: { ...process.env, PRIVILEGED: String(privileged), CI: 'true' },
  });
}

test('a clean app passes', () => {
  const { status, stdout } = synth(false);
  expect(stdout).toMatch(/Validations finished/);
  expect(status).toBe(0);
});

test('an app with a finding fails, and the report names rule, fix and the path of the construct', () => {
  const { status, stdout } = synth(true, '--validation-reports-output-file', 'reports.json');
  expect(status).toBe(2);
  expect(stdout).toContain('privileged');
  const { reports: [{ violations: [violation], summary }] } = JSON.parse(readFileSync(join(folder, 'app', 'reports.json'), 'utf8'));
  expect(violation).toMatchObject({
    ruleName: 'privileged',
    fix: expect.stringContaining('remove `privileged: true`'),
    violatingConstructs: [{ resourceName: 'agent', constructPath: 'shop/agent', manifestPath: 'dist/shop.k8s.yaml' }],
  });
  expect(summary).toMatchObject({ status: 'failure', plugin: 'cdk8s-hardened' });
});

test('with --stdout a failing app prints no YAML', () => {
  const { status, stdout } = synth(true, '--stdout');
  expect(status).toBe(2);
  expect(stdout).not.toContain('kind: Pod');
});

test('the main module loads without the peers, and ES modules see its names', () => {
  const modules = join(folder, 'plugins', 'cdk8s-hardened', PLUGIN_VERSION, 'node_modules');
  const script = 'import * as all from "cdk8s-hardened"; ';
  writeFileSync(join(modules, 'plugin.cjs'), 'const { HardeningValidation } = require("cdk8s-hardened"); console.log(new HardeningValidation({ profile: "hardened" }).constructor.name);');
  expect(execFileSync(process.execPath, [join(modules, 'plugin.cjs')], { encoding: 'utf8' })).toBe('HardeningValidation\n');
  writeFileSync(join(folder, 'app', 'names.mjs'), `${script.replace('cdk8s-hardened', join(ROOT, 'lib', 'index.js'))}console.log(typeof all.HardenedDeployment, typeof all.HardeningValidation);`);
  expect(execFileSync(process.execPath, [join(folder, 'app', 'names.mjs')], { encoding: 'utf8' })).toBe('function function\n');
});
