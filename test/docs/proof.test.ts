import { mkdtempSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { claimsSection } from '../../projenrc/claims-doc';
import { mutationSection } from '../../projenrc/mutation-doc';

test('docs/proof.md shows the claims of README.md, each with tests that are there', () => {
  expect(readFileSync('docs/proof.md', 'utf8')).toContain(`${claimsSection()}\n`);
});

test('docs/proof.md shows the last run of the mutation tests', () => {
  const section = mutationSection();
  expect(readFileSync('docs/proof.md', 'utf8').includes('## Mutation score')).toBe(section !== undefined);
  expect(readFileSync('docs/proof.md', 'utf8')).toContain(section ?? '## Claims');
});

test('a summary of mutants becomes a table', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'summary-')), 'summary.json');
  const folders = [{ folder: 'engine', mutants: 10, killed: 9, survived: 1, score: 90, notRun: [] }];
  writeFileSync(file, JSON.stringify({ folders, parts: [{ commit: 'abc', survivors: [{ explanation: null }] }] }));
  expect(mutationSection(file)).toMatch(/at `abc`. Of 1 survivors 0 are explained[^]*\n\| `src\/engine` \| 10 \| 9 \| 1 \| 90 % \|  \|$/);
});

test.each([
  ['a section without a claim', {}, 'the section "Waivers", of which nothing is claimed'],
  ['a claim of no section', { Elsewhere: [] }, 'README.md has no section "Elsewhere"'],
  ['a test that is not there', { Waivers: [{ says: 'It waives', tests: ['no.test.ts'] }] }, '"It waives" is proven by test/no.test.ts, which is not there'],
])('%s is an error', (_, claims, message) => {
  expect(() => claimsSection(claims)).toThrow(message);
});
