import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { codeBlocks, expectDiff } from './markdown';
import { filesIn, PLAIN, synthesise } from './synthesise';
import { synthesiseAsUser } from './user-project';
import { evaluate, Finding } from '../../src/engine/evaluate';
import { profileOf } from '../../src/engine/profile';
import { findingText } from '../../src/reports/text';

const EXAMPLES = join(__dirname, '..', '..', 'examples');
const examples = readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, 'main.ts')));

const ACCEPTED_WARNINGS: { [example: string]: string[] | undefined } = {
  // The .NET images are made for the user 1654.
  'aspnet-shop': ['high-group-id', 'high-user-id'],
};

it('looks at every folder that has a main.ts', () => {
  expect(examples).toContain('aspnet-shop');
});

describe.each(examples)('examples/%s', (name) => {
  const folder = join(EXAMPLES, name);
  const main = readFileSync(join(folder, 'main.ts'), 'utf8');
  const checkedIn = filesIn(join(folder, 'dist'));

  it('synthesises exactly what is checked in; `npm run examples` rewrites it', () => {
    expect(synthesise(main)).toEqual(checkedIn);
  });

  it('gives no finding but the warnings above', () => {
    const documents = Object.values(checkedIn).flatMap((yaml) => parseAllDocuments(yaml).map((document) => document.toJS()));
    const findings = documents.flatMap((document) => evaluate(document, profileOf('hardened')));
    const isAccepted = ({ severity, control }: Finding) => severity === 'warning' && ACCEPTED_WARNINGS[name]?.includes(control.id);
    expect(documents.length).toBeGreaterThan(0);
    expect(findings.filter((finding) => !isAccepted(finding)).map(findingText)).toEqual([]);
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
