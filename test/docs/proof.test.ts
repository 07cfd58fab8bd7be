import { readdirSync, readFileSync } from 'fs';
import { Claim, CLAIMS } from '../../projenrc/claims';
import { claimsSection } from '../../projenrc/claims-doc';
import { mutatedParts, mutationSection } from '../../projenrc/mutation-doc';
import { foldersOf, MIN_SCORE, PARTS } from '../mutation/write-summary';

test('docs/proof.md shows the claims of README.md, each with tests that are there; `npm run docs` writes them', () => {
  expect(readFileSync('docs/proof.md', 'utf8')).toContain(`${claimsSection()}\n`);
});

describe('the mutation tests', () => {
  test('are shown in docs/proof.md as they ran last', () => expect(readFileSync('docs/proof.md', 'utf8')).toContain(`${mutationSection()}\n`));

  test('are for every part of engine, waivers and controls', () => {
    const folders = ['engine', 'waivers', 'controls', ...readdirSync('src/controls', { withFileTypes: true })
      .flatMap((entry) => entry.isDirectory() ? [`controls/${entry.name}`] : [])];
    expect([...PARTS].sort()).toEqual(folders.sort());
    expect(foldersOf(mutatedParts()).flatMap(({ notRun }) => notRun)).toEqual([]);
  });

  test.each(['engine', 'waivers', 'controls'])('were passed by src/%s, and who survived is explained', (folder) => {
    const parts = mutatedParts().filter(({ part }) => part.split('/')[0] === folder);
    expect(foldersOf(parts).find((each) => each.folder === folder)!.score).toBeGreaterThanOrEqual(MIN_SCORE);
    expect(parts.flatMap(({ survivors }) => survivors).filter(({ explanation }) => explanation === null)).toEqual([]);
  });

  test('are a table of their folders', () => {
    const part = { mutants: 10, killed: 9, survived: 1, score: 90, strykerVersion: '9', commit: 'abc' };
    const survivors = [{ file: 'a', line: 1, mutation: 'a → b', explanation: null }];
    const section = mutationSection([{ ...part, part: 'engine', survivors }, { ...part, part: 'controls', survivors: [] }]);
    expect(section).toMatch(/at `abc`\. .* Of 1 survivors 0 are explained/);
    expect(section).toMatch(/\n\| `src\/engine` \| 10 \| 9 \| 1 \| 90 % \|  \|\n\| `src\/waivers` .* waivers \|\n.* \| controls\/baseline, controls\/restricted, [^|]* \|$/);
  });
});

describe('it is an error', () => {
  const readme = readFileSync('README.md', 'utf8');

  test.each([
    ['a sentence', readme.replace('It changes nothing.', '$& It is quick.'), 'in "Judging what others made": It is quick.'],
    ['a bullet', readme.replace('- `expires` is', '- It is\n  quick\n$&'), 'in "Waivers": It is quick'],
    ['a row', readme.replace('| `GKE_AUTOPILOT` |', '| `EKS` | | all |\n$&'), 'in "Identity and platforms": `EKS`; all'],
    ['a section', `${readme}\n## Speed\n\nIt is quick.\n`, 'in "Speed": It is quick.'],
  ])('where %s is in no claim', (_, text, where) => {
    expect(() => claimsSection(CLAIMS, text)).toThrow(`projenrc/claims.ts:\nno claim covers what README.md says ${where}`);
  });

  test.each<[string, string, Claim, string]>([
    ['says what is not there', 'Waivers', ['It waives', {}, 'so'], '"It waives" is in 0 sentences of the section "Waivers" of README.md, and must be in one'],
    ['says what is there twice', 'Waivers', ['waiver', {}, 'so'], '"waiver" is in '],
    ['is of no section', 'Elsewhere', ['x', {}, 'so'], '"x" is in 0 sentences of the section "Elsewhere"'],
    ['names no test', 'Waivers', ['It must name', {}], '"It must name" has neither a test nor a note'],
    ['names a file that is not there', 'Waivers', ['It must name', { 'no.test.ts': 'x' }], '"It must name" is proven by test/no.test.ts, which is not there'],
    ['names a title that is not there', 'Waivers', ['It must name', { 'tree/waiving.test.ts': 'It is quick' }],
      'test/tree/waiving.test.ts has no title with "It is quick"'],
    ['names a title that is code', 'Waivers', ['It must name', { 'tree/waiving.test.ts': 'newChart' }], 'has no title with "newChart"'],
    ['names a title that is in no file of the folder', 'Waivers', ['It must name', { 'controls/platform': 'It is quick' }], 'has no title with "It is quick"'],
  ])('where a claim %s', (_, section, claim, message) => {
    expect(() => claimsSection({ [section]: [claim] }, readme)).toThrow(message);
  });
});
