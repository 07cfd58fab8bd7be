import { readdirSync, readFileSync } from 'fs';
import { mutatedParts, mutationSection } from '../../projenrc/mutation-doc';
import { foldersIn, foldersOf, MIN_SCORE, PARTS } from '../mutation/write-summary';

describe('results of the mutation tests', () => {
  test('in docs/explanation/proof.md match the summary', () => expect(readFileSync('docs/explanation/proof.md', 'utf8')).toContain(`${mutationSection()}\n`));

  test('include every part of engine, waivers and controls, except ids of scanners, which are data', () => {
    const folders = ['policy/engine', 'policy/facts', 'policy/waivers', 'policy/controls', 'knowledge/writable-paths', 'policy/settings', ...readdirSync('src/policy/controls', { withFileTypes: true })
      .flatMap((entry) => entry.isDirectory() && entry.name !== 'known-as' ? [`policy/controls/${entry.name}`] : [])];
    expect(PARTS.flatMap(foldersIn).sort()).toEqual(folders.sort());
    expect(foldersOf(mutatedParts()).flatMap(({ notRun }) => notRun)).toEqual([]);
  });

  test.each(['engine', 'waivers', 'controls'])('of src/policy/%s reach the minimum score, and every survivor is explained', (folder) => {
    const parts = mutatedParts().filter(({ part }) => part.split('/')[0] === folder);
    expect(foldersOf(parts).find((each) => each.folder === folder)!.score).toBeGreaterThanOrEqual(MIN_SCORE);
    expect(parts.flatMap(({ survivors }) => survivors).filter(({ explanation }) => explanation === null)).toEqual([]);
  });

  test('are formatted as a table of folders', () => {
    const part = { mutants: 10, killed: 9, survived: 1, score: 90, strykerVersion: '9', commit: 'abc' };
    const survivors = [{ file: 'a', line: 1, mutation: 'a → b', explanation: null }];
    const section = mutationSection([{ ...part, part: 'engine', survivors }, { ...part, part: 'controls', survivors: [] }]);
    expect(section).toMatch(/at the commits `abc` \(.* Of 1 survivors, 0 are explained/);
    expect(section).toMatch(/\n\| `src\/policy\/engine` \| 10 \| 9 \| 1 \| 90 % \|  \|\n\| `src\/policy\/waivers` .* waivers \|\n.* \| controls\/baseline, controls\/restricted, [^|]* \|$/);
  });
});
