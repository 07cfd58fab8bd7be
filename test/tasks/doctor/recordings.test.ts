import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { EXPECTED, RECORDINGS } from './recorded-causes';
import { causesOf } from './support';
import { objectsInOutput } from '../../../src/tasks/doctor/read/documents';

test('the table has every recording', () => {
  expect(readdirSync(RECORDINGS).map((file) => file.replace('.json', '')).sort()).toEqual(Object.keys(EXPECTED).sort());
});

test.each(Object.entries(EXPECTED))('%s is found', (file, causes) => {
  expect(causesOf(...objectsInOutput(readFileSync(join(RECORDINGS, `${file}.json`)), file))).toEqual([causes].flat().sort());
});
