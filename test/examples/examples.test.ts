import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { codeBlocks, expectDiff, expectPatch } from './markdown';
import { filesIn, PLAIN, synthesise } from './synthesise';
import { synthesiseAsUser } from './user-project';
import { DEFAULT_POLICY, Policy } from '../../src/controls/policy';
import { evaluate, Finding } from '../../src/engine/evaluate';
import { profileOf } from '../../src/engine/profile';
import { JsonObject } from '../../src/manifest/json';
import { findingText } from '../../src/reports/text';
import { applyWaivers } from '../../src/waivers/apply';
import { inlineWaivers } from '../../src/waivers/inline';

const EXAMPLES = join(__dirname, '..', '..', 'examples');
const examples = readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, 'main.ts')));

const ACCEPTED_WARNINGS: { [example: string]: string[] | undefined } = {
  // The .NET images are made for the user 1654.
  'aspnet-shop': ['high-group-id', 'high-user-id'],
  // And the Debian image of PostgreSQL for 999.
  'postgres': ['high-group-id', 'high-user-id'],
  // As aspnet-shop; and its images are built where they run, and pushed nowhere.
  'rootless-build': ['high-group-id', 'high-user-id', 'image-digest', 'image-pull-policy'],
};

/** What may be waived, whoever writes it into the YAML. */
const WAIVED: { [example: string]: string[] | undefined } = {
  'log-shipper': ['group-id', 'namespace-enforce', 'restricted-volumes', 'restricted-volumes'],
};

const POLICIES: { [example: string]: Policy | undefined } = {
  'aspnet-shop-openshift': { ...DEFAULT_POLICY, platform: 'openshift', identity: {} },
};

it('looks at every folder that has a main.ts', () => {
  expect(examples).toEqual(expect.arrayContaining(['aspnet-shop', 'aspnet-shop-openshift', 'backup-cron-job', 'log-shipper', 'postgres', 'rootless-build']));
});

describe.each(examples)('examples/%s', (name) => {
  const folder = join(EXAMPLES, name);
  const main = readFileSync(join(folder, 'main.ts'), 'utf8');
  const checkedIn = filesIn(join(folder, 'dist'));

  it('synthesises exactly what is checked in; `npm run examples` rewrites it', () => {
    expect(synthesise(main)).toEqual(checkedIn);
  });

  it('gives no finding but the warnings and waivers above', () => {
    const documents = Object.values(checkedIn).flatMap((yaml) => parseAllDocuments(yaml).map((document): JsonObject => document.toJS()));
    const findings = documents.flatMap((document) =>
      applyWaivers(evaluate(document, profileOf('hardened'), POLICIES[name]), inlineWaivers(document).waivers));
    const isAccepted = ({ severity, control }: Finding) => severity === 'warning' && ACCEPTED_WARNINGS[name]?.includes(control.id);
    expect(documents.length).toBeGreaterThan(0);
    expect(findings.filter((finding) => !finding.waiver && !isAccepted(finding)).map(findingText)).toEqual([]);
    expect(findings.filter(({ waiver }) => waiver).map(({ control }) => control.id).sort()).toEqual(WAIVED[name] ?? []);
  });

  it('synthesises the same with `npx cdk8s synth` in a project of its own', () => {
    expect(synthesiseAsUser(main, folder)).toEqual(checkedIn);
  }, 120_000);
});

it('shows in the README of aspnet-shop what hardening changes in it', () => {
  const folder = join(EXAMPLES, 'aspnet-shop');
  const [diff] = codeBlocks(readFileSync(join(folder, 'README.md'), 'utf8'), 'diff');
  const plain = synthesise(readFileSync(join(folder, 'main.ts'), 'utf8'), PLAIN)['shop.k8s.yaml'];
  expectDiff(diff, plain, filesIn(join(folder, 'dist'))['shop.k8s.yaml']);
});

it('shows in the README of aspnet-shop-openshift what differs from aspnet-shop: nothing but ids, in the YAML', () => {
  const files = ['main.ts', join('dist', 'shop.k8s.yaml')];
  const [before, after] = ['aspnet-shop', 'aspnet-shop-openshift'].map((folder) =>
    files.map((file) => readFileSync(join(EXAMPLES, folder, file), 'utf8')));
  const diffs = codeBlocks(readFileSync(join(EXAMPLES, 'aspnet-shop-openshift', 'README.md'), 'utf8'), 'diff');
  diffs.forEach((diff, index) => expectPatch(diff, before[index], after[index]));
  expect(diffs).toHaveLength(files.length);
  expect(after[1]).not.toMatch(/runAsUser|runAsGroup|fsGroup:|supplementalGroups/);
});
