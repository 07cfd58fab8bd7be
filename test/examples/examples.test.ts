import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { codeBlocks, expectDiff, expectPatch } from './markdown';
import { filesIn, HARDENED, PLAIN, synthesize } from './synthesize';
import { NEWEST_PLUS, plusPackage } from '../../projenrc/plus-versions';
import { JsonObject } from '../../src/formats/manifest/json';
import { amended, EvaluationContext, DEFAULT_CONTEXT } from '../../src/policy/context/context';
import { evaluate } from '../../src/policy/engine/evaluate';
import { EvaluatedFinding } from '../../src/policy/engine/finding';
import { profileOf } from '../../src/policy/engine/profile';
import { applyWaivers } from '../../src/policy/waivers/apply';
import { inlineWaivers } from '../../src/policy/waivers/inline';
import { findingText } from '../../src/tasks/reports/text';

const EXAMPLES = join(__dirname, '..', '..', 'examples');
const examples = readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, 'main.ts')));

const ACCEPTED_WARNINGS: { [example: string]: string[] | undefined } = {
  // The .NET images are made for the user 1654.
  'aspnet-shop': ['high-group-id', 'high-user-id'],
  // Presets: 1000 is `node`, 33 and 101 are `www-data` and `nginx`.
  'node-api': ['high-group-id', 'high-user-id'],
  'php-fpm-nginx': ['high-group-id', 'high-user-id'],
  // As aspnet-shop; and its images are built where they run, and pushed nowhere.
  'rootless-build': ['high-group-id', 'high-user-id', 'image-digest', 'image-pull-policy'],
  // Their images do not exist.
  'newest-cdk8s-plus': ['image-digest'],
  'typescript': ['image-digest'],
};

/** What may be waived, whoever writes it into the YAML. */
const WAIVED: { [example: string]: string[] | undefined } = {
  'typescript': ['high-group-id', 'high-user-id'],
  'log-shipper': ['group-id', 'namespace-enforce', 'restricted-volumes', 'restricted-volumes'],
};

const POLICIES: { [example: string]: EvaluationContext | undefined } = {
  'aspnet-shop-openshift': amended(DEFAULT_CONTEXT, { target: { platform: 'openshift' }, choices: { identity: {} } }),
};

it('tests every folder that has a main.ts', () => {
  expect(examples.sort()).toEqual([
    'aspnet-shop',
    'aspnet-shop-openshift',
    'backup-cron-job',
    'cluster-policies',
    'log-shipper',
    'newest-cdk8s-plus',
    'nginx-static-site',
    'node-api',
    'php-fpm-nginx',
    'pinned-images',
    'postgres',
    'rootless-build',
    'shop-in-a-namespace',
    'spring-boot',
    'typescript',
  ]);
});

describe.each(examples)('examples/%s', (name) => {
  const folder = join(EXAMPLES, name);
  const main = readFileSync(join(folder, 'main.ts'), 'utf8');
  const checkedIn = filesIn(join(folder, 'dist'));

  it('synthesizes exactly the committed YAML; `npm run examples` rewrites it', () => {
    expect(synthesize(main, HARDENED, folder)).toEqual(checkedIn);
  });

  it('has no findings except the listed warnings and waivers', () => {
    const documents = Object.values(checkedIn).flatMap((yaml) => parseAllDocuments(yaml).map((document): JsonObject => document.toJS()));
    const findings = documents.flatMap((document) =>
      applyWaivers(evaluate(document, profileOf('hardened'), POLICIES[name]), inlineWaivers(document).waivers));
    const isAccepted = ({ severity, control }: EvaluatedFinding) => severity === 'warning' && ACCEPTED_WARNINGS[name]?.includes(control.id);
    expect(documents.length).toBeGreaterThan(0);
    expect(findings.filter((finding) => !finding.waiver && !isAccepted(finding)).map(findingText)).toEqual([]);
    expect(findings.filter(({ waiver }) => waiver).map(({ control }) => control.id).sort()).toEqual(WAIVED[name] ?? []);
  });
});

it('newest-cdk8s-plus imports the newest version', () => {
  const [main, readme] = ['main.ts', 'README.md'].map((file) => readFileSync(join(EXAMPLES, 'newest-cdk8s-plus', file), 'utf8'));
  expect(new Set(main.match(/plus-\d+(?=')/g))).toEqual(new Set([`plus-${NEWEST_PLUS}`]));
  expect(readme).toContain(`npm install cdk8s-hardened cdk8s constructs ${plusPackage(NEWEST_PLUS)}\n`);
});

it('the README of aspnet-shop shows what hardening changes', () => {
  const folder = join(EXAMPLES, 'aspnet-shop');
  const [diff] = codeBlocks(readFileSync(join(folder, 'README.md'), 'utf8'), 'diff');
  const plain = synthesize(readFileSync(join(folder, 'main.ts'), 'utf8'), PLAIN)['shop.k8s.yaml'];
  expectDiff(diff, plain, filesIn(join(folder, 'dist'))['shop.k8s.yaml']);
});

it('the README of aspnet-shop-openshift shows that the YAML differs from aspnet-shop only in ids', () => {
  const files = ['main.ts', join('dist', 'shop.k8s.yaml')];
  const [before, after] = ['aspnet-shop', 'aspnet-shop-openshift'].map((folder) =>
    files.map((file) => readFileSync(join(EXAMPLES, folder, file), 'utf8')));
  const diffs = codeBlocks(readFileSync(join(EXAMPLES, 'aspnet-shop-openshift', 'README.md'), 'utf8'), 'diff');
  diffs.forEach((diff, index) => expectPatch(diff, before[index], after[index]));
  expect(diffs).toHaveLength(files.length);
  expect(after[1]).not.toMatch(/runAsUser|runAsGroup|fsGroup:|supplementalGroups/);
});

it('the README of php-fpm-nginx shows how one container fills a volume for both', () => {
  const folder = join(EXAMPLES, 'php-fpm-nginx');
  const [code] = codeBlocks(readFileSync(join(folder, 'README.md'), 'utf8'), 'ts');
  const yaml = synthesize(readFileSync(join(folder, 'main.ts'), 'utf8').replace('app.synth();', `${code}\napp.synth();`))['gallery.k8s.yaml'];
  const gallery = parseAllDocuments(yaml).map((document) => document.toJS()).find(({ kind }) => kind === 'Deployment');
  const { containers, initContainers } = gallery.spec.template.spec;
  expect(initContainers.map(({ name, args }: any) => [name, args.slice(1)])).toEqual([['writable-seed-php', ['/var/www/html', 'code/html']]]);
  expect(containers.map(({ volumeMounts }: any) => volumeMounts.find(({ name }: any) => name === 'code')))
    .toEqual([{ mountPath: '/var/www/html', name: 'code', subPath: 'html' }, { mountPath: '/var/www/html', name: 'code', readOnly: true, subPath: 'html' }]);
});

it.each([
  ['nginx-static-site', ['writable-seed-nginx', 'net.ipv4.ip_unprivileged_port_start', '"80"', 'scratch-nginx--etc-nginx-conf-d-']],
  ['spring-boot', ['JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS', 'ephemeral-storage: 6Gi', 'terminationGracePeriodSeconds: 45', '288']],
  ['node-api', ['npm_config_cache', 'runAsUser: 1000', '--max-old-space-size=192', '288']],
  ['php-fpm-nginx', ['runAsUser: 33', '101', 'fsGroup: 65532', '/fpm-ping', 'TMPDIR']],
])('the README of %s quotes its YAML', (name, facts) => {
  const folder = join(EXAMPLES, name);
  const [readme, yaml] = [readFileSync(join(folder, 'README.md'), 'utf8'), Object.values(filesIn(join(folder, 'dist'))).join()];
  expect(facts.filter((fact) => !readme.includes(fact) || !yaml.includes(fact))).toEqual([]);
});
