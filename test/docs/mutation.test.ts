import { readdirSync } from 'fs';
import { mutationSection } from '../../projenrc/mutation-doc';
import { PARTS } from '../mutation/parts';
import { readSummaries } from '../mutation/results';

describe('results of the mutation tests', () => {
  test('include every folder of the engine, waivers and controls, except ids of scanners, which are data', () => {
    const folders = readdirSync('src/policy/controls', { withFileTypes: true })
      .flatMap((entry) => entry.isDirectory() && entry.name !== 'known-as' ? [`policy/controls/${entry.name}`] : []);
    expect(Object.values(PARTS).flatMap((part) => part.folders)).toEqual(expect.arrayContaining(['policy/engine', 'policy/facts', 'policy/waivers', 'policy/controls', ...folders]));
    expect(readSummaries().map(({ part }) => part)).toEqual(Object.keys(PARTS));
  });

  test('are a table of parts', () => {
    const part = { mutants: 10, score: 80, strykerVersion: '9', commit: 'abc' };
    const survivors = [{ file: 'a', line: 1, mutation: 'a → b', explanation: null }, { file: 'a', line: 2, mutation: 'c → d', explanation: 'alike' }];
    const section = mutationSection([{ ...part, part: 'engine', survivors }, { ...part, part: 'waivers', score: 100, survivors: [] }]);
    expect(section).toContain('There are 2 survivors, 1 of them explained');
    expect(section).toMatch(/\n\| `policy\/engine`, `policy\/facts` \| 10 \| 80 % \| 2 \| 1 \| `abc` \|\n\| `policy\/waivers` \| 10 \| 100 % \| 0 \| 0 \| `abc` \|$/);
  });
});
