import { spawnSync } from 'child_process';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { expectHardened, installPacked, packWithPeers, ROOT, Tarball } from './support';
import { NEWEST_PLUS, OTHER_PLUS, PLUS_VERSIONS, plusPackage } from '../../projenrc/plus-versions';
import { asPrintedBy28 } from '../constructs/workloads/printed-by-version';

// Apps with another cdk8s-plus, or with two: the packed package, as npm installs it.

const NEWEST = plusPackage(NEWEST_PLUS);
const ENTRY = `cdk8s-hardened/plus-${NEWEST_PLUS}`;

const alone = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-plus-'));
const both = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-both-'));
let tarball: Tarball;

beforeAll(() => {
  const tarballs = packWithPeers(both, ['constructs', 'cdk8s', 'cdk8s-plus-28', NEWEST]);
  tarball = tarballs[tarballs.length - 1];
  installPacked(both, tarballs);
  installPacked(alone, tarballs.filter(({ name }) => name !== 'cdk8s-plus-28'));
}, 120_000);

afterAll(() => [alone, both].forEach((folder) => rmSync(folder, { recursive: true })));

/** Every hardened kind, with objects of cdk8s-plus where it takes them. */
const body = `
  const app = new App();
  const chart = new Chart(app, 'shop', { namespace: 'shop', disableResourceNameHashes: true });
  const containers = [{ image: 'registry.example/web:1.27', portNumber: 8080 }];
  new HardenedNamespace(chart, 'namespace', { podSecurity: PodSecurityLevel.BASELINE, quota: NamespaceQuota.none() });
  const account = new HardenedServiceAccount(chart, 'account');
  account.canRead('configmaps');
  const config = Volume.fromConfigMap(chart, 'config', new ConfigMap(chart, 'settings'));
  const web = new HardenedDeployment(chart, 'web', { containers, serviceAccount: account, volumes: [config], strategy: DeploymentStrategy.recreate() });
  web.addWritablePath(WritablePath.fromEmptyDir('/cache'));
  web.containers[0].mount('/etc/web', config);
  SecretFiles.mount(web.containers[0], '/run/secrets/db', Secret.fromSecretName(chart, 'db', 'db-credentials'));
  web.connections.allowTo(new HardenedPod(chart, 'pod', { containers, isolate: true }));
  new HardenedStatefulSet(chart, 'store', {
    containers,
    volumeClaimTemplates: [{ name: 'data', size: Size.gibibytes(1), accessMode: PersistentVolumeAccessMode.READ_WRITE_ONCE, mounts: [{ path: '/data' }] }],
  });
  new HardenedDaemonSet(chart, 'agent', { containers });
  new HardenedJob(chart, 'migrate', { containers, completions: 2, podFailurePolicy: [PodFailureRule.onDisruption(PodFailureAction.IGNORE)] });
  new HardenedCronJob(chart, 'backup', { containers, schedule: Cron.daily() });
  Hardening.of(app).enforce({ profile: HardeningProfile.PSS_RESTRICTED });
  process.stdout.write(app.synthYaml());
`;
const NAMES = {
  'cdk8s': 'App, Chart, Cron, Size',
  'cdk8s-plus': 'ConfigMap, DeploymentStrategy, PersistentVolumeAccessMode, Secret, Volume',
  'cdk8s-hardened': 'HardenedCronJob, HardenedDaemonSet, HardenedDeployment, HardenedJob, HardenedNamespace, HardenedPod, HardenedServiceAccount, HardenedStatefulSet, '
    + 'Hardening, HardeningProfile, NamespaceQuota, PodFailureAction, PodFailureRule, PodSecurityLevel, SecretFiles, WritablePath',
};

type Syntax = 'import' | 'require';

/** The app, which differs by its imports alone. */
function program(syntax: Syntax, plus: string, entry: string): string {
  const lines = [['cdk8s', NAMES.cdk8s], [plus, NAMES['cdk8s-plus']], [entry, NAMES['cdk8s-hardened']]]
    .map(([from, names]) => syntax === 'import' ? `import { ${names} } from '${from}';` : `const { ${names} } = require('${from}');`);
  return lines.join('\n') + body;
}

/** Runs a script in a folder and returns what it printed; if it fails, that is the error. */
function run(folder: string, script: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stdout + stderr);
  return stdout;
}

function outputOf(folder: string, file: string, text: string): string {
  writeFileSync(join(folder, file), text);
  return run(folder, file);
}

/** The output of the newest version, as 28 prints it. */
const asMain = (yaml: string) => asPrintedBy28(yaml, NEWEST_PLUS);

const yamlOf28 = () => outputOf(both, 'main.cjs', program('require', 'cdk8s-plus-28', 'cdk8s-hardened'));

it.each<[string, string, Syntax]>([
  ['a CommonJS module', 'app.cjs', 'require'],
  ['an ES module', 'app.mjs', 'import'],
])(`an app with ${NEWEST} alone prints from %s what one with cdk8s-plus-28 prints`, (_, file, syntax) => {
  const yaml = outputOf(alone, file, program(syntax, NEWEST, ENTRY));
  expect(asMain(yaml)).toBe(yamlOf28());
});

describe('types', () => {
  const tsc = (folder: string, file: string, ...options: string[]) =>
    run(folder, join(ROOT, 'node_modules/typescript/bin/tsc'), file, '--strict', '--skipLibCheck', 'false', '--target', 'es2022', ...options);

  it.each([
    ['node16', 'node16.ts', ['--module', 'node16', '--moduleResolution', 'node16']],
    ['nodenext', 'nodenext.mts', ['--module', 'nodenext', '--moduleResolution', 'nodenext']],
    ['node10', 'node10.ts', ['--module', 'commonjs', '--moduleResolution', 'node10', '--ignoreDeprecations', '6.0']],
    ['bundler', 'bundler.mts', ['--module', 'esnext', '--moduleResolution', 'bundler']],
  ])('compile with module resolution %s, and the result runs', (_, file, options) => {
    writeFileSync(join(alone, file), `declare const process: any;\n${program('import', NEWEST, ENTRY)}`);
    tsc(alone, file, ...options);
    expect(asMain(run(alone, file.replace(/ts$/, 'js')))).toBe(yamlOf28());
  });

  const check = (folder: string, ...lines: string[]) => {
    writeFileSync(join(folder, 'check.ts'), [
      "import { App, Chart, Size } from 'cdk8s';", `import * as kplus from '${NEWEST}';`, `import * as hardened from '${ENTRY}';`,
      "const chart = new Chart(new App(), 'shop');", "const containers = [{ image: 'registry.example/web:1.27' }];", ...lines,
    ].join('\n'));
    tsc(folder, 'check.ts', '--module', 'node16', '--moduleResolution', 'node16', '--noEmit');
  };

  it('are those of the version: its props, and instances where it wants its own classes', () => check(alone,
    "const web: kplus.Deployment = new hardened.HardenedDeployment(chart, 'web', { containers, shareProcessNamespace: true, enableServiceLinks: true, revisionHistoryLimit: 3 });",
    "new kplus.HorizontalPodAutoscaler(chart, 'scaler', { target: web, maxReplicas: 3 });",
    "const props: hardened.HardenedStatefulSetProps = { volumeClaimTemplates: [{ name: 'ours', size: Size.gibibytes(1), mounts: [] }, { name: 'theirs', storage: Size.gibibytes(1) }] };",
    "const theirs: kplus.StatefulSetProps = { volumeClaimTemplates: [{ name: 'theirs', storage: Size.gibibytes(1) }] };",
    "new hardened.HardenedStatefulSet(chart, 'store', { ...props, ...theirs });",
  ));

  it.each([
    ['an option that no version has', "new hardened.HardenedDeployment(chart, 'web', { containers, shareProcesses: true });", /'shareProcesses' does not exist in type 'HardenedDeploymentProps'/],
    ['an instance of another version', "import { Volume } from 'cdk8s-plus-28'; new hardened.HardenedDeployment(chart, 'web', { containers, volumes: [Volume.fromEmptyDir(chart, 'v', 'v')] });", /is not assignable to type .*Volume/],
  ])('refuse %s', (_, line, error) => expect(() => check(both, line)).toThrow(error));

  it.each(OTHER_PLUS)('of %s compile with its own classes', (version) => {
    const file = `test-types-${version}.ts`;
    writeFileSync(join(ROOT, 'test', file), program('import', plusPackage(version), `cdk8s-hardened/plus-${version}`));
    try {
      run(ROOT, join(ROOT, 'node_modules/typescript-7/bin/tsc'), `test/${file}`, '--ignoreConfig', '--strict', '--skipLibCheck', 'false', '--target', 'es2022',
        '--module', 'node16', '--moduleResolution', 'node16', '--types', 'node', '--noEmit');
    } finally {
      rmSync(join(ROOT, 'test', file));
    }
  });
});

it('two versions work side by side in one app, each with its own classes', () => {
  const [main, other] = outputOf(both, 'both.cjs', `
    const { App, Chart } = require('cdk8s');
    const containers = [{ image: 'registry.example/web:1.27', portNumber: 8080 }];
    const old = require('cdk8s-plus-28'), current = require('${NEWEST}');
    const main = require('cdk8s-hardened'), other = require('${ENTRY}');
    const chart = new Chart(new App(), 'shop');
    const secret = old.Secret.fromSecretName(chart, 'db', 'db-credentials');
    for (const [id, { HardenedDeployment, SecretFiles, WritablePath }] of Object.entries({ main, other })) {
      const web = new HardenedDeployment(chart, id, { containers, writablePaths: [WritablePath.fromEmptyDir('/tmp')] });
      SecretFiles.mount(web.containers[0], '/run/secrets/db', secret);
      SecretFiles.mountByName(web.containers[0], '/run/secrets/cache', 'cache-credentials');
    }
    main.Hardening.of(chart).enforce({ profile: main.HardeningProfile.PSS_RESTRICTED });
    if (main.HardenedDeployment === other.HardenedDeployment || main.WritablePath !== other.WritablePath) throw new Error('wrong classes');
    if (!(chart.node.findChild('main') instanceof old.Deployment && chart.node.findChild('other') instanceof current.Deployment)) throw new Error('wrong parents');
    process.stdout.write(JSON.stringify(chart.toJson()));
  `).split('\n').map((line) => JSON.parse(line))[0];
  [main, other].forEach(expectHardened);
  const volumes = ({ spec }: any) => spec.template.spec.volumes.map(({ secret }: any) => secret?.secretName).filter(Boolean);
  expect([volumes(main), volumes(other)]).toEqual([['db-credentials', 'cache-credentials'], ['db-credentials', 'cache-credentials']]);
});

describe('what is missing or does not fit is named where it is used', () => {
  const stderr = (folder: string, code: string) => spawnSync(process.execPath, [`--input-type=${code.startsWith('import') ? 'module' : 'commonjs'}`, '-e', code], { cwd: folder, encoding: 'utf8' }).stderr;
  const missing = OTHER_PLUS[0];

  it.each([
    ['a CommonJS module', `new (require("cdk8s-hardened/plus-${missing}").HardenedPod)()`],
    ['an ES module', `import { HardenedPod } from "cdk8s-hardened/plus-${missing}"; new HardenedPod()`],
  ])('a version that is not installed, from %s', (_, code) => expect(stderr(alone, code)).toContain(
    `Error: HardenedPod of cdk8s-hardened/plus-${missing} needs ${plusPackage(missing)} ^${PLUS_VERSIONS[missing].lowest}, which is not installed. `
    + `Run \`npm install ${plusPackage(missing)}@^${PLUS_VERSIONS[missing].lowest}\`, or import it from the entry point of the cdk8s-plus that you have: ${ENTRY} for ${NEWEST}.`));

  it.each(['1.99.99', '2.0.0', '3.0.0'])('release %s, which is out of range', (version) => {
    const file = join(alone, 'node_modules', NEWEST, 'lib/pod.js');
    renameSync(file, `${file}.kept`);
    writeFileSync(file, readFileSync(`${file}.kept`, 'utf8').replaceAll(/(?<=\.Pod", version: ")[^"]*/g, version));
    try {
      for (const code of [`new (require("${ENTRY}").HardenedPod)()`, `import { HardenedPod } from "${ENTRY}"; new HardenedPod()`]) {
        expect(stderr(alone, code)).toContain(`Error: HardenedPod of ${ENTRY} needs ${NEWEST} ^${PLUS_VERSIONS[NEWEST_PLUS].lowest}, and ${version} is installed. Run \`npm install ${NEWEST}@`);
      }
    } finally {
      renameSync(`${file}.kept`, file);
    }
  });

  it('what needs no cdk8s-plus works without', () => {
    const code = `const { Hardening, PodFailureAction, PodSecurityLevel } = require("cdk8s-hardened/plus-${missing}"); console.log(typeof Hardening.of, PodFailureAction.IGNORE, PodSecurityLevel.BASELINE)`;
    expect(run(alone, '-e', code)).toBe('function Ignore baseline\n');
  });
});

describe('cost', () => {
  it.each(OTHER_PLUS)('of the entry point for %s is at most 16 kB of the package', (version) => {
    const files = tarball.files.filter((file) => file.includes(`plus-${version}`));
    expect(files.sort()).toEqual([`lib/plus-${version}.d.ts`, `lib/plus-${version}.js`, `plus-${version}/package.json`]);
    expect(files.reduce((sum, file) => sum + statSync(join(alone, 'node_modules/cdk8s-hardened', file)).size, 0)).toBeLessThanOrEqual(16_000);
  });

  it('is nothing at the start of apps that import another entry point', () => {
    const loaded = JSON.parse(run(both, '-e', 'require("cdk8s-hardened").HardenedPod; console.log(JSON.stringify(Object.keys(require.cache)))')) as string[];
    expect(loaded.some((file) => file.includes('cdk8s-plus-28'))).toBe(true);
    expect(loaded.filter((file) => /plus-(?!28)\d+/.test(file))).toEqual([]);
  });
});

it('the entry points export what the main one does', () => {
  const namesOf = (entry: string) => run(both, '-e', `console.log(Object.keys(require('${entry}')).sort().join())`);
  const main = namesOf('cdk8s-hardened');
  OTHER_PLUS.forEach((version) => expect(namesOf(`cdk8s-hardened/plus-${version}`)).toBe(main));
  expect(readdirSync(join(alone, 'node_modules')).filter((name) => name.startsWith('cdk8s-plus'))).toEqual([NEWEST]);
});
