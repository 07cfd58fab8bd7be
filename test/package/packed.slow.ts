import { spawnSync } from 'child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { expectHardened, installPacked, packWithPeers, ROOT, Tarball } from './support';
import { MAIN_PLUS, NEWEST_PLUS, PLUS_VERSIONS, plusPackage } from '../../projenrc/plus-versions';
import { npmCommand } from '../programs/npm';
import { NODE_RELEASES } from '../programs/pinned';

// The package as a stranger gets it: packed, installed into an empty folder, and used from there.

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-packed-'));
let tarball: Tarball;

beforeAll(() => {
  const tarballs = packWithPeers(folder);
  tarball = tarballs[tarballs.length - 1];
  installPacked(folder, tarballs);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

it('the package contains the compiled library and its documents, and nothing else', () => {
  const published = /^((core|plus-\d+)\/package\.json|lib\/(core|index|plus-\d+|commands\/cli\/main|bundle\/[\w-]+)\.js|lib\/bundle\/LICENSES\.txt|lib\/.+\.d\.ts|integrations\/.+|schema\/.+|\.jsii|API\.md|README\.md|LICENSE|package\.json)$/;
  expect(tarball.files.filter(file => !published.test(file))).toEqual([]);
  expect(tarball.files).toEqual(expect.arrayContaining(['lib/index.js', 'lib/index.d.ts', '.jsii', 'API.md', 'README.md', 'LICENSE', 'schema/settings.json', 'integrations/helm/plugin.yaml']));
});

it('the package requires what the README says', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const { engines, peerDependencies } = JSON.parse(readFileSync(join(folder, 'node_modules/cdk8s-hardened/package.json'), 'utf8'));
  const [, oldest, ...versions] = /^\| Node\.js \| (\S+) or newer; tested on (\d+), (\d+) and (\d+); (\d+) is recommended \|$/m.exec(readme)!;
  expect(engines.node).toBe(`>= ${oldest}.0`);
  const recommended = versions.pop();
  expect(versions).toEqual(Object.keys(NODE_RELEASES));
  expect(recommended).toBe(versions.at(-1));
  const others = ['cdk8s', 'constructs'];
  const [, installed] = /^npm install cdk8s-hardened ([^\n]*)$/m.exec(readme)!;
  expect(installed.split(' ')).toEqual([...others, plusPackage(MAIN_PLUS), 'cdk8s-cli', 'tsx']);
  expect(readme).toContain(`such as ${NEWEST_PLUS}, install that version, and import from \`cdk8s-hardened/plus-${NEWEST_PLUS}\``);
  const plus = Object.keys(PLUS_VERSIONS).map((version) => plusPackage(Number(version)));
  expect(Object.keys(peerDependencies).sort()).toEqual([...others, ...plus].sort());
});

it('the package has no dependencies but its peers, and the licenses of what is in its bundles', () => {
  const installed = join(folder, 'node_modules/cdk8s-hardened');
  const { dependencies, bundledDependencies } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  expect([dependencies, bundledDependencies]).toEqual([undefined, undefined]);
  const licensed = [...readFileSync(join(installed, 'lib/bundle/LICENSES.txt'), 'utf8').matchAll(/^(\S+) \d+\.\d+\.\d+ \(\S+\)$/gm)].map(([, name]) => name);
  expect(licensed).toEqual(expect.arrayContaining(['commander', 'diff', 'dockerfile-ast', 'fastest-levenshtein', 'js-yaml', 'tar', 'unbash']));
});

it('publint and Are the types wrong? find nothing', () => {
  const bin = (name: string) => join(ROOT, 'node_modules/.bin', name);
  const lint = spawnSync(bin('publint'), ['run', tarball.path, '--strict'], { encoding: 'utf8' });
  expect([lint.status, lint.stdout]).toEqual([0, expect.stringContaining('All good!')]);
  // `.jsii` is JSON without its extension, for the tools of jsii.
  const types = spawnSync(bin('attw'), [tarball.path, '--exclude-entrypoints', '.jsii', '--format', 'ascii'], { encoding: 'utf8' });
  expect([types.status, types.stdout]).toEqual([0, expect.stringContaining('No problems found')]);
});

it('npm audit finds nothing in what users install', () => {
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { cwd: ROOT, encoding: 'utf8' });
  const { metadata, message } = JSON.parse(stdout);
  if (!metadata && !process.env.CI) return console.log(`NOT CHECKED: npm audit got no answer from the registry: ${message}`);
  expect(metadata?.vulnerabilities).toMatchObject({ total: 0 });
});

const body = `
  const app = new App();
  const chart = new Chart(app, 'shop');
  new HardenedDeployment(chart, 'web', { containers: [{ image: 'registry.example/web:1.27' }] });
  new HardenedJob(chart, 'migrate', { containers: [{ image: 'registry.example/web:1.27' }] });
  app.synth();
`;
const imports = `
  import { App, Chart } from 'cdk8s';
  import { HardenedDeployment, HardenedJob } from 'cdk8s-hardened';
`;
const requires = `
  const { App, Chart } = require('cdk8s');
  const { HardenedDeployment, HardenedJob } = require('cdk8s-hardened');
`;

it.each([
  ['a CommonJS module', 'app.cjs', requires],
  ['an ES module', 'app.mjs', imports],
])('synthesizes from %s', (_, file, head) => {
  writeFileSync(join(folder, file), head + body);
  expectHardenedApp(file);
});

// Strict, and checking the declarations of the library too, as a careful user compiles.
it.each([
  ['node16', 'node16.ts', ['--module', 'node16', '--moduleResolution', 'node16']],
  ['node10', 'node10.ts', ['--module', 'commonjs', '--moduleResolution', 'node10', '--ignoreDeprecations', '6.0']],
  ['bundler', 'bundler.mts', ['--module', 'esnext', '--moduleResolution', 'bundler']],
])('compiles and synthesizes from TypeScript with module resolution %s', (_, file, options) => {
  writeFileSync(join(folder, file), imports + body);
  run(join(ROOT, 'node_modules/typescript/bin/tsc'), {}, file, '--strict', '--skipLibCheck', 'false', '--target', 'es2022', ...options);
  expectHardenedApp(file.replace(/ts$/, 'js'));
});

// With another order than the library, cdk8s would make all charts: test/constructs/synth/prepared-app.test.ts.
it('prepares an app once for all charts, with the order of this version of cdk8s', () => {
  const file = join(folder, 'charts.js');
  writeFileSync(file, `
    const { App, Chart } = require('cdk8s');
    const { HardenedDeployment } = require('cdk8s-hardened');
    const app = new App();
    let validations = 0;
    app.node.addValidation({ validate: () => (validations++, []) });
    for (let i = 0; i < 20; i++) {
      new HardenedDeployment(new Chart(app, 'chart' + i), 'web', { containers: [{ image: 'registry.example/web:1.27' }] });
    }
    app.synthYaml();
    console.log(validations);
  `);
  expect(run(file, {})).toBe('3\n');
});

describe('the command line', () => {
  const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {hostPID: true, containers: [{name: main, image: "app:1"}]}\n';
  const [program, before] = npmCommand('npx');
  const npx = (...args: string[]) => spawnSync(program, [...before, '--offline', 'cdk8s-hardened', ...args], { cwd: folder, encoding: 'utf8' });

  it('audits a manifest', () => {
    writeFileSync(join(folder, 'pod.yaml'), POD);
    const { status, stdout, stderr } = npx('audit', 'pod.yaml', '--profile', 'pss-baseline');
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toContain('pod.yaml: Pod web\n  4:8: high: host-namespaces: spec.hostPID is true\n');
  });

  it.each(['text', 'json', 'sarif', 'junit', 'markdown', 'html', 'github', 'gitlab'])('writes the format %s', (format) => {
    const { status, stdout, stderr } = npx('audit', 'pod.yaml', '--profile', 'pss-baseline', '--format', format);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toContain('host-namespaces');
  });

  it('suggests paths as far as possible without a container runtime', () => {
    const { status, stderr } = npx('suggest-paths', 'app:1', '--for', '0');
    expect({ status, stderr }).toEqual({ status: 2, stderr: 'cdk8s-hardened: --for 0 is not a duration: write one such as 30s, 5m or 1h, at most 24h\n' });
  });

  it('audits a Dockerfile', () => {
    writeFileSync(join(folder, 'Dockerfile'), 'FROM debian:13\nUSER root\n');
    const { status, stdout, stderr } = npx('audit', 'Dockerfile');
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toContain('Dockerfile\n  2: high: dockerfile-user-root: USER root: the program runs as root\n');
  });

  it('explains a control and prints its version', () => {
    expect(npx('explain', 'privileged').stdout).toMatch(/^privileged: /);
    expect(npx('--version').stdout).toBe(`${tarball.version}\n`);
  });
});

it('the command line starts without peer dependencies', () => {
  const alone = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-alone-'));
  cpSync(join(folder, 'node_modules', 'cdk8s-hardened'), join(alone, 'cdk8s-hardened'), { recursive: true });
  const { status, stderr } = spawnSync(process.execPath, [join(alone, 'cdk8s-hardened', 'lib/commands/cli/main.js'), 'explain'], { encoding: 'utf8', cwd: alone });
  rmSync(alone, { recursive: true });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

/** Runs a cdk8s app and looks at what it wrote. */
function expectHardenedApp(script: string) {
  const outdir = mkdtempSync(join(folder, 'out-'));
  run(script, { CDK8S_OUTDIR: outdir });

  const yaml = readdirSync(outdir).map(file => readFileSync(join(outdir, file), 'utf8')).join('---\n');
  const manifests = parseAllDocuments(yaml).map(document => document.toJS());
  expect(manifests.map(manifest => manifest.kind)).toEqual(['Deployment', 'Job']);
  manifests.forEach(expectHardened);
}

/** Runs a script in the folder, and returns its standard output. If the script fails, the error is what it printed. */
function run(script: string, env: NodeJS.ProcessEnv, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  if (status !== 0) throw new Error(stdout + stderr);
  return stdout;
}
